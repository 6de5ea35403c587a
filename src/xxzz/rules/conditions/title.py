"""The condition `title`: a title that must be held, and one that alone does not prove it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import excel_error, quoted
from xxzz.rules.conditions.common import condition_rule, kinds, no_category, problem, why
from xxzz.rules.titles import Standing, TitleJudge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Title

_WHY_NOT = {
    Standing.PENDING: "还在申报、评选或只是提名，不算已获得",
    Standing.CONTEST: "说的是比赛或活动的奖项，不是称号本身",
    Standing.LOWER: "不是{level}的称号",
    Standing.DENIED: "说明没有获得这一称号",
    Standing.UNCLEAR: "看不出是不是要求的称号",
}
_SHOWN = 3
_YEAR = re.compile(r"^\d{4}年")

# cached, since two rules use the large patterns of the word lists
_judge_of = lru_cache(maxsize=8)(TitleJudge)


def title_rules(wanted: Title, season: Season) -> Iterator[Rule]:
    """Yield the rule of a title, and one for a higher title that is named alone, if any."""
    yield _held(wanted, season)
    if wanted.insufficient:
        yield _unproven(wanted, season)


def _held(wanted: Title, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        field, title = season.field(wanted.field), _titles(wanted)
        measure = season.measure_of(wanted.categories)
        for entry, text, standing in _standings(entries, wanted, season):
            if standing is None:
                yield entry.skip(text)
            elif standing in _WHY_NOT:
                reason = _WHY_NOT[standing].format(level=wanted.level)
                message = f"{field.header}写的是{quoted(text)}，{reason}；须已获{title}。"
                hint = (
                    f"已获得的，请只写称号和年份，例如“{field.example}”；"
                    f"没有获得的不能推荐，请换一{measure}。"
                )
                yield problem(entry, wanted, message, hint)

    return condition_rule(wanted, check, _doc(wanted, season))


def _unproven(wanted: Title, season: Season) -> Rule:
    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        field, title = season.field(wanted.field), _titles(wanted)
        for entry, text, standing in _standings(entries, wanted, season):
            if standing is None:
                yield entry.skip(text)
            elif standing is Standing.NATIONAL:
                message = f"{field.header}只写了{quoted(text)}，还看不出已获{title}。"
                hint = f"请补上{wanted.level}称号和年份，例如“{field.example}”。"
                yield entry.problem(field.id, message, hint)

    made = condition_rule(wanted, check, _unproven_doc(wanted, season))
    return made._replace(name=f"{wanted.id}-unproven", severity=Severity.WARNING)


def _standings(
    entries: Sequence[Entry], wanted: Title, season: Season
) -> Iterator[tuple[Entry, str, Standing | None]]:
    """Yield nominations with their text and its standing, or with the reason to skip and None."""
    header, judge = season.field(wanted.field).header, _judge_of(wanted)
    for entry in entries:
        text = entry.nomination.value(wanted.field)
        if entry.category is None:
            yield entry, no_category(season), None
        elif entry.category in wanted.categories:
            if not text or excel_error(text):
                yield entry, f"{header}没有填写或读不出来", None
            else:
                yield entry, text, judge(text)


def _titles(wanted: Title) -> str:
    return "或".join(f"“{title}”" for title in wanted.titles)


def _doc(wanted: Title, season: Season) -> str:
    title, level = wanted.titles[0], wanted.level
    accepted = "、".join(f"`{one}`" for one in wanted.accepted[:_SHOWN])
    lower = f"{wanted.lower[0]}级{title.removeprefix(level)}" if wanted.lower else "无"
    return f"""{kinds(wanted, season)}须已获得{_titles(wanted)}称号。

**为什么**：{why(wanted, f"须具备{_titles(wanted)}称号")}。{accepted}等写法都算；级别不够的不算，
正在申报、提名、公示的也不算，比赛、活动的奖项也不算。几个称号写在一起时，有一个算数就可以。

**不通过**：`{lower}`、`无`、`正在申报{title}`、`{title}提名`。

**通过**：`{wanted.accepted[0]}`、`{season.field(wanted.field).example or wanted.accepted[-1]}`。

**怎样改**：只写已获得的{level}称号和年份；没有的不能推荐。"""


def _unproven_doc(wanted: Title, season: Season) -> str:
    higher, level = wanted.insufficient[0], wanted.level
    above = higher.removesuffix(wanted.titles[0].removeprefix(level)) or higher
    example = season.field(wanted.field).example or wanted.accepted[0]
    return f"""只写了{above}的称号，不能证明有{_titles(wanted)}称号。

**为什么**：通知{wanted.clause}要的是{level}称号。获{above}称号的{wanted.noun}多半有{level}称号，但要写出来才算数。

**不通过**：`2020年{higher}`。

**通过**：`2020年{higher}、2019年{_YEAR.sub("", example)}`。

**怎样改**：把{level}称号和年份也写上。"""
