"""Doubts about forms that contradict the list they are collected into."""

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


def with_doubts(
    rows: Iterable[Row], listing: Listing, present: Present, season: Season
) -> Iterator[Row]:
    """Yield the rows, with added doubts where the list already has the same name or type."""
    by_hand = listing.names_by_hand()
    for row in rows:
        if row.source in present.rows:
            yield _in_its_sheet(row, listing, present, season)
        else:
            yield _already_typed(row, by_hand, season.roles.name)


def category_of(row: Row, season: Season) -> Category | None:
    """Return the category that a form states, or None if it states none."""
    return season.category(row.values.get(season.roles.category, ""))


def _already_typed(row: Row, by_hand: frozenset[str], name: str) -> Row:
    """Add a doubt to a new row whose name was already typed in by hand."""
    if comparison_key(row.values.get(name, "")) not in by_hand:
        return row
    return _doubted(row, name, "名单里已有手工填写的同名一行，没有合并，请只留一行。")


def _in_its_sheet(row: Row, listing: Listing, present: Present, season: Season) -> Row:
    """Add a doubt to a form whose category differs from that of the sheet its row is on.

    The sheet's name sets the category of the row, so no cell can be updated.
    """
    on_sheet = listing.category_of_sheet(row.source)
    if on_sheet is None:
        return row
    name = season.roles.category
    written = row.values.get(name, "")
    present.rows[row.source][name] = written
    if season.category(written) in (None, on_sheet):
        return row
    sheet = season.info(on_sheet).name
    message = f"表里写的是“{written}”，名单里在“{sheet}”的工作表，没有移动。"
    return _doubted(row, name, message)


def _doubted(row: Row, name: str, message: str) -> Row:
    return replace(row, doubts={**row.doubts, name: (*row.doubts.get(name, ()), message)})
