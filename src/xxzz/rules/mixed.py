"""The rule that reports a few rows with another 推荐单位 in a list, most likely by mistake."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Severity
from xxzz.rules.answers import quoted
from xxzz.rules.rule import Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.season import Season

_MAX_OTHERS = 3
_MIN_RATIO = 2
"""The least ratio of the list's own rows to those with another 推荐单位."""


def _clause(season: Season) -> str:
    return season.field(season.roles.recommender).clause


@rule(rule_names.RECOMMENDER_MIXED, severity=Severity.WARNING, clause=_clause)
def recommender_mixed(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """一份名单里，有一两{measure}写的是别的推荐单位。

    **为什么**：名额按推荐单位算，汇总表一个推荐单位一份；写错推荐单位的一{measure}，会算到别{measure}的名额里，
    也不在自己的汇总表上。

    **不通过**：静安区的名单里，有一{measure}写着`徐汇区`。

    **通过**：一份名单里都是同一个推荐单位；汇总的名单里各单位都有不少{measure}。

    **怎样改**：核对这一{measure}的推荐单位；确是别的单位推荐的，移到那个单位的名单里。
    """
    files: defaultdict[str, defaultdict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if entry.recommender is None:
            yield entry.skip("认不出推荐单位，没有比较")
        else:
            file = entry.nomination.origin.base.file
            files[file][entry.recommender.name].append(entry)
    for by_name in files.values():
        own = max(by_name, key=lambda name: len(by_name[name]))
        others = [
            one
            for name, found in by_name.items()
            if name != own
            for one in found
            if not is_on_own_sheet(one, season)
        ]
        if len(others) <= _MAX_OTHERS and len(by_name[own]) >= _MIN_RATIO * max(1, len(others)):
            for entry in others:
                yield _problem(entry, own, len(by_name[own]), season)


def is_on_own_sheet(entry: Entry, season: Season) -> bool:
    """Tell whether a nomination stands on a sheet that has its recommender's name."""
    named = season.recommender(entry.nomination.origin.base.sheet or "")
    return named is not None and named == entry.recommender


def _problem(entry: Entry, own: str, count: int, season: Season) -> Problem:
    text, one = quoted(entry.nomination.recommender), season.measure
    return entry.problem(
        season.roles.recommender,
        f"这一{one}的推荐单位是{text}，同一份名单里的另外{count}{one}都是“{own}”。",
        f"写错了的，请改成“{own}”；确是{text}推荐的，请移到它自己的名单里。",
    )


RULES: tuple[Rule, ...] = (recommender_mixed,)
