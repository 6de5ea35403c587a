"""When something began, as people write it: 2019年3月, 2019-03-01, 二〇一九年三月起, 5年, 两年半.

Clause 三（二）2 asks for years of building, so what counts is how many full years have passed at a
date. Where the text leaves it open (a year without a month), every reading is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from xxzz.text.normalise import squash

_DIGITS = {
    character: digit
    for digit, pair in enumerate(("〇○零o", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for character in pair
}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}十]+")

_BEFORE = r"(?:自|从|始于|始建于|开始于|起始于|建于|创建于|启动于|于)?"
_AFTER = r"(?:起|开始|以来|启动)?(?:-?[至到](?:今|现在|目前))?"
_TIME = r"(?:t?\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"
_DATE = re.compile(
    rf"{_BEFORE}(?P<year>(?:19|20)\d\d)"
    r"(?:年?|(?:[-/.]|年)(?P<month>\d{1,2})(?:月份?)?"
    rf"(?:[-/.]?(?P<day>\d{{1,2}})[日号]?{_TIME})?"
    r"|(?P<month2>\d\d)(?P<day2>\d\d)?)"
    rf"{_AFTER}"
)
_SPAN = re.compile(
    r"(?:已|共|满|达|超过|历时)*"
    r"(?:(?P<years>\d{1,2}(?:\.\d)?)(?P<more>多|余|周)?年)?(?:(?P<months>\d{1,3})个月)?"
    r"(?P<least>多|余|有余|以上|来)?"
)
# 21年 is twenty-one years or the year 2021.
_SHORT_YEAR = re.compile(r"\d\d年")
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Start:
    """A beginning, as all dates and durations (in months) that the text may mean.

    A month stands for its first day: 2020年9月 makes three full years on any day of September 2023.
    """

    dates: tuple[dt.date, ...] = ()
    durations: tuple[int, ...] = ()

    def full_years(self, as_of: dt.date) -> int:
        """Return the full years that have certainly passed at a date."""
        return min(self._readings(as_of))

    def possible_years(self, as_of: dt.date) -> int:
        """Return the full years by the mildest reading; equal to `full_years` if certain."""
        return max(self._readings(as_of))

    def is_after(self, as_of: dt.date) -> bool:
        """Tell whether it begins after a date, however it is read."""
        return not self.durations and min(self.dates) > as_of

    def _readings(self, as_of: dt.date) -> list[int]:
        passed = [
            as_of.year - date.year - ((as_of.month, as_of.day) < (date.month, date.day))
            for date in self.dates
        ]
        return passed + [months // _MONTHS for months in self.durations]


@lru_cache(maxsize=1024)  # two rules read it, and many nominations say the same
def parse_start(text: str) -> Start | None:
    """Read a beginning or a duration; None where it says neither, or a day that does not exist."""
    plain = _NUMERAL.sub(_arabic, squash(text))
    if match := _DATE.fullmatch(plain):
        return _date(match)
    plain = plain.replace("年半", "年6个月").replace("半年", "6个月")
    if (match := _SPAN.fullmatch(plain)) and (match["years"] or match["months"]):
        months = int(float(match["years"] or 0) * _MONTHS) + int(match["months"] or 0)
        if not _SHORT_YEAR.fullmatch(plain):
            return Start(durations=(months,))
        year = 2000 + int(match["years"])
        return Start(dates=(dt.date(year, _MONTHS, 1),), durations=(months,))
    return None


def _date(match: re.Match[str]) -> Start | None:
    year = int(match["year"])
    month = match["month"] or match["month2"]
    day = match["day"] or match["day2"]
    if month is None:
        return Start(dates=(dt.date(year, 1, 1), dt.date(year, _MONTHS, 1)))
    try:
        return Start(dates=(dt.date(year, int(month), int(day or 1)),))
    except ValueError:
        return None


def _arabic(match: re.Match[str]) -> str:
    """Write a Chinese numeral below a hundred, or a row of digits (二〇一九), in Arabic digits."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in tens)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return match[0]
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
