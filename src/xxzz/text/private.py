"""Telephone numbers, e-mail and street addresses in running text, and how to leave them out."""

from __future__ import annotations

import re

PHONE = "[电话]"
EMAIL = "[邮箱]"
ADDRESS = "[地址]"

_D = "0-9０-９"
_HAN = "\u4e00-\u9fff"
_WORD = f"{_D}A-Za-zＡ-Ｚａ-ｚ_"
_MAIL_PART = f"[{_WORD}.．+%'-]"

_EMAIL = re.compile(
    rf"{_MAIL_PART}+[ \u3000]?[@＠][ \u3000]?[{_WORD}-]+(?:[ ]?[.．。，,][ ]?[{_WORD}-]+)*"
)
# seven digits or more, however people group them; a street number has fewer
_PHONE = re.compile(rf"(?<![{_WORD}])[+＋]?[(（]?[{_D}](?:[-\s－—()（）.·]{{0,2}}[{_D}]){{6,}}")

_NUMBER = f"[{_D}一二三四五六七八九十百]{{1,6}}"
_UNIT = "(?:支弄|号楼|号|弄|幢|栋|单元|楼|层|室|座)"
_STREET = re.compile(
    rf"[{_HAN}]{{1,16}}(?:路|街|道|弄|巷|村|苑|园|坊)\s?{_NUMBER}\s?(?:支弄|号|弄)"
    rf"(?:[-－、\s]?[A-Za-z{_D}一二三四五六七八九十甲乙丙丁东西南北]{{1,5}}\s?{_UNIT}?)*"
)
_BLOCK = re.compile(
    rf"[{_HAN}]{{0,16}}{_NUMBER}\s?(?:号楼|幢|栋|座)\s?(?:[{_D}A-Za-z]{{1,5}}\s?{_UNIT}?\s?)+"
)

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9])"
_DATE = (
    rf"{_YEAR}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|-{_MONTH}(?:-{_DAY})?|/{_MONTH}(?:/{_DAY})?|\.{_MONTH}(?:\.{_DAY})?)?"
)
_DATES = re.compile(rf"{_DATE}(?:[-\s－—]{{1,2}}{_DATE})?")


def hide(text: str) -> str:
    """Replace whatever looks like a telephone number, an e-mail or a street address by its kind.

    Dates stay, also 20230920 and 2020-2023. Better one number too many than one too few.
    """
    if "@" in text or "＠" in text:
        text = _EMAIL.sub(EMAIL, text)
    text = _STREET.sub(ADDRESS, text)
    text = _BLOCK.sub(ADDRESS, text)
    return _PHONE.sub(_phone, text)


def _phone(match: re.Match[str]) -> str:
    return match[0] if _DATES.fullmatch(match[0]) else PHONE
