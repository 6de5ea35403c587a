"""Values as the text of a Word run: never a tag, and nothing that XML forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from xxzz.text.forbidden import writable

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile("[\t\n&<>]")
_SIGNS = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}


def to_run(value: object) -> Markup:
    """Return a value as content of a `w:t`; line breaks and tabs become Word's own.

    Marks of writing direction are text and stay. Markup, which filters such as `escape` return,
    is text here too.
    """
    text = writable(value.unescape() if isinstance(value, Markup) else str(value))
    return Markup(_MARKS.sub(_sign, text))  # noqa: S704  # escaped on this line


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that are not blank, without blanks at their ends."""
    for line in text.splitlines():
        if bare := line.strip():
            yield bare


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match.group()]
