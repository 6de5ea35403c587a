"""The condition `declaration`: a field that must be answered with yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules.answers import quoted
from xxzz.rules.conditions.common import check_answers, condition_rule, kinds, problem, why
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import Declaration


def declaration_rule(wanted: Declaration, season: Season) -> Rule:
    """Return the rule that asks for a yes."""
    accepted = frozenset(map(comparison_key, wanted.yes))

    header = season.field(wanted.field).header
    measure = season.measure_of(wanted.categories)

    def judge(entry: Entry, text: str) -> Iterator[Problem]:
        if comparison_key(text) not in accepted:
            message = f"“{header}”写的是{quoted(text)}，须是“{wanted.yes[0]}”。"
            hint = f"确实如此的，请写“{wanted.yes[0]}”；不是的不能推荐，请换一{measure}。"
            yield problem(entry, wanted, message, hint)

    doc = f"""{kinds(wanted, season)}的“{header}”须是“{wanted.yes[0]}”。

**为什么**：{why(wanted, header)}。

**不通过**：`否`。

**通过**：{"、".join(f"`{one}`" for one in wanted.yes)}。

**怎样改**：核对以后照实填写；不是的，不能推荐。"""
    return condition_rule(wanted, check_answers(wanted, judge), doc)
