"""Reads a 序号 as people write it."""

from __future__ import annotations

import re

from xxzz.text.normalise import comparison_key
from xxzz.text.numerals import in_digits

_NUMBER = re.compile(r"(?:第|no\.?|#)?\(?0*([1-9][0-9]{0,8})(?:\.0*)?[)、号]?")
_DIGIT = re.compile("[0-9]")


def rank_number(text: str) -> int | None:
    """Return the number of a 序号, None where it isn't one: 1, 01, 1.0, １, 1、, ① and 一 are."""
    key = comparison_key(text)
    match = _NUMBER.fullmatch(key if _DIGIT.search(key) else in_digits(key))
    return int(match[1]) if match else None
