"""A number for each nomination (2023-徐汇区-05), given at first receipt and kept over editions."""

from __future__ import annotations

import re
from itertools import count, groupby
from typing import TYPE_CHECKING

from xxzz.bundle.city.register.model import Number
from xxzz.diff import match
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Roles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from xxzz.bundle.city.register.book import Kept, RegisterBook
    from xxzz.entry import Entry

_ORDINAL = re.compile(r"-(\d+)$")
THERE, WITHDRAWN = "在", "已撤回"


def number_all(
    book: RegisterBook,
    entries: Iterable[Entry],
    year: int,
    first: Mapping[str, str],
    counted: Collection[str],
) -> dict[Location, str]:
    """Give every nomination its number and bring the sheet 编号 up to date.

    A nomination that is no longer recommended keeps its row, as withdrawn, and its number, if the
    material of its recommender counts today (`counted`): a damaged package withdraws nothing.
    `first` says when the material of each recommender came. Returns the numbers by location.
    """
    rows: dict[str, list[Kept[Number]]] = {}
    for kept in book.numbers.rows:
        rows.setdefault(kept.cells.recommender, []).append(kept)
    found: dict[Location, str] = {}
    known = (one for one in entries if one.recommender)
    for name, group in groupby(known, key=lambda one: one.ref.recommender):
        members = list(group)
        for entry, cells in _number(book, rows.pop(name, []), members, (year, first.get(name, ""))):
            found[entry.nomination.origin.base] = cells.number
    for name, left in rows.items():
        if name in counted:
            for kept in left:
                book.numbers.put(kept.cells._replace(state=WITHDRAWN), kept.row)
    return found


def _number(
    book: RegisterBook,
    rows: Sequence[Kept[Number]],
    members: Sequence[Entry],
    new: tuple[int, str],
) -> Iterator[tuple[Entry, Number]]:
    year, first = new
    series = f"{year}-{members[0].ref.recommender}-"
    before = [_as_nomination(kept.cells, members[0].nomination.roles) for kept in rows]
    # alike names are not enough: a number that moved to another family would be wrong unseen
    pairs = match(before, [one.nomination for one in members], alike=False)
    # numbers of rows that people deleted are never given again
    old_numbers = (one for one in book.numbers.memory if one.startswith(series))
    last = max(map(_ordinal, (*(kept.cells.number for kept in rows), *old_numbers)), default=0)
    fresh = (f"{series}{ordinal:02}" for ordinal in count(last + 1))
    given: set[str] = set()
    for at, entry in enumerate(members):
        nomination = entry.nomination
        cells = Number(
            recommender=entry.ref.recommender,
            category=nomination.category,
            name=nomination.name,
            mobile=nomination.mobile,
            first=first,
            state=THERE,
        )
        old = rows[pairs[at]] if at in pairs else None
        number = (old.cells.number if old else "") or next(fresh)
        given.add(number)
        cells = cells._replace(number=number)
        if old:
            cells = cells._replace(first=old.cells.first, note=old.cells.note)
            if old.cells.name != cells.name and book.numbers.memory.get(number):
                cells = cells._replace(state=f"{THERE}（原名“{old.cells.name}”）")
        yield entry, book.numbers.put(cells, old.row if old else None)
    for at, kept in enumerate(rows):
        if at not in pairs.values() and kept.cells.number not in given:
            book.numbers.put(kept.cells._replace(state=WITHDRAWN), kept.row)


def _as_nomination(cells: Number, roles: Roles) -> Nomination:
    values = {
        roles.recommender: cells.recommender,
        roles.category: cells.category,
        roles.name: cells.name,
        roles.mobile: cells.mobile,
    }
    return Nomination(Origin(Location("")), values, roles)


def _ordinal(number: str) -> int:
    match_ = _ORDINAL.search(number)
    return int(match_[1]) if match_ else 0
