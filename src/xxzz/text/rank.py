"""Reads a 序号 as people write it, and the list number in front of a name."""

from __future__ import annotations

import re

from xxzz.text.normalise import comparison_key
from xxzz.text.numerals import in_digits

_NUMBER = re.compile(r"(?:第|no\.?|#)?\(?0*([1-9][0-9]{0,8})(?:\.0*)?[)、号]?")
_DIGIT = re.compile("[0-9]")
_DIGITS, _CHINESE = "[0-9０-９]{1,3}", "[一二三四五六七八九十]{1,3}"
_AHEAD = r"(?:[(（]\s*{0}\s*[)）]|{0}\s*[.．、)）])\s*[、.．]?\s*"
# 1.5次元 and 三、四村 are names, 1933老场坊 and 3号线 have no sign behind the number
_NUMBERED = re.compile(
    rf"(?:{_AHEAD.format(_DIGITS)}(?![0-9０-９])"
    rf"|{_AHEAD.format(_CHINESE)}(?![一二三四五六七八九十])"
    r"|[①-⑳⑴-⒛]\s*[、.．]?\s*)(?=\S\s*\S)"
)


def rank_number(text: str) -> int | None:
    """Return the number of a 序号, None where it isn't one: 1, 01, 1.0, １, 1、, ① and 一 are."""
    key = comparison_key(text)
    match = _NUMBER.fullmatch(key if _DIGIT.search(key) else in_digits(key))
    return int(match[1]) if match else None


def numbered_name(text: str) -> tuple[int | None, str]:
    """Return the list number in front of a text, if there is one, and the text without it."""
    match = _NUMBERED.match(text)
    if not match:
        return None, text
    return rank_number(comparison_key(match[0]).strip("().、")), text[match.end() :]
