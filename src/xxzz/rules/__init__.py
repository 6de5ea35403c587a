"""All rules, theme by theme; a rule that is not listed here does not run."""

from __future__ import annotations

from xxzz.rules import conditions
from xxzz.rules.reading import INTERNAL_ERROR
from xxzz.rules.rule import Rule

RULES: tuple[Rule, ...] = (*conditions.RULES,)

__all__ = ["INTERNAL_ERROR", "RULES", "Rule"]
