"""Characters that no document can hold, and those that end a line where LF is meant."""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
"""What XML 1.0 forbids, and the C1 controls, which office programs refuse to show; as a class of a
pattern. The ends of lines are not among them."""
LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

_FORBIDDEN = re.compile(f"[{CONTROLS}]")


def dropped(text: str) -> list[str]:
    """Return the characters of a text that a document can't hold and that are left out of it."""
    return [] if text.isprintable() else _FORBIDDEN.findall(text)


def writable(text: str) -> str:
    """Return a text as every document can hold it, its lines ended by LF."""
    if text.isprintable():
        return text
    return LINE_BREAKS.sub("\n", _FORBIDDEN.sub("", text))
