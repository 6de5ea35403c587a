"""What a form that is collected contradicts in the list that is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xxzz.collect.gather import Row
    from xxzz.collect.listing import Listing
    from xxzz.collect.merge import Present
    from xxzz.nomination import Category
    from xxzz.season import Season


def looked_at(
    rows: Iterable[Row], listing: Listing, present: Present, season: Season
) -> Iterator[Row]:
    """Yield the rows, with doubts about those that the list already speaks of."""
    by_hand = listing.names_by_hand()
    for row in rows:
        if row.source in present.rows:
            yield _in_its_sheet(row, listing, present, season)
        else:
            yield _said_twice(row, by_hand, season.roles.name)


def category_of(row: Row, season: Season) -> Category | None:
    """Return the category that a form says, None where it says none."""
    return season.category(row.values.get(season.roles.category, ""))


def _said_twice(row: Row, by_hand: frozenset[str], name: str) -> Row:
    """Doubt a new row whose name somebody has typed in already."""
    if comparison_key(row.values.get(name, "")) not in by_hand:
        return row
    return _doubted(row, name, "名单里已有手工填写的同名一行，没有合并，请只留一行。")


def _in_its_sheet(row: Row, listing: Listing, present: Present, season: Season) -> Row:
    """Doubt a form whose type is not that of the sheet on which its row stands.

    The sheet's name is what says the type of the row, so there is no cell for it to change.
    """
    on_sheet = listing.said_by_sheet(row.source)
    if on_sheet is None:
        return row
    name = season.roles.category
    written = row.values.get(name, "")
    present.rows[row.source][name] = written
    if season.category(written) in (None, on_sheet):
        return row
    sheet = season.info(on_sheet).name
    said = f"表里写的是“{written}”，名单里在“{sheet}”的工作表，没有移动。"
    return _doubted(row, name, said)


def _doubted(row: Row, name: str, said: str) -> Row:
    return replace(row, doubts={**row.doubts, name: (*row.doubts.get(name, ()), said)})
