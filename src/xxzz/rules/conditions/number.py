"""The condition `number`: a number that must be reached or not exceeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules.answers import answers_of, quoted
from xxzz.rules.conditions.common import check_answers, condition_rule, kinds, problem, why
from xxzz.text.quantity import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Measured, NumberIn


def number_rule(wanted: NumberIn, season: Season) -> Rule:
    """Return the rule that asks for a number."""
    answers, header = answers_of(season), season.field(wanted.field).header
    measure = season.measure_of(wanted.categories)

    def judge(entry: Entry, text: str) -> Iterator[Problem | Skip]:
        found = quantity(text, wanted.unit)
        others = (
            (other, quantity(answers.given(entry.nomination, other.field), ""))
            for other in wanted.alternatives
        )
        if found is None:
            yield entry.skip(f"{header}看不出是多少")
        elif not _fits(found[0], wanted) and not any(
            number and _fits(number[0], other) for other, number in others
        ):
            message = f"{header}是{quoted(text)}，要求{_need(wanted, season)}。"
            hint = f"请核对数字；确实不符合的不能推荐，请换一{measure}。"
            yield problem(entry, wanted, message, hint)

    return condition_rule(wanted, check_answers(wanted, judge), _doc(wanted, season))


def _fits(number: float, wanted: NumberIn | Measured) -> bool:
    least, most = wanted.least, wanted.most
    return (least is None or number >= least) and (most is None or number <= most)


def _need(wanted: NumberIn, season: Season) -> str:
    parts = [_limits(wanted, wanted.unit)]
    parts += [
        f"{season.field(other.field).header}{_limits(other, '')}" for other in wanted.alternatives
    ]
    return "，或者".join(parts)


def _limits(wanted: NumberIn | Measured, unit: str) -> str:
    least = f"不少于{wanted.least:g}{unit}" if wanted.least is not None else ""
    most = f"不多于{wanted.most:g}{unit}" if wanted.most is not None else ""
    return "、".join(filter(None, (least, most)))


def _doc(wanted: NumberIn, season: Season) -> str:
    need, header = _need(wanted, season), season.field(wanted.field).header
    fails = wanted.least - 1 if wanted.least else (wanted.most or 0) + 1
    passes = wanted.least if wanted.least is not None else wanted.most or 0
    return f"""{kinds(wanted, season)}的{header}须{need}。

**为什么**：{why(wanted, f"{header}{need}")}。

**不通过**：`{max(fails, 0):g}{wanted.unit}`。

**通过**：`{passes:g}{wanted.unit}`。

**怎样改**：核对数字，只写数字和单位；确实不符合的，不能推荐。"""
