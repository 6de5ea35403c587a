"""Rules on optional limits in 附件2: the least of a category, the most of a subset (标兵)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.rules.answers import quoted
from xxzz.rules.quota import uses
from xxzz.rules.ranking import by_priority
from xxzz.rules.rule import Rule, rule
from xxzz.usage import in_subset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Skip
    from xxzz.season import Season

_NAMES_SHOWN = 5


def _clause(season: Season) -> str:
    return season.notice.quota.clause


@rule(rule_names.QUOTA_SHORT, clause=_clause)
def quota_short(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐的{measure}数少于名额分配表要求的下限。

    **为什么**：{table}写了有的类别至少推荐几{measure}；一{measure}也没有推荐的单位不在这里提示。表里没有下限的，
    不检查。

    **不通过**：要求至少3{measure}的，只推荐了2{measure}。

    **通过**：推荐3{measure}或更多。

    **怎样改**：补上几{measure}；确实没有的，请与接收单位商量。
    """
    for use in uses(entries, season):
        counts = use.usage.counts
        for category, least in use.recommender.least.items():
            if (there := counts.get(category, 0)) < least:
                title, measure = season.info(category).name, season.measure_of([category])
                yield Problem(
                    f"{use.recommender.name}推荐{title}{there}{measure}，要求至少{least}{measure}，"
                    f"还差{least - there}{measure}。",
                    f"请再推荐{least - there}{measure}{title}；确实没有的，请与接收单位商量。",
                    use.entries[0].nomination.origin.locate(season.roles.recommender),
                )


@rule(rule_names.SUBSET_EXCEEDED, clause=_clause)
def subset_exceeded(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """另有名额的一部分（例如其中的标兵）推荐得太多。

    **为什么**：{table}给推荐的一部分另外定了至多几{measure}，看哪一栏、写着什么算在内，由表说明。表里没有
    这样的部分，不检查。

    **不通过**：标兵至多3{measure}，名单里有4{measure}写着标兵。

    **通过**：正好3{measure}。

    **怎样改**：按{rank}，把靠后的改成不在其中；提示放在第一{measure}超出的推荐上。
    """
    measure = season.measure
    for part in season.quotas.subsets:
        for use in uses(entries, season):
            limit = use.recommender.subsets.get(part.id, 0)
            inside = by_priority(in_subset(use.entries, part))
            if len(inside) > limit:
                over = inside[limit:]
                names = "、".join(quoted(one.nomination.name) for one in over[:_NAMES_SHOWN])
                yield over[0].problem(
                    part.field,
                    f"{use.recommender.name}推荐{part.name}{len(inside)}{measure}，名额{limit}{measure}，"
                    f"多{len(over)}{measure}。",
                    f"请减少{len(over)}{measure}；按{season.rank_header}，靠后的是{names}。",
                    related=over[1:],
                )


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules whose limits are in the season's table."""
    least = any(row.least for row in season.quotas.recommenders)
    asked = ((quota_short, least), (subset_exceeded, bool(season.quotas.subsets)))
    return tuple(one for one, wanted in asked if wanted)


RULES: tuple[Rule, ...] = (quota_short, subset_exceeded)
