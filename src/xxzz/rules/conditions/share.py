"""The condition `share`: the share of a recommender's list that must be of some kind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xxzz.finding import Skip
from xxzz.rules.answers import answers_of
from xxzz.rules.conditions.common import concerned, condition_rule, kinds, problem, why
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import ShareOf


def share_rule(wanted: ShareOf, season: Season) -> Rule:
    """Return the rule that asks for a share of each recommender's list."""
    counted = frozenset(map(comparison_key, wanted.values))
    least = Fraction(str(wanted.least))
    measure = season.measure_of(wanted.categories)

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, header = answers_of(season), season.field(wanted.field).header
        lists: dict[str, list[Entry]] = {}
        for one in concerned(entries, wanted, season):
            if isinstance(one, Skip):
                yield one
            else:
                lists.setdefault(one.ref.recommender, []).append(one)
        for recommender, group in lists.items():
            of = [comparison_key(answers.given(one.nomination, wanted.field)) for one in group]
            there = sum(text in counted for text in of)
            if there < least * len(group):
                needed = -(-least.numerator * len(group) // least.denominator)
                floor = f"{wanted.least:.0%}（{needed}{measure}）"
                message = (
                    f"{recommender}推荐{len(group)}{measure}，"
                    f"{header}是{_values(wanted)}的{there}{measure}，"
                    f"占{_percent(there, len(group))}，要求不低于{floor}。"
                )
                more = f"请换上{needed - there}{measure}{_values(wanted)}。"
                hint = f"请核对“{header}”；确实不够的，{more}"
                yield problem(group[0], wanted, message, hint)

    doc = f"""一个推荐单位推荐的{kinds(wanted, season)}里，{_values(wanted)}要占规定的比例。

**为什么**：{why(wanted, f"{_values(wanted)}不低于{wanted.least:.0%}")}。
按每个推荐单位的全部名单算，看“{season.field(wanted.field).header}”一栏；提示放在第一{measure}上。

**不通过**：推荐10{measure}，{_values(wanted)}{max(0, -(-least * 10 // 1) - 1)}{measure}。

**通过**：推荐10{measure}，{_values(wanted)}{-(-least * 10 // 1)}{measure}。

**怎样改**：核对这一栏；确实不够的，换上几{measure}。"""
    return condition_rule(wanted, check, doc)


def _values(wanted: ShareOf) -> str:
    return "、".join(f"“{one}”" for one in wanted.values)


def _percent(part: int, whole: int) -> str:
    """Return a share in percent, rounded down, so that one below the limit is never shown as it."""
    return f"{part * 1000 // whole / 10:g}%"
