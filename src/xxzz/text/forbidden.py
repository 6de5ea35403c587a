"""Characters that documents can't hold, and line breaks other than LF."""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
"""Character class of what XML 1.0 forbids and of the C1 controls, which office programs refuse.
Line breaks are not included.
"""
LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

_FORBIDDEN = re.compile(f"[{CONTROLS}]")


def dropped(text: str) -> list[str]:
    """Return the characters of a text that documents can't hold and `writable` removes."""
    return [] if text.isprintable() else _FORBIDDEN.findall(text)


def writable(text: str) -> str:
    """Return a text that any document can hold, with LF as line break."""
    if text.isprintable():
        return text
    return LINE_BREAKS.sub("\n", _FORBIDDEN.sub("", text))
