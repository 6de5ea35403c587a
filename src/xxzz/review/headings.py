"""Headers of the review's workbooks that are fields of the season."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.lists import ListColumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season import Season

CATEGORY = ListColumn("category", "类别")
NAME = ListColumn("name", "名称")
RECOMMENDER = ListColumn("recommender", "推荐单位")
BRIEF = ListColumn("brief", "简介")

_FIELDS = (CATEGORY, NAME, RECOMMENDER, BRIEF)


def of_season(columns: Iterable[ListColumn], season: Season) -> list[ListColumn]:
    """Return the columns with the season's headers; those whose field it lacks are dropped."""
    fields = {one: getattr(season.roles, one.id) for one in _FIELDS}
    return [
        one._replace(header=season.field(fields[one]).header, aliases=(one.header, *one.aliases))
        if one in fields
        else one
        for one in columns
        if fields.get(one, one.id)
    ]


def headers(columns: Iterable[ListColumn], season: Season) -> tuple[str, ...]:
    """Return the headers of columns in a season."""
    return tuple(one.header for one in of_season(columns, season))
