"""The list of all rules by theme; a rule that is not listed here does not run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.rules import (
    channels,
    conditions,
    contacts,
    duplicates,
    fields,
    folder,
    indicators,
    mixed,
    parts,
    past,
    quota,
    ranking,
    reading,
    slips,
    texts,
    unknown_names,
    waivers,
)
from xxzz.rules.reading import INTERNAL_ERROR
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.season import Season

_ALWAYS = (
    *(*reading.RULES, *fields.RULES, *contacts.RULES),
    *(*unknown_names.RULES, *channels.RULES, *mixed.RULES, *slips.RULES),
    *(*quota.RULES, *parts.RULES, *duplicates.RULES, *past.RULES, *ranking.RULES, *folder.RULES),
    *indicators.RULES,
    *waivers.RULES,
)
"""The rules that don't depend on the season."""


_OF_STORIES = frozenset(
    {rule_names.STORY_UNREADABLE, rule_names.STORY_SIMPLIFIED, rule_names.DUPLICATE_STORY}
)
"""The rules that only apply to seasons with stories."""


def _texts(season: Season) -> str:
    headers = [season.field(text.field).header for text in season.notice.texts]
    return "和".join(filter(None, ("、".join(headers[:-1]), *headers[-1:])))


@lru_cache(maxsize=4)
def themes(season: Season) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Return a season's rules by theme, as the documentation groups them."""
    assessed = indicators.RULES if season.indicators else ()
    without = frozenset() if season.story_header else _OF_STORIES
    found = (
        ("读取工作簿和事迹", reading.RULES),
        ("推荐表各栏", fields.RULES),
        ("联系方式", contacts.rules_of(season)),
        (
            "推荐渠道",
            (*unknown_names.RULES, *channels.rules_of(season), *mixed.RULES, *slips.RULES),
        ),
        ("推荐条件", (*conditions.rules_of(season), *assessed)),
        ("名额", (*quota.RULES, *parts.rules_of(season))),
        (_texts(season), texts.rules_of(season)),
        ("重复推荐", duplicates.RULES),
        ("往年获评", past.RULES),
        ("优先顺序", ranking.RULES),
        ("共用文件夹", folder.RULES),
        ("豁免", waivers.RULES),
    )
    kept = ((theme, tuple(x for x in rules if x.name not in without)) for theme, rules in found)
    return tuple((theme, rules) for theme, rules in kept if rules)


@lru_cache(maxsize=4)
def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return all rules of a season; one that is not listed in its themes does not run."""
    return tuple(one for _, rules in themes(season) for one in rules)


def by_name(rules: Sequence[Rule]) -> Mapping[str, Rule]:
    """Return rules by their names.

    Raises:
        ValueError: two rules have the same name.
    """
    named: dict[str, Rule] = {}
    for one in rules:
        if one.name in named:
            raise ValueError(f"two rules are called {one.name}")
        named[one.name] = one
    return named


_BY_NAME = by_name(_ALWAYS)


def rule_named(name: str, season: Season) -> Rule | None:
    """Return the rule of a name, None where the season has no such rule."""
    return _BY_NAME.get(name) or next((x for x in rules_of(season) if x.name == name), None)


def severity_of(problem: Problem) -> Severity:
    """Return the severity of a problem from intake: its own, else that of its rule."""
    known = _BY_NAME.get(problem.rule)
    return problem.severity or (known.severity if known else Severity.ERROR)


__all__ = ["INTERNAL_ERROR", "Rule", "by_name", "rule_named", "rules_of", "severity_of", "themes"]
