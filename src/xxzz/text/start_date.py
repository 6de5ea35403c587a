"""When something began, as people write it: 2019年3月, 2019-03-01, 二〇一九年三月起, 5年, 两年半.

Clause 三（二）2 asks for years of building, so what counts is how many full years have passed at a
date. Where the text leaves it open (a year without a month), every reading is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache
from typing import NamedTuple

from xxzz.text.normalise import comparison_key

_DIGITS = {
    character: digit
    for digit, alike in enumerate(
        ("〇○零o", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in alike
}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}十]+")

_TIME = re.compile(r"[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*$")
# First and last month of a part of a year.
_PARTS = {"初": (1, 3), "上半年": (1, 6), "下半年": (7, 12), "底": (12, 12), "末": (12, 12)}
_PERIOD = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    rf"(?:年?(?P<part>{'|'.join(_PARTS)})?"
    r"|(?:[-/.]|年)(?P<month>\d{1,2})(?:月份?)?(?:[-/.]?(?P<day>\d{1,2})[日号]?)?"
    r"|(?P<month2>\d\d)(?P<day2>\d\d)?)"
)
_BEGUN = "建设|创建|建立|成立|启动|开展"
_BEFORE = re.compile(rf"(?:自|从|始于|于|(?:始建|开始|起始|{_BEGUN}|建)于)")
_AFTER = re.compile(rf"(?:起|开始|以来|{_BEGUN})*(?:-?[至到]?(?:今|现在|目前))?$")
_RANGE = re.compile(r"(.+?)(?:起|开始)?[-~至到]+((?:19|20)\d\d.*)")
_SPAN = re.compile(
    rf"(?:已经?|有|共|满|整|达|超过|历时|{_BEGUN}|了)*"
    r"(?:(?P<years>\d{1,2}(?:\.\d)?)(?:多|余|周|整)?年整?)?[零又]?(?:(?P<months>\d{1,3})个月)?"
    r"(?:多|余|有余|以上|来)?"
)
# 21年 is twenty-one years or the year 2021.
_SHORT_YEAR = re.compile(r"\d\d年")
_MONTHS = 12
_SERIAL = re.compile("[34][0-9]{4}")  # from 1982 to 2036
_SERIAL_ZERO = dt.date(1899, 12, 30)
_LONGEST = (
    60  # characters; nobody needs more for a date, and looking for a range costs their square
)


class Start(NamedTuple):
    """A beginning, as all dates and durations (in months) that the text may mean.

    A month stands for its first day: 2020年9月 makes three full years on any day of September 2023.
    Where the text names an end as well, nothing after `until` counts.
    """

    dates: tuple[dt.date, ...] = ()
    durations: tuple[int, ...] = ()
    until: dt.date = dt.date.max

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
        end = min(as_of, self.until)
        passed = [
            end.year - date.year - ((end.month, end.day) < (date.month, date.day))
            for date in self.dates
        ]
        return passed + [months // _MONTHS for months in self.durations]


class _Period(NamedTuple):
    """A day, a month or a part of a year: the first days of its first and last month, its end."""

    dates: tuple[dt.date, ...]
    end: dt.date


@lru_cache(maxsize=1024)  # two rules read it, and many nominations say the same
def parse_start(text: str) -> Start | None:
    """Read a beginning or a duration; None where it says neither, or a day that does not exist."""
    if len(text) > _LONGEST:
        return None
    plain = _NUMERAL.sub(_arabic, comparison_key(_TIME.sub("", text)))
    before = _BEFORE.match(plain)
    core = _AFTER.sub("", plain[before.end() :] if before else plain)
    if both := _RANGE.fullmatch(core):
        began, ended = _period(both[1]), _period(both[2])
        if began and ended and began.dates[0] <= ended.end:
            return Start(dates=began.dates, until=ended.end)
        return None
    if period := _period(core):
        return Start(dates=period.dates)
    return _span(plain)


def day_of_serial(text: str) -> dt.date | None:
    """Return the day behind the number that Excel shows once a date's cell is no longer a date."""
    if not _SERIAL.fullmatch(text):
        return None
    return _SERIAL_ZERO + dt.timedelta(days=int(text))


def _period(text: str) -> _Period | None:
    match = _PERIOD.fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    month = match["month"] or match["month2"]
    day = match["day"] or match["day2"]
    first, last = (int(month),) * 2 if month else _PARTS.get(match["part"], (1, _MONTHS))
    try:
        begin = dt.date(year, first, int(day or 1))
        end = begin if day else dt.date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None
    return _Period((begin,) if month else (begin, dt.date(year, last, 1)), end)


def _span(plain: str) -> Start | None:
    plain = plain.replace("年半", "年6个月").replace("半年", "6个月")
    match = _SPAN.fullmatch(plain)
    if not match or not (match["years"] or match["months"]):
        return None
    months = int(float(match["years"] or 0) * _MONTHS) + int(match["months"] or 0)
    if not _SHORT_YEAR.fullmatch(plain):
        return Start(durations=(months,))
    year = 2000 + int(match["years"])
    return Start(dates=(dt.date(year, _MONTHS, 1),), durations=(months,))


def _arabic(match: re.Match[str]) -> str:
    """Write a Chinese numeral below a hundred, or a row of digits (二〇一九), in Arabic digits."""
    tens, ten, ones = match[0].partition("十")
    if not ten:
        return "".join(str(_DIGITS[digit]) for digit in tens)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return match[0]
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
