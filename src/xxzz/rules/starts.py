"""Checks fields with a year and month, from which years may be counted (三（二）2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.text.start_date import day_of_serial, parse_start, serial_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.season import Season
    from xxzz.season.models import FormField, Years
    from xxzz.text.start_date import Start

_MIN_DAYS = 100
"""The least serial number of a date; a smaller number is one of years."""


def is_too_early(start: Start, wanted: Years) -> bool:
    """Tell whether a beginning is before the earliest year that the season takes for plausible."""
    if wanted.earliest is None:
        return False
    return start.begins_before(dt.date(wanted.earliest, 1, 1), wanted.as_of)


def month_problems(entry: Entry, field: FormField, text: str, season: Season) -> Iterator[Problem]:
    """Yield a problem for a text in a month field that is no month, or none that can be true.

    It is an error for the categories whose years are counted from the field, else a warning.
    """
    wanted = season.years_of(field.id)
    is_counted = not wanted or entry.category in wanted.categories
    severity = None if is_counted else Severity.WARNING
    start = parse_start(text)
    prefix = f"“{field.header}”写的是{quoted(text)}，"
    if start is None:
        hint = "请写开始的年和月，例如“2019年3月”（年份四位），或写已满的年数，例如“5年”。"
        if day := day_of_serial(text):
            hint = (
                f"像是日期变成了数字（{day.year}年{day.month}月{day.day}日），请核对后写成年和月。"
            )
        yield entry.problem(field.id, f"{prefix}看不懂是哪年哪月。", hint, severity=severity)
    elif wanted and start.is_after(wanted.as_of):
        message = f"{prefix}晚于截止日{wanted.as_of:%Y-%m-%d}。"
        hint = f"{field.header}应当是过去的时间，请核对年份是否写错。"
        yield entry.problem(field.id, message, hint, severity=severity)
    elif wanted and is_too_early(start, wanted):
        message = f"{prefix}早于{wanted.earliest}年，多半是写错了。"
        yield entry.problem(field.id, message, _hint_for_early(start, wanted), severity=severity)


def _hint_for_early(start: Start, wanted: Years) -> str:
    """Return a hint; a number in a cell formatted as a date becomes one, 2022 as 1905-07-14."""
    hint = "请核对，写成开始建设的年和月，例如“2019年3月”。"
    number = serial_of_day(min(start.dates)) if start.dates else 0
    is_year = (wanted.earliest or 0) <= number <= wanted.as_of.year
    if not (is_year or 0 < number < _MIN_DAYS):
        return hint
    meant = f"{number}年" if is_year else f"{number}年（已建设的年数）"
    return f"日期格式的格子里输入“{number}”会变成这样。是不是想写{meant}？{hint}"
