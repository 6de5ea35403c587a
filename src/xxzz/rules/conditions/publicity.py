"""The condition `publicity`: 公示 before the material is submitted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xxzz.finding import Skip
from xxzz.rules.answers import answers_of
from xxzz.rules.conditions.common import concerned, condition_rule, kinds, why
from xxzz.text.day import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Publicity
    from xxzz.season.models.holidays import HolidayTable


def publicity_rule(wanted: Publicity, season: Season) -> Rule:
    """Return the rule that asks for so many days of 公示."""

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers = answers_of(season)
        for one in concerned(entries, wanted, season):
            if isinstance(one, Skip):
                yield one
                continue
            given = (answers.given(one.nomination, field) for field in (wanted.field, wanted.until))
            first, last = map(read_day, given)
            if first is None or last is None:
                yield one.skip("公示的日期没有填写或看不懂")
            else:
                yield from _judge(one, wanted, (first, last), season)

    unit = _unit(wanted)
    doc = f"""{kinds(wanted, season)}推荐前要公示不少于{wanted.days}{unit}。

**为什么**：{why(wanted, f"公示不少于{wanted.days}{unit}")}。
起止两天都算，节假日和调休按国务院办公厅的通知；公示要在报送以前结束。

**不通过**：第二天就结束的；结束那天晚于报送的截止日期的。

**通过**：第{wanted.days}个{unit.removeprefix("个")}结束，当天以后才报送。

**怎样改**：核对公示的起止日期；确实没有公示满的，请公示满了再报。"""
    return condition_rule(wanted, check, doc)


def _judge(
    entry: Entry, wanted: Publicity, days: tuple[dt.date, dt.date], season: Season
) -> Iterator[Problem | Skip]:
    first, last = days
    deadline = season.notice.submission.deadline
    message = ""
    if last < first:
        message = f"公示结束的一天（{last}）早于开始的一天（{first}）。"
    elif last > deadline:
        message = f"公示到{last}才结束，晚于报送的截止日期{deadline}。"
    elif (counted := _counted(first, last, season.holidays if wanted.working else None)) is None:
        yield entry.skip(f"没有{first.year}年或{last.year}年的节假日表，数不出工作日")
    elif counted < wanted.days:
        unit = _unit(wanted)
        message = f"公示从{first}到{last}，只有{counted}{unit}，要求不少于{wanted.days}{unit}。"
    if message:
        hint = "请核对公示的起止日期；确实没有公示满的，请公示满了再报。"
        yield entry.problem(wanted.until, wanted.message or message, wanted.remedy or hint)


def _counted(first: dt.date, last: dt.date, holidays: HolidayTable | None) -> int | None:
    """Return the days of a period, or its working days if `holidays` is given.

    None stands for a period for which the table has no holidays.
    """
    days = (first + dt.timedelta(days=more) for more in range((last - first).days + 1))
    if holidays is None:
        return sum(1 for _ in days)
    try:
        return sum(map(holidays.is_working_day, days))
    except LookupError:
        return None


def _unit(wanted: Publicity) -> str:
    return "个工作日" if wanted.working else "天"
