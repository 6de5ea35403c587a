"""Characters that no document can hold: controls, lone surrogates and noncharacters."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, and the C1 controls, which office programs refuse to show."""


def dropped(text: str) -> list[str]:
    """Return the characters of a text that a document can't hold and that are left out of it."""
    return [] if text.isprintable() else FORBIDDEN.findall(text)
