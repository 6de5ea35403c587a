"""Formats list numbers like Word: 一, (甲), ①, iv (ISO 29500-1, 17.18.59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_COUNTED = "零一二三四五六七八九"
_POSITIONAL = "○一二三四五六七八九"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS, _LEGAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
    *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_MOST = 9_999
"""Larger numbers do not occur in real lists."""


def list_number(number: int, style: str) -> str | None:
    """Return a number in one of Word's formats (`w:numFmt`), or None for an unknown format."""
    write = _STYLES.get(style)
    if write is None or not 0 <= number <= _MOST:
        return None
    return write(number) or str(number)


def _thousands(number: int, digits: str, units: tuple[str, ...], *, bare_ten: bool) -> str:
    """Return a number with a character for each power of ten: 一千零二十."""
    if not number:
        return digits[0]
    written = ""
    for power in range(len(units) - 1, -1, -1):
        before, digit = divmod(number // _TEN**power, _TEN)
        if digit:
            zero = digits[0] if before and not before % _TEN else ""
            written += f"{zero}{digits[digit]}{units[power]}"
    return written[1:] if bare_ten and _TEN <= number < _TWENTY else written


def _chinese(number: int) -> str:
    return _thousands(number, _COUNTED, _UNITS, bare_ten=True)


def _chinese_short(number: int) -> str:
    return _chinese(number) if number < _HUNDRED else _by_digits(_POSITIONAL)(number)


def _japanese(number: int) -> str:
    return _chinese(number).replace("零", "").replace("一百", "百").replace("一千", "千")


def _legal(number: int) -> str:
    return _thousands(number, _LEGAL, _LEGAL_UNITS, bare_ten=False)


def _by_digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else ""


def _repeated(letters: str) -> Callable[[int], str]:
    """Return a format that continues after z with aa, bb."""
    size = len(letters)
    return lambda number: letters[(number - 1) % size] * ((number - 1) // size + 1)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _circled(number: int) -> str:
    ranges = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
    return _from_ranges(number, ranges)


def _from_ranges(number: int, ranges: tuple[tuple[int, int, int], ...]) -> str:
    found = (chr(sign + number - first) for first, last, sign in ranges if first <= number <= last)
    return next(found, "")


def _within(last: int, sign: int) -> Callable[[int], str]:
    return lambda number: _from_ranges(number, ((1, last, sign),))


def _ordinal(number: int) -> str:
    teens = number // _TEN % _TEN == 1
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % _TEN, 'th')}"


_STYLES: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda number: str(number).translate(_FULL_WIDTH),
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _within(20, 0x2474),
    "decimalEnclosedFullstop": _within(20, 0x2488),
    "ideographEnclosedCircle": _within(10, 0x3280),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _chinese_short),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), _chinese),
    "japaneseCounting": _japanese,
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        _by_digits(_DIGITS),
    ),
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _repeated(_LETTERS),
    "lowerLetter": _repeated(_LETTERS.lower()),
}
