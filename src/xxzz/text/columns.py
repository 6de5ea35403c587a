"""Plain-text layout for terminals, where East Asian characters take two columns."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENERS = "（“‘《「『【〔"
_LEAST = 20
_CLOSERS = "，。、；：！？）”’》」』】〕…"


def width(text: str) -> int:
    """Return the display width of a text in terminal columns."""
    if text.isascii():
        return len(text)
    kinds = "".join(map(unicodedata.east_asian_width, text))
    return len(text) + kinds.count("W") + kinds.count("F")


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Pad a text with spaces to `columns`; `right` aligns it to the right."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    """Yield the lines of a table; `right` has the indexes of the right-aligned columns."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (pad(cell, widths[at], right=at in right) for at, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def one_line(text: str) -> str:
    """Return a text on one line, without control characters that affect a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def wrap(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield indented lines of at most `columns`; words and numbers are not split.

    No line starts with a closing mark or ends with an opening one.
    """
    room = max(columns - len(indent), _LEAST)
    while (cut := _fitting(text, room)) < len(text):
        cut = _good_break(text, cut)
        yield indent + text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield indent + text


def _fitting(text: str, room: int) -> int:
    """Return how many leading characters fit: GBK bytes are an upper bound for the columns."""
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
