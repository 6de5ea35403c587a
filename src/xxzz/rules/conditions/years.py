"""The condition `years`: full years from a beginning to a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.conditions.common import condition_rule, kinds, no_category, problem, why
from xxzz.rules.starts import is_too_early
from xxzz.text.start_date import parse_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Years


def years_rule(wanted: Years, season: Season) -> Rule:
    """Return the rule that asks for so many years."""

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, header = answers_of(season), season.field(wanted.field).header
        measure = season.measure_of(wanted.categories)
        for entry in entries:
            if entry.category is None:
                yield entry.skip(no_category(season))
            if entry.category not in wanted.categories:
                continue
            text = answers.given(entry.nomination, wanted.field)
            start = parse_start(text)
            if start is None or start.is_after(wanted.as_of) or is_too_early(start, wanted):
                yield entry.skip(f"{header}没有填写或看不懂")
                continue
            least = wanted.least(entry.category)
            need = f"到{wanted.as_of:%Y-%m-%d}不少于{least}年"
            if (most := start.possible_years(wanted.as_of)) < least:
                message = f"{header}是{quoted(text)}，只满{most}年，要求{need}。"
                hint = f"请核对{header}；确实不满年数的不能推荐，请换一{measure}。"
                yield problem(entry, wanted, message, hint)
            elif start.full_years(wanted.as_of) < least:
                message = f"{header}只写了{quoted(text)}，看不出满不满，要求{need}。"
                hint = "请把年份（四位）和月份写全，例如“2019年3月”。"
                yield entry.problem(wanted.field, message, hint)

    return condition_rule(wanted, check, _doc(wanted, season))


def _doc(wanted: Years, season: Season) -> str:
    years = {category: wanted.least(category) for category in wanted.categories}
    least = max(years.values())
    by_category = "、".join(
        f"{season.info(category).short}{number}年" for category, number in years.items()
    )
    limit = _years_before(wanted.as_of, least)
    late = _month(limit, 1)
    return f"""{kinds(wanted, season)}的{season.field(wanted.field).header}要满规定的年数。

**为什么**：{why(wanted, f"不少于{by_category}")}，按整年算到{wanted.as_of:%Y-%m-%d}。
只写到月的，从那个月算起；只写年份而够不够要看月份的，不能算够。

**不通过**：到{wanted.as_of:%Y-%m-%d}要满{least}年时，`{late}`、
`{limit + dt.timedelta(days=1):%Y-%m-%d}`、`{least - 1}年11个月`、`{late[:4]}`（没有月份）。

**通过**：`{_month(limit, 0)}`、`{limit.year - 1}-03`、`{limit.year - 1}`、`{least + 2}年`。

**怎样改**：核对开始的年月，写成“2019年3月”；确实不满年数的，不能推荐。"""


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the last day of February
        return day.replace(year=day.year - years, day=28)


def _month(day: dt.date, later: int) -> str:
    months = day.year * 12 + day.month - 1 + later
    return f"{months // 12}年{months % 12 + 1}月"
