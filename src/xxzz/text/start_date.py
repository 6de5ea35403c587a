"""Parses when something began: 2019年3月, 自2019年3月正式启动, 二〇一九年春, 5年.

Clause 三（二）2 asks for years of building, so what counts is the number of full years elapsed at a
given date. An ambiguous text (a year without a month, "about five years") keeps every reading. A
text is parsed only if all words around its dates and durations are known; with 未, 拟 or an
unknown word it is left for a person to check.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from xxzz.text.normalise import comparison_key
from xxzz.text.numerals import in_digits
from xxzz.text.periods import PERIOD, Period, period_of

_TIME = re.compile(r"[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*$")
_SPACED = re.compile(r"((?:19|20)\d\d)\s+(\d{1,2})(?!\d|\s*[年个多余])")
_HOLIDAYS = {"五一": "5月1日", "七一": "7月1日", "八一": "8月1日", "十一": "10月1日"}
_HOLIDAY = re.compile(rf"(?<=\d年)({'|'.join(_HOLIDAYS)})(?![月日年个零〇一二三四五六七八九十])")
# Words around a start date that do not change its meaning; longer ones first.
_WORDS = re.compile(
    "学习型(?:企事业单位|企业|机关|事业单位|社区|街道|街镇|学校|家庭|班组|团队|组织|单位|城区|集体)"
    "|单位|公司|集团|企业|学校|机关|社区|街道|组织|工作|活动|项目|时间|日期|年月|年份|年限"
    "|[我本][司校院局院所]?|建设期?|创建|建立|成立|启动|开展|开始|推进|推动|实施|着手|筹划|创办|开办|组建|投入"
    "|正式|全面|起始|起步|始于|始建|以来|至今|到今|迄今|现在|目前|今天|截至|截止|持续|连续|一直|坚持|历时|累计|经历|经过"
    "|已经|超过|不少于|不低于|不小于|不止|大于等于|大于|至少|以前|之前|以上|星期[1-6日天]|周[1-6日天]|学年|年度|第"
    "|公元|公历|西元|[含来自从于在由始起至到今现已有共满整达逾了的为是算约和与或及也均都前年多余]"
    r"|[-~,.;:、。()/+>=≥|\"·]"
)
_BRACKETED = re.compile(r"\((\d{1,2}月份?(?:\d{1,2}[日号])?|[春夏秋冬]季?)\)")
# The founding of the organisation is a different date.
_FOUNDED = re.compile(
    "(?:(?<!学习型)(?:单位|公司|集团|企业|学校|机关)|[我本][司校院局所])(?:成立|创建|建立|创办|组建)"
)
_ABOUT = re.compile("大约|大概|约|近|左右|前后|上下")
_AS_OF = re.compile("(?:截至|截止|到|至)+$")
_TO = re.compile(r"(?:起|开始|始)*[-~至到]+")
_SPAN = re.compile(
    r"(?P<less>不到|不足|未满|不满|将近|接近|即将满|快满|快到|快|差不多)?(?P<near>近|大约|大概|约)?(?P<nth>第)?"
    r"(?:(?P<low>\d{1,2})[-~至到])?(?:"
    r"(?<![\d.])(?P<years>\d{1,2}(?:\.\d)?)[多余来几+]?个?[多整]?(?P<unit>周年|学年|年头|年度|年|载)整?"
    r"(?P<half>半)?(?:[零又](?P<months>\d{1,3})个?多?月|(?P<months2>\d{1,3})个多?月)?"
    r"|(?<![\d.])(?P<only>\d{1,3})[多余]?个多?月|(?P<six>半年))(?P<about>左右|上下)?"
)
# 21年 is twenty-one years or the year 2021, 98年 the year 1998.
_SHORT_YEAR = re.compile(r"(?:自|从|始于|于)?(\d\d)年(?!\d|[多余来整半零又]|以上|左右|上下)(.*)")
_SHORT_YEAR_MONTH = re.compile(r"(?<!\d)(\d\d)(?=年\d{1,2}月(?!\d*年))")
_TENS = re.compile("[十拾廿卄卅]")  # not used in writing a year
_THIS_CENTURY, _LAST_CENTURY = 30, 60
_MONTHS = 12
_YEAR = dt.timedelta(days=365)
_SERIAL = re.compile("[34][0-9]{4}")  # from 1982 to 2036
_SERIAL_ZERO = dt.date(1899, 12, 30)
_FALSE_LEAP_DAY = 60  # Excel counts 29 February 1900, which did not exist
_LONGEST = 60
"""In characters; longer texts are not parsed."""


class Start(NamedTuple):
    """A start, as every date and duration (in months) that the text may mean.

    A month means its first day: 2020年9月 makes three full years on any day of September 2023.
    If the text also names an end, time after `until` does not count.
    """

    dates: tuple[dt.date, ...] = ()
    durations: tuple[int, ...] = ()
    until: dt.date = dt.date.max

    def full_years(self, as_of: dt.date) -> int:
        """Return the full years that have passed at a date by the strictest reading."""
        return min(self._readings(as_of))

    def possible_years(self, as_of: dt.date) -> int:
        """Return the full years by the most generous reading; `full_years` if unambiguous."""
        return max(self._readings(as_of))

    def begins_before(self, date: dt.date, as_of: dt.date) -> bool:
        """Tell whether any reading begins before a date; durations count back from `as_of`."""
        longest = as_of.year - date.year
        return any(one < date for one in self.dates) or any(
            months > longest * _MONTHS for months in self.durations
        )

    def is_after(self, as_of: dt.date) -> bool:
        """Tell whether every reading begins after a date."""
        return not self.durations and min(self.dates) > as_of

    def _readings(self, as_of: dt.date) -> list[int]:
        end = min(as_of, self.until)
        passed = [
            end.year - date.year - ((end.month, end.day) < (date.month, date.day))
            for date in self.dates
        ]
        return passed + [months // _MONTHS for months in self.durations]


@lru_cache(maxsize=1024)  # called by two rules, and many nominations have the same text
def parse_start(text: str) -> Start | None:
    """Parse a start date or a duration; None if it is neither, or the day does not exist."""
    if len(text) > _LONGEST:
        return None
    spaced = _SPACED.sub(r"\1-\2", _TIME.sub("", text))
    plain = in_digits(comparison_key(_HOLIDAY.sub(lambda one: _HOLIDAYS[one[1]], spaced)))
    plain = _SHORT_YEAR_MONTH.sub(_whole_year, _BRACKETED.sub(r"\1", plain))
    short = _SHORT_YEAR.fullmatch(plain)
    if short and not _TENS.search(text) and not _WORDS.sub("", short[2]):
        return _short_year(int(short[1]))
    matches = list(PERIOD.finditer(plain))
    periods = [period for match in matches if (period := period_of(match))]
    ends = [0, *(end for match in matches for end in match.span()), len(plain)]
    gaps = [plain[begin:end] for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    durations: list[int] = []
    rests = [_SPAN.sub(lambda span: _add_duration(span, durations), gap) for gap in gaps]
    unknown = any(_WORDS.sub("", _ABOUT.sub("", rest)) for rest in rests)
    if len(periods) < len(matches) or unknown or _FOUNDED.search(plain):
        return None
    about = any(map(_ABOUT.search, rests))
    return _start(periods, gaps, tuple(durations), about=about)


def _start(
    periods: list[Period], gaps: list[str], durations: tuple[int, ...], *, about: bool
) -> Start | None:
    to = [at for at, gap in enumerate(gaps[1:-1]) if _TO.fullmatch(gap)]
    if to:
        began, ended = periods[to[0]], periods[to[0] + 1]
        if len(periods) > 2 or began.dates[0] > ended.end:  # noqa: PLR2004  # a beginning and an end
            return None
        return Start(began.dates, durations, ended.end)
    if len(periods) == 1 and _AS_OF.search(gaps[0]):  # 截至2023年8月已建设5年
        return Start(durations=durations) if durations else None
    dates = [date for period in periods for date in period.dates]
    if about and dates:
        dates = [min(dates) - _YEAR, max(dates) + _YEAR]
    return Start(tuple(dates), durations) if dates or durations else None


def _add_duration(match: re.Match[str], durations: list[int]) -> str:
    """Append the possible lengths of a duration, in months; return "" to replace the match."""
    if match["six"]:
        most = _MONTHS // 2
    elif match["only"]:
        most = int(match["only"])
    else:
        most = int(float(match["years"]) * _MONTHS) + (_MONTHS // 2 if match["half"] else 0)
        most += int(match["months"] or match["months2"] or 0)
    least = int(match["low"]) * (1 if match["only"] else _MONTHS) if match["low"] else most
    if match["less"]:
        least = most = most - 1
    elif match["nth"]:  # the fifth year has only begun
        least = most = most - _MONTHS
    elif match["near"] or match["about"] or match["unit"] == "年头":
        least -= _MONTHS
    durations += [max(0, months) for months in dict.fromkeys((least, most))]
    return ""


def _whole_year(match: re.Match[str]) -> str:
    """Return a two-digit year with its century, unchanged if the century is ambiguous."""
    number = int(match[1])
    if number >= _LAST_CENTURY:
        return f"19{match[1]}"
    return f"20{match[1]}" if number <= _THIS_CENTURY else match[1]


def _short_year(number: int) -> Start:
    if number >= _LAST_CENTURY:
        year = 1900 + number
        return Start(dates=(dt.date(year, 1, 1), dt.date(year, _MONTHS, 1)))
    dates = (dt.date(2000 + number, _MONTHS, 1),) if number <= _THIS_CENTURY else ()
    return Start(dates=dates, durations=(number * _MONTHS,))


def day_of_serial(text: str) -> dt.date | None:
    """Return the date for an Excel serial number, which a cell shows without its date format."""
    if not _SERIAL.fullmatch(text):
        return None
    return _SERIAL_ZERO + dt.timedelta(days=int(text))


def serial_of_day(date: dt.date) -> int:
    """Return the Excel serial number of a date: 2022 in a date cell shows 1905-07-14."""
    days = (date - _SERIAL_ZERO).days
    return days - 1 if days <= _FALSE_LEAP_DAY else days
