"""Nominations of 2023 for tests, made without a file."""

from dataclasses import replace
from typing import Any

from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.season import load_season

SEASON = load_season(2023)
_APART = ("indicators", "story_file", "story_count", "unreadable")


def nomination(origin: Origin | None = None, **fields: Any) -> Nomination:
    """Make one from its fields by id."""
    extra = {name: fields.pop(name) for name in _APART if name in fields}
    return Nomination(origin or Origin(Location("名单.xlsx")), fields, SEASON.roles, **extra)


def changed(one: Nomination, **fields: str) -> Nomination:
    """Return a nomination with other texts in some fields."""
    return replace(one, values={**one.values, **fields})
