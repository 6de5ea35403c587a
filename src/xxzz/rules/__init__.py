"""All rules, theme by theme; a rule that is not listed here does not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.rules import (
    channels,
    conditions,
    contacts,
    duplicates,
    fields,
    folder,
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

RULES: tuple[Rule, ...] = (
    *reading.RULES,
    *fields.RULES,
    *contacts.RULES,
    *channels.RULES,
    *conditions.RULES,
    *quota.RULES,
    *texts.RULES,
    *duplicates.RULES,
    *ranking.RULES,
    *folder.RULES,
    *waivers.RULES,
)


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


__all__ = ["INTERNAL_ERROR", "RULES", "Rule", "by_name", "rule_named"]
