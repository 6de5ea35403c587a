"""Length and check digit of 统一社会信用代码 (GB 32100) and 身份证号 (GB 11643)."""

from __future__ import annotations

import datetime as dt
import re

from xxzz.text.normalise import comparison_key

_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = [pow(3, at, 31) for at in range(17)]
_ID = re.compile(r"\d{17}[\dX]")
_ID_WEIGHTS = [pow(2, at, 11) for at in range(17, 0, -1)]
_ID_CHECKS = "10X98765432"
_LENGTH = 18


def credit_code_fault(text: str) -> str | None:
    """Return what is wrong with a 统一社会信用代码, or None if it is valid."""
    code = comparison_key(text).upper()
    if len(code) != _LENGTH:
        return f"有{len(code)}位，应当是{_LENGTH}位"
    if not _CODE.fullmatch(code):
        return "有不会用在信用代码里的字"
    total = sum(_ALPHABET.index(sign) * w for sign, w in zip(code, _CODE_WEIGHTS, strict=False))
    return None if _ALPHABET[-total % 31] == code[-1] else "校验码不对，多半错了一位"


def id_number_fault(text: str) -> str | None:
    """Return what is wrong with a 身份证号, or None if it is valid."""
    number = comparison_key(text).upper()
    if len(number) != _LENGTH:
        return f"有{len(number)}位，应当是{_LENGTH}位"
    if not _ID.fullmatch(number):
        return "前17位应当是数字，最后一位是数字或X"
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "里的出生日期不对"
    total = sum(int(digit) * w for digit, w in zip(number, _ID_WEIGHTS, strict=False))
    return None if _ID_CHECKS[total % 11] == number[-1] else "校验码不对，多半错了一位"
