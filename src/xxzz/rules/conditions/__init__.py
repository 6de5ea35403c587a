"""Makes the rules of a season's conditions (三（二）), one for each, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xxzz.rules.conditions.attachment import attachment_rule
from xxzz.rules.conditions.date import date_rule
from xxzz.rules.conditions.declaration import declaration_rule
from xxzz.rules.conditions.former import former_rule
from xxzz.rules.conditions.number import number_rule
from xxzz.rules.conditions.publicity import publicity_rule
from xxzz.rules.conditions.share import share_rule
from xxzz.rules.conditions.title import title_rules
from xxzz.rules.conditions.years import years_rule
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from xxzz.season import Season

_MAKERS: Mapping[str, Callable[[Any, Season], Rule | Iterable[Rule]]] = {
    "years": years_rule,
    "title": title_rules,
    "number": number_rule,
    "date": date_rule,
    "declaration": declaration_rule,
    "attachment": attachment_rule,
    "not-in-list": former_rule,
    "share": share_rule,
    "publicity": publicity_rule,
}


def rules_of(season: Season) -> tuple[Rule, ...]:
    """Return the rules of a season's conditions, in their order."""
    rules: list[Rule] = []
    for wanted in season.notice.conditions:
        made = _MAKERS[wanted.kind](wanted, season)
        rules += [made] if isinstance(made, Rule) else made
    return tuple(rules)
