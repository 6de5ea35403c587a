"""The condition `not-in-list`: winners of the last years may not be nominated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.rules.conditions.common import condition_rule, kinds, why
from xxzz.rules.past import won_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Rule
    from xxzz.season import Season
    from xxzz.season.models import NotInList


def former_rule(wanted: NotInList, season: Season) -> Rule:
    """Return the rule that excludes former winners."""
    measure = season.measure_of(wanted.categories)

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        ours = [entry for entry in entries if entry.category in wanted.categories]
        if season.past_winners is None:
            for entry in ours:
                yield entry.skip("没有往年名单，没有比较")
            return
        for entry, winner, similar in won_before(ours, season):
            if winner.year is not None and winner.year < season.year - wanted.years:
                continue
            name = quoted(entry.nomination.name)
            when = f"{winner.year}年" if winner.year else "以前（哪一年不详）"
            message = (
                f"{name}与{when}获评的{quoted(winner.name)}名称相近，可能是同一{measure}；"
                if similar
                else f"{name}{when}已经获评；"
            ) + f"最近{wanted.years}年获评过的不能再推荐。"
            hint = f"请核对（见 {winner.place}）：确是同一{measure}的，请换一{measure}。"
            yield entry.problem(
                season.roles.name,
                wanted.message or message,
                wanted.remedy or hint,
                severity=Severity.WARNING if similar or winner.year is None else None,
            )

    doc = f"""{kinds(wanted, season)}最近{wanted.years}年获评过的，不能再推荐。

**为什么**：{why(wanted, f"最近{wanted.years}年获评过的不再推荐")}。
按材料旁边的`往年名单.xlsx`比较名称，写法和重复推荐的规则一样；名称相近的、不知道是哪一年的，只是提醒。没有放名单的，没有比较。

**不通过**：{season.year - 1}年获评过的，{season.year}年又推荐。

**通过**：{season.year - wanted.years - 1}年获评的；没有获评过的。

**怎样改**：核对是不是同一{measure}；是的请换一{measure}。"""
    return condition_rule(wanted, check, doc)
