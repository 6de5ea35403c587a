"""Rules on the self-assessment (指标自评) by the indicators of 附件1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.rules.conditions.common import no_category
from xxzz.rules.rule import Rule, rule
from xxzz.rules.selfcheck import Answer, SelfCheck

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_NAMED = 6
_STEM = 14


@rule(rule_names.INDICATOR_UNMET, clause=lambda season: season.assessment.clause)
def indicator_unmet(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """指标自评里有不符合的项，或数字没有达到。

    **为什么**：{assessed}要求推荐对象符合{indicators_of}建设指标；指标里的数字是下限。“基本符合”可以。

    **不通过**：`不符合`；人均每天学习时间`0.5小时`；学习参与度`98%`。

    **通过**：`符合`、`基本符合`；`1.5小时`；`100%`。

    **怎样改**：核对自评；确实达不到的，不能推荐。
    """
    check = SelfCheck(season)
    for entry in entries:
        if reason := _unassessed(entry, season):
            yield entry.skip(reason)
        for item, text in check.answers(entry, Answer.UNMET):
            least = f"，应不少于{item.measure.min:g}{item.measure.unit}" if item.measure else ""
            message = f"“{item.text}”自评是{quoted(text)}{least}。"
            hint = "请核对自评；确实没有达到的，不符合推荐条件。"
            yield entry.problem(item.id, message, hint)


@rule(
    rule_names.INDICATOR_MISSING,
    severity=Severity.WARNING,
    clause=lambda season: season.assessment.clause,
)
def indicator_missing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """指标自评填了一部分，还有项目空着。

    **为什么**：{assessed}要求符合{indicators_of}建设指标，空着的项无从判断。自评表可以整张不填，填了就
    应当填全。

    **不通过**：{assessed_short}的各项里有一项空着。

    **通过**：每一项都写了`符合`、`基本符合`、`不符合`或数字。

    **怎样改**：在指标自评的工作表里把空着的格子补上。
    """
    check = SelfCheck(season)
    for entry in entries:
        if reason := _unassessed(entry, season):
            yield entry.skip(reason)
        blank = [item for item, _ in check.answers(entry, Answer.BLANK)]
        if blank:
            stems = [f"{item.id}“{item.text[:_STEM]}……”" for item in blank[:_NAMED]]
            rest = "等" if len(blank) > _NAMED else ""
            message = f"指标自评有{len(blank)}项没有填：{'、'.join(stems)}{rest}。"
            yield entry.problem(blank[0].id, message, check.hint(blank[0]))


def _unassessed(entry: Entry, season: Season) -> str:
    """Return the reason for skipping a nomination's indicators, "" where there is none."""
    if entry.category is None:
        return no_category(season)
    return "" if any(entry.nomination.indicators.values()) else "没有填写指标自评表"


RULES: tuple[Rule, ...] = (indicator_unmet, indicator_missing)
