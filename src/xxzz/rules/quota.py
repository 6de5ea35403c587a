"""Rules on the quotas of 附件2, and how each recommender uses them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.rules.answers import quoted
from xxzz.rules.ranking import by_priority
from xxzz.rules.rule import Rule, rule
from xxzz.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Skip
    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import Recommender

_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Use:
    """The nominations of one recommender against its quotas.

    Nominations of categories that it may not recommend count in the total only;
    `channel-not-allowed` reports each of them.
    """

    recommender: Recommender
    season: Season
    entries: list[Entry] = field(default_factory=list)

    @property
    def quotas(self) -> Mapping[Category, int]:
        """The quotas (建议数量) of the categories that the recommender may recommend."""
        quotas = self.recommender.quota.items()
        return {category: quota for category, quota in quotas if quota is not None}

    def beyond(self) -> Mapping[Category, list[Entry]]:
        """Return the nominations above the quota, by category; those of lowest priority."""
        groups = ((category, self._of(category), n) for category, n in self.quotas.items())
        return {category: by_priority(group)[n:] for category, group, n in groups if len(group) > n}

    def unused(self) -> Mapping[Category, int]:
        """Return the unused quota of each category that has some left."""
        left = {category: n - len(self._of(category)) for category, n in self.quotas.items()}
        return {category: n for category, n in left.items() if n > 0}

    def forbidden(self) -> list[Entry]:
        """Return the nominations of categories that the recommender may not recommend."""
        return by_priority(
            entry
            for entry in self.entries
            if entry.category and self.season.quota_of(self.recommender, entry.category) is None
        )

    def allowed(self) -> list[Entry]:
        """Return the nominations of categories that the recommender may recommend."""
        not_allowed = set(map(id, self.forbidden()))
        return by_priority(entry for entry in self.entries if id(entry) not in not_allowed)

    @property
    def usage(self) -> Usage:
        """The number of nominations of each category against 附件2."""
        return Usage(self.recommender, Counter(e.category for e in self.entries if e.category))

    def _of(self, category: Category) -> list[Entry]:
        return [entry for entry in self.entries if entry.category == category]


def _clause(season: Season) -> str:
    return season.notice.quota.clause


@rule(rule_names.QUOTA_EXCEEDED, clause=_clause)
def quota_exceeded(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐的{measure}数超过了名额分配表。

    **为什么**：{table}给每个推荐单位定了数量：各类的建议数量、机动数量、推荐总数，表里有什么就查什么。
    各类超出建议数量的{measure}数加起来，不能多于机动数量；没有机动数量的，一{measure}也不能超；合计不能多于
    推荐总数。不该由本单位推荐的类别另行提示，只计入总数。

    **不通过**：{exceeded}。

    **通过**：{not_exceeded}。

    **怎样改**：按提示的{measure}数撤回，先撤{rank}靠后的；提示放在第一{measure}超出的推荐上。
    """
    yield from _unplaced(entries, season)
    for use in uses(entries, season):
        beyond, forbidden = use.beyond(), use.forbidden()
        over = by_priority(entry for group in beyond.values() for entry in group)
        surplus = use.usage.surplus
        # the two differ only by forbidden nominations, since 推荐总数 is the sum of its row
        if surplus > max(0, use.usage.beyond_flexible):
            allowed = [] if use.recommender.quota else use.allowed()
            over = [*over, *allowed, *forbidden]
            message = _above_total(use, forbidden, season)
        elif surplus > 0:
            message = _exceeded(use, beyond, surplus, season)
        else:
            continue
        first, *others = over[-surplus:]
        hint = _withdraw((first, *others), season)
        yield first.problem(season.roles.category, message, hint, related=others)


