"""Plain text laid out for East Asian characters, which take two columns."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENERS = "（“‘《「『【〔"
_LEAST = 20
_CLOSERS = "，。、；：！？）”’》」』】〕…"


def width(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up with blanks, on the left where it belongs to the right."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Yield the lines of a table; the columns numbered in `right` are aligned there."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (pad(cell, widths[at], right=at in right) for at, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def one_line(text: str) -> str:
    """Put a text on one line, without characters that would steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def wrap(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield a text in lines of at most `columns`, each indented; words and numbers stay whole.

    A line never starts with a closing mark nor ends with an opening one.
    """
    room = max(columns - len(indent), _LEAST)
    while (cut := _fitting(text, room)) < len(text):
        cut = _good_break(text, cut)
        yield indent + text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield indent + text


def _fitting(text: str, room: int) -> int:
    """Count the leading characters that fit: in GBK each takes as many bytes as columns at most."""
    encoded = text[:room].encode("gbk", "replace")
    return len(encoded[:room].decode("gbk", "ignore"))


def _good_break(text: str, cut: int) -> int:
    places = range(cut, cut // 2, -1)
    return next((at for at in places if _may_break(text[at - 1], text[at])), cut)


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSERS or before in _OPENERS:
        return False
    whole = before.isascii() and after.isascii()
    return not whole or before.isspace() or after.isspace()
