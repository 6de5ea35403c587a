"""Finds dates in a text: a day, a month, or a part of a year such as 春 or 上半年."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTHS = 12
_YEAR = r"(?:19|20)\d\d"
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905  # reads as one
_NAMED = rf"(?:{'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?"
# First and last month; 13 and up are in the next year.
_PARTS = {
    "初": (1, 3),
    "中": (5, 8),
    "底": (12, 12),
    "末": (12, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "春": (2, 5),
    "夏": (5, 8),
    "秋": (8, 11),
    "冬": (1, 14),
    "元旦": (1, 1),
    "春节": (1, 2),
    "国庆": (10, 10),
    "端午": (5, 6),
    "教师节": (9, 9),
    "中秋": (9, 10),
    "重阳": (10, 11),
    "暑假": (7, 8),
    "寒假": (1, 2),
    "秋季学期": (8, 9),
    "春季学期": (2, 3),
    "学年": (9, 9),
    "1学期": (8, 9),
    "2学期": (14, 15),
}
# First and last day of a part of a month; None is the last day of that month.
_DAYS = {"初": (1, 10), "上旬": (1, 10), "中": (11, 20), "中旬": (11, 20), "下旬": (21, None)}
_DAYS |= {"底": (28, None), "末": (28, None)}
_PART = (
    r"(?:第?(?P<quarter>[1-4])(?:季度?|q)|q(?P<quarter2>[1-4])"
    r"|(?:学年)?度?第?(?P<term>[12]|上|下)(?:个)?学期|(?P<part>年底|年末|年初|年中|岁末|上半年|下半年|学年"
    r"|元旦|春节|国庆|端午|教师节|中秋|重阳|暑假|寒假|[秋春]季学期|[初中底末春夏秋冬])(?:节|季|天|期|度)?)"
)
# A number followed by a unit is not a month: 2019，5年.
_NO_COUNT = r"(?!\d|\.\d+年|[个余多几]|周?年|载|学年)"
PERIOD = re.compile(
    rf"(?<!\d)(?:(?P<year>{_YEAR})(?:"
    rf"(?:年度?|学年)?[-/.,]?{_PART}"
    rf"|(?P<month2>\d\d)(?P<day2>\d\d)?(?!\d)"
    rf"|(?:年[-/.]?|[-/.·,、_])(?P<month>\d{{1,2}}){_NO_COUNT}(?:月份?)?"
    rf"(?:[-/.·]?(?P<day>\d{{1,2}})(?!\d|[-/.年月个余多])[日号]?|(?P<days>[上中下]旬|[初中底末]))?"
    rf"|[-/., ]?(?P<named>{_NAMED})"
    rf"|(?!\d)(?:年度?)?)"
    rf"|(?P<month3>\d{{1,2}})[-/.](?P<year2>{_YEAR})(?!\d)"
    rf"|(?P<named2>{_NAMED})[-/., ]?(?P<year3>{_YEAR})(?!\d))"
)


class Period(NamedTuple):
    """A day, a month or a part of a year.

    `dates` are the first days of its first and last month (one date where they are the same, and
    for a single day), `end` is its last day.
    """

    dates: tuple[dt.date, ...]
    end: dt.date


def period_of(match: re.Match[str]) -> Period | None:
    """Return the period for a match of `PERIOD`, or None if that day or month does not exist."""
    found = {name: text for name, text in match.groupdict().items() if text}
    year = int(found.get("year") or found.get("year2") or found["year3"])
    try:
        return _period(year, found)
    except ValueError:
        return None


def _period(year: int, found: Mapping[str, str]) -> Period:
    number = found.get("month") or found.get("month2") or found.get("month3")
    name = found.get("named") or found.get("named2")
    if name:
        number = str(_ENGLISH.index(name[:3]) + 1)
    if not number:
        first, last = _part(found)
        begin, until = _month(year, first), _month(year, last)
        return Period((begin, until) if begin != until else (begin,), _last_day(until))
    begin = dt.date(year, int(number), 1)
    day = found.get("day") or found.get("day2")
    if day:
        date = begin.replace(day=int(day))
        return Period((date,), date)
    if part := found.get("days"):
        first_day, last_day = _DAYS[part]
        end = begin.replace(day=last_day) if last_day else _last_day(begin)
        return Period((begin.replace(day=first_day), end), end)
    return Period((begin,), _last_day(begin))


def _part(found: Mapping[str, str]) -> tuple[int, int]:
    if quarter := found.get("quarter") or found.get("quarter2"):
        last = int(quarter) * 3
        return last - 2, last
    if term := found.get("term"):
        return _PARTS["1学期" if term in "1上" else "2学期"]
    part = found.get("part", "").removeprefix("年").removeprefix("岁")
    return _PARTS.get(part, (1, _MONTHS))


def _month(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1, 1)


def _last_day(date: dt.date) -> dt.date:
    return date.replace(day=monthrange(date.year, date.month)[1])
