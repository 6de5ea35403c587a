"""Escapes values for Word runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from xxzz.text.forbidden import writable

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile("[\t\n&<>]")
_ESCAPES = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}


def to_run(value: object) -> Markup:
    """Return a value as content of a `w:t`; line breaks and tabs become elements.

    Directional marks are kept. Markup, as returned by filters such as `escape`, is treated as text.
    """
    text = writable(value.unescape() if isinstance(value, Markup) else str(value))
    return Markup(_MARKS.sub(_escaped, text))  # noqa: S704  # escaped here


def lines(text: str) -> Iterator[str]:
    """Yield the non-empty lines of a text, stripped."""
    for line in text.splitlines():
        if stripped := line.strip():
            yield stripped


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES[match.group()]
