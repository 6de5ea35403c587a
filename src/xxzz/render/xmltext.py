"""Values as the text of a Word run: never a tag, and nothing that XML forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_DROPPED = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("\r\n?|[\n\v\x85\u2028\u2029]")
_MARKS = re.compile("[\t\n&<>]")
_SIGNS = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}


def dropped(text: str) -> list[str]:
    """Return what a document can't hold and `to_run` leaves out: controls and lone surrogates."""
    return [] if text.isprintable() else _DROPPED.findall(text)


def to_run(value: object) -> Markup:
    """Return a value as content of a `w:t`; line breaks and tabs become Word's own.

    Marks of writing direction are text and stay. Markup, which filters such as `escape` return,
    is text here too.
    """
    text = value.unescape() if isinstance(value, Markup) else str(value)
    if not text.isprintable():
        text = _DROPPED.sub("", text)
        text = _LINE_BREAK.sub("\n", text)
    return Markup(_MARKS.sub(_sign, text))  # noqa: S704  # escaped on this line


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that are not blank, without blanks at their ends."""
    for line in text.splitlines():
        if bare := line.strip():
            yield bare


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match.group()]
