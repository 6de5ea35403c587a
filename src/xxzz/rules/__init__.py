"""All rules, theme by theme; a rule that is not listed here does not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Problem, Severity
from xxzz.rules import (
    channels,
    conditions,
    contacts,
    duplicates,
    fields,
    folder,
    past,
    quota,
    ranking,
    reading,
    texts,
    waivers,
)
from xxzz.rules.reading import INTERNAL_ERROR
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

THEMES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("读取工作簿和事迹", reading.RULES),
    ("推荐表各栏", fields.RULES),
    ("联系方式", contacts.RULES),
    ("推荐渠道", channels.RULES),
    ("推荐条件", conditions.RULES),
    ("名额", quota.RULES),
    ("简要事迹和详细事迹", texts.RULES),
    ("重复推荐", duplicates.RULES),
    ("往年获评", past.RULES),
    ("优先顺序", ranking.RULES),
    ("共用文件夹", folder.RULES),
    ("豁免", waivers.RULES),
)
"""The rules by theme, as the documentation groups them."""

RULES: tuple[Rule, ...] = tuple(one for _, rules in THEMES for one in rules)


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


_BY_NAME = by_name(RULES)


def rule_named(name: str) -> Rule | None:
    """Return the rule of this name, or None where there is none."""
    return _BY_NAME.get(name)


def severity_of(problem: Problem) -> Severity:
    """Return the severity of a problem met while reading: its own, else that of its rule."""
    known = rule_named(problem.rule)
    return problem.severity or (known.severity if known else Severity.ERROR)


__all__ = ["INTERNAL_ERROR", "RULES", "THEMES", "Rule", "by_name", "rule_named", "severity_of"]
