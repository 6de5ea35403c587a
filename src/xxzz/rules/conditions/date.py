"""A day that must lie between two others (kind `date`), such as a date of birth."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xxzz.rules.conditions.common import check_answers, condition_rule, kinds, problem, why
from xxzz.text.day import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import DateIn

_DAY = dt.timedelta(days=1)


def date_rule(wanted: DateIn, season: Season) -> Rule:
    """Return the rule that asks for a day within bounds; what it says quotes no date of birth."""
    header = season.field(wanted.field).header
    measure = season.measure_of(wanted.categories)

    def judge(entry: Entry, text: str) -> Iterator[Problem | Skip]:
        found = read_day(text)
        if found is None:
            yield entry.skip(f"{header}看不出是哪一天")
        elif misses := _misses(found, wanted):
            hint = f"请核对年月日；确实不在其中的不能推荐，请换一{measure}。"
            yield problem(entry, wanted, f"{header}{misses}，要求{_need(wanted)}。", hint)

    return condition_rule(wanted, check_answers(wanted, judge), _doc(wanted, season))


def _misses(found: dt.date, wanted: DateIn) -> str:
    """Say which bound a day misses; "" where none."""
    if wanted.earliest and found < wanted.earliest:
        return f"早于{wanted.earliest}"
    return f"晚于{wanted.latest}" if wanted.latest and found > wanted.latest else ""


def _need(wanted: DateIn) -> str:
    first = f"不早于{wanted.earliest}" if wanted.earliest else ""
    last = f"不晚于{wanted.latest}" if wanted.latest else ""
    return "、".join(filter(None, (first, last)))


def _doc(wanted: DateIn, season: Season) -> str:
    need, header = _need(wanted), season.field(wanted.field).header
    outside = [wanted.earliest - _DAY] if wanted.earliest else []
    outside += [wanted.latest + _DAY] if wanted.latest else []
    bounds = [one for one in (wanted.earliest, wanted.latest) if one]
    return f"""{kinds(wanted, season)}的{header}须{need}。

**为什么**：{why(wanted, f"{header}{need}")}。

**不通过**：{_code(outside)}。

**通过**：{_code(bounds)}。

**怎样改**：核对年月日；确实不在其中的，不能推荐。"""


def _code(days: Sequence[dt.date]) -> str:
    return "、".join(f"`{day}`" for day in days)