@rule(rule_names.QUOTA_UNUSED, clause=_clause, severity=Severity.INFO)
def quota_unused(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """推荐单位还有名额没有用。

    **为什么**：{table}的名额是建议数量，可以不用完；提醒一下，以免漏报。一{measure}也没有推荐的单位不提示。

    **不通过**：{unused}。

    **通过**：名额都用完。

    **怎样改**：确认没有漏报即可，不用改。
    """
    yield from _unplaced(entries, season)
    for use in uses(entries, season):
        if any(entry.category is None for entry in use.entries):
            continue  # its quota may be used by just these
        unused, measure = use.unused(), season.measure
        left = [
            (season.info(one).name, f"{n}{season.measure_of([one])}") for one, n in unused.items()
        ]
        spare = -use.usage.beyond_flexible
        if not use.recommender.quota and use.usage.beyond_total < 0:
            left.append(("总数", f"{-use.usage.beyond_total}{measure}"))
        if spare > 0:
            left.append(("机动数量", f"{spare}{measure}"))
        if left:
            places = "、".join(f"{title}{number}" for title, number in left)
            yield Problem(
                f"{use.recommender.name}还有名额没有用：{places}。",
                "名额是建议数量，可以不用完；请确认没有漏报。",
                use.entries[0].nomination.origin.locate(season.roles.recommender),
            )


def uses(entries: Iterable[Entry], season: Season) -> Iterable[Use]:
    """Return the use of each recommender's quotas, in the order of the entries."""
    found: dict[str, Use] = {}
    for entry in entries:
        if entry.recommender:
            name = entry.recommender.name
            found.setdefault(name, Use(entry.recommender, season)).entries.append(entry)
    return found.values()


def _unplaced(entries: Iterable[Entry], season: Season) -> Iterator[Skip]:
    for entry in entries:
        if entry.recommender is None:
            yield entry.skip("认不出推荐单位，没有计入名额")
        elif entry.category is None:
            yield entry.skip(f"认不出{season.category_header}，没有计入名额")


def _exceeded(
    use: Use, beyond: Mapping[Category, Sequence[Entry]], surplus: int, season: Season
) -> str:
    row = use.recommender
    measure = season.measure_of(beyond)
    parts = "；".join(
        f"{season.info(category).name}推荐{use.quotas[category] + len(group)}{one}，"
        f"建议数量{use.quotas[category]}{one}，多{len(group)}{one}"
        for category, group in beyond.items()
        for one in [season.measure_of([category])]
    )
    # 机动数量 can be missing in the whole table, 0, or —— for this recommender
    flexible = (
        f"机动数量{row.flexible}{measure}，" if row.flexible is not None else "没有机动数量，"
    )
    flexible = flexible if season.quotas.has_flexible else ""
    scope = "这一类" if len(beyond) == 1 else "这几类"
    return f"{row.name}超出名额：{parts}。{flexible}须从{scope}中撤回{surplus}{measure}。"


def _above_total(use: Use, forbidden: Sequence[Entry], season: Season) -> str:
    total, surplus = use.recommender.total, use.usage.beyond_total
    row, measure = use.recommender, season.measure
    message = f"{row.name}超出名额：共推荐{total + surplus}{measure}，推荐总数{total}{measure}"
    if forbidden:
        message += f"，其中{len(forbidden)}{measure}是不由它推荐的{_titles(forbidden, season)}"
    return f"{message}。须撤回{surplus}{measure}。"


def _withdraw(over: Sequence[Entry], season: Season) -> str:
    names = "、".join(quoted(entry.nomination.name) for entry in over[:_NAMES_SHOWN])
    measure = season.measure_of(dict.fromkeys(one.category for one in over if one.category))
    rest = f"等{len(over)}{measure}" if len(over) > _NAMES_SHOWN else ""
    last = f"按{season.rank_header}，靠后的是{names}{rest}"
    return f"请从{_titles(over, season)}中撤回{len(over)}{measure}；{last}。"


def _titles(entries: Iterable[Entry], season: Season) -> str:
    """Return the names of the categories of some nominations, in the order of the notice."""
    found = {entry.category for entry in entries}
    return "、".join(season.info(one).name for one in season.categories if one in found)


RULES: tuple[Rule, ...] = (quota_exceeded, quota_unused)
