"""Masks telephone numbers, e-mail and street addresses in running text."""

from __future__ import annotations

import re

PHONE = "[电话]"
EMAIL = "[邮箱]"
ADDRESS = "[地址]"

_NOTED = re.compile("批注“[^“”]*”")
_STRAIGHT = str.maketrans("“”", "''")

_HAN = "\u4e00-\u9fff"
_WORD = "0-9０-９A-Za-zＡ-Ｚａ-ｚ_"
_MAIL_PART = f"[{_WORD}.．+%'&-]"
_AT = r"\s{0,3}(?:[@＠]|[\[(（【]\s?at\s?[\])）】])\s{0,3}"

_AT_SIGN = re.compile(_AT, re.IGNORECASE)
_EMAIL = re.compile(
    rf"(?:(?<![{_HAN}])[{_HAN}]{{1,4}}|{_MAIL_PART}{{1,64}}){_AT}"
    rf"(?:[{_WORD}-]+(?:[ ]?[.．。，,][ ]?[{_WORD}-]+)*|[{_HAN}]+(?=[.．]))"
    rf"(?:[.．][{_HAN}]{{2,4}})?",
    re.IGNORECASE,
)

_DASHES = r"\-－—\u2010-\u2015\u2212"
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_JOINT = rf"[\s()（）.·{_INVISIBLE}{_DASHES}]"
_ANY_JOINT = rf"[\s()（）.·/、,，_~～*;；{_INVISIBLE}{_DASHES}]"
# Seven digits or more in any grouping; street numbers have fewer. Characters that also separate
# items of a list (、/,) join digits only in the format of a mobile number or a number with area
# code.
_PHONE = re.compile(
    rf"(?<!\d)[+＋]?[(（]?\d(?:{_JOINT}{{0,3}}\d){{6,}}"
    rf"|(?<!\d)[1１][3-9３-９]\d(?:{_ANY_JOINT}{{0,3}}\d){{8}}(?!\d)"
    rf"|(?<!\d)[0０]\d{{2,3}}{_ANY_JOINT}{{1,3}}\d{{3,4}}{_ANY_JOINT}{{0,3}}\d{{4}}(?!\d)"
    r"|[〇零一二三四五六七八九幺]{7,}"
)

_NUMBER = r"(?:\d{1,6}|[一二三四五六七八九十百]{1,6})"
_UNIT = "(?:支弄|号楼|号|弄|幢|栋|单元|楼|层|室|座)"
_STREET = re.compile(
    rf"[{_HAN}]{{1,16}}(?:路|街|道|弄|巷|村|苑|园|坊|胡同|宿舍|小区|园区|工业区)[东西南北中]?"
    rf"(?:[(（][^()（）]{{1,16}}[)）])?\s?(?:No\.?\s?)?[甲乙丙丁]?{_NUMBER}"
    rf"(?:\s?[{_DASHES}之~至]\s?{_NUMBER})?\s?(?:支弄|号|弄|#|＃|组)"
    rf"(?:[{_DASHES}、\s]?[A-Za-z0-9０-９一二三四五六七八九十甲乙丙丁东西南北]{{1,5}}\s?{_UNIT}?)*"
)
# A street and a number alone, unless a unit follows the number.
_STREET_ALONE = re.compile(
    rf"[{_HAN}]{{1,16}}(?:路|弄|巷|大道|大街|新村|小区|公寓)\s?(?:No\.?\s?)?\d{{1,5}}"
    rf"(?:[{_DASHES}]\d{{1,4}})*(?![\d年月日个名家处字次人条周届期项件批万元%％])"
)
_BLOCK = re.compile(
    rf"[{_HAN}]{{0,16}}{_NUMBER}\s?(?:号楼|幢|栋|座|号(?=\s?\d{{3,4}}\s?室))"
    rf"\s?(?:[0-9０-９A-Za-z]{{1,5}}\s?{_UNIT}?\s?)+"
    rf"|[{_HAN}]{{1,16}}(?:大厦|大楼|广场|公寓|新村|花园|小区|苑)"
    r"\s?[A-Za-z]?座?\d{1,5}\s?(?:室|楼|层|F\b)"
)
_ROAD = r"(?:Road|Rd|Street|St|Avenue|Ave|Lane)\b\.?"
_ENGLISH = re.compile(
    rf"(?:No\.?\s?)?\b\d{{1,5}},?\s(?:[A-Z][a-z]+\s){{1,4}}{_ROAD}"
    rf"|(?:[A-Z][a-z]+\s){{1,4}}{_ROAD},?\s(?:No\.?\s?)?\d{{1,5}}\b"
)
_ADDRESSES = (_STREET, _BLOCK, _STREET_ALONE, _ENGLISH)

_YEAR = "(?:19|20)[0-9]{2}"
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9])"
_DATE = (
    rf"{_YEAR}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|-{_MONTH}(?:-{_DAY})?|/{_MONTH}(?:/{_DAY})?|\.{_MONTH}(?:\.{_DAY})?)?"
)
_HOUR = "(?:[01]?[0-9]|2[0-3])"
_DATES = re.compile(rf"{_DATE}(?:[\s{_DASHES}]{{1,3}}{_DATE}|\s{_HOUR})?")


def noted(text: str) -> str:
    """Quote what a person wrote in the margin; `mask` removes it, since it may name anyone."""
    return f"批注“{text.translate(_STRAIGHT)}”"


def mask(text: str) -> str:
    """Replace what looks like a telephone number, an e-mail or a street address by its kind.

    Dates are kept, including 20230920 and 2020-2023. A false positive is better than a leak.
    """
    text = _NOTED.sub("批注", text)
    if _AT_SIGN.search(text):
        text = _EMAIL.sub(EMAIL, text)
    for looks in _ADDRESSES:
        text = looks.sub(ADDRESS, text)
    return _PHONE.sub(_phone, text)


def _phone(match: re.Match[str]) -> str:
    return match[0] if _DATES.fullmatch(match[0]) else PHONE
