"""Converts Chinese numerals below a hundred and digit sequences (二〇一九) to Arabic digits."""

from __future__ import annotations

import re

_DIGITS = {
    character: digit
    for digit, alike in enumerate(
        ("〇○零o", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in alike
}
_TENS = {"廿": 20, "卄": 20, "卅": 30}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}{''.join(_TENS)}十拾]+")
_WRITTEN = ("", *"一二三四五六七八九")
_SMALL = "一二两三四五六七八九"
# 三五年 is three to five years and not thirty-five; 一九年 is a year.
_APART = re.compile(rf"(?<![{''.join(_DIGITS)}十])([{_SMALL}])([{_SMALL}])(?=个?[年月周学载])")


def in_digits(text: str) -> str:
    """Return the text with numerals below a hundred in Arabic digits; others are left alone."""
    return _NUMERAL.sub(_arabic, _APART.sub(_range, text))


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals: 四, 十二, 三十."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_WRITTEN[tens]}十"
    return f"{ten}{_WRITTEN[ones]}"


def counted(number: int) -> str:
    """Return a number as it stands before a measure word: 两类, 四类."""
    return "两" if number == 2 else chinese_number(number)  # noqa: PLR2004  # 二 is 两 there


def _range(match: re.Match[str]) -> str:
    first, second = (_DIGITS[character] for character in match.groups())
    near = second == first + 1 or match[0] == "三五"
    return f"{first}-{second}" if near else match[0]


def _arabic(match: re.Match[str]) -> str:
    numeral = match[0].replace("拾", "十")
    first, rest = numeral[0], numeral[1:]
    if first in _TENS and (not rest or rest in _DIGITS):  # 廿 alone or with one digit
        return str(_TENS[first] + _DIGITS.get(rest, 0))
    if any(character in _TENS for character in numeral):
        return match[0]
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in tens)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return match[0]
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
