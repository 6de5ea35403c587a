"""Nominations of 2023 for tests, made without a file."""

from dataclasses import replace
from typing import Any

from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.rules import Rule, by_name, rules_of
from xxzz.season import Season, load_season

SEASON = load_season(2023)
_APART = ("indicators", "story_file", "story_count", "unreadable")


def nomination(origin: Origin | None = None, **fields: Any) -> Nomination:
    """Make one from its fields by id."""
    extra = {name: fields.pop(name) for name in _APART if name in fields}
    return Nomination(origin or Origin(Location("名单.xlsx")), fields, SEASON.roles, **extra)


def changed(one: Nomination, **fields: str) -> Nomination:
    """Return a nomination with other texts in some fields."""
    return replace(one, values={**one.values, **fields})


def rule_of(name: str, season: Season = SEASON) -> Rule:
    """Return a season's rule."""
    return by_name(rules_of(season))[name]


def with_condition(season: Season, name: str, **changes: Any) -> Season:
    """Return a season in which one condition is another."""
    conditions = tuple(
        one.model_copy(update=changes) if one.id == name else one
        for one in season.notice.conditions
    )
    notice = season.notice.model_copy(update={"conditions": conditions})
    return replace(season, notice=notice)


def with_quota(season: Season, name: str, **changes: Any) -> Season:
    """Return a season in which one row of 附件2 is another."""
    rows = tuple(
        row.model_copy(update=changes) if row.name == name else row
        for row in season.quotas.recommenders
    )
    return replace(season, quotas=season.quotas.model_copy(update={"recommenders": rows}))


def with_notice(season: Season, **changes: Any) -> Season:
    """Return a season whose notice says something else."""
    return replace(season, notice=season.notice.model_copy(update=changes))


def with_limit(season: Season, name: str, **changes: Any) -> Season:
    """Return a season in which one text has another limit."""
    texts = tuple(
        one.model_copy(update={"limits": (one.limits[0].model_copy(update=changes),)})
        if one.id == name
        else one
        for one in season.notice.texts
    )
    return replace(season, notice=season.notice.model_copy(update={"texts": texts}))
