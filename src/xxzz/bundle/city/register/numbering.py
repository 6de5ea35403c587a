"""Numbers nominations (2023-徐汇区-05); numbers stay the same over editions."""

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

    from xxzz.bundle.city.register.book import RegisterBook
    from xxzz.bundle.city.register.table import RegisterRow
    from xxzz.entry import Entry

_ORDINAL = re.compile(r"-(\d+)$")
PRESENT, WITHDRAWN = "在", "已撤回"


def number_all(
    book: RegisterBook,
    entries: Iterable[Entry],
    year: int,
    first: Mapping[str, str],
    counted: Collection[str],
) -> dict[Location, str]:
    """Assign a number to every nomination and update the sheet 编号.

    A nomination that is no longer recommended keeps its number and row, marked as withdrawn,
    provided that its recommender's material counts today (`counted`): a damaged package withdraws
    nothing. `first` has the time of each recommender's first material. Returns the numbers by
    location.
    """
    rows: dict[str, list[RegisterRow[Number]]] = {}
    for row in book.numbers.rows:
        rows.setdefault(row.cells.recommender, []).append(row)
    found: dict[Location, str] = {}
    known = (one for one in entries if one.recommender)
    for name, group in groupby(known, key=lambda one: one.ref.recommender):
        members = list(group)
        for entry, cells in _number(book, rows.pop(name, []), members, (year, first.get(name, ""))):
            found[entry.nomination.origin.base] = cells.number
    for name, left in rows.items():
        if name in counted:
            for row in left:
                book.numbers.put(row.cells._replace(state=WITHDRAWN), row.sheet_row)
    return found


def _number(
    book: RegisterBook,
    rows: Sequence[RegisterRow[Number]],
    members: Sequence[Entry],
    new: tuple[int, str],
) -> Iterator[tuple[Entry, Number]]:
    year, first = new
    series = f"{year}-{members[0].ref.recommender}-"
    before = [_as_nomination(row.cells, members[0].nomination.roles) for row in rows]
    # similar names don't match: the number of another family would go unnoticed
    pairs = match(before, [one.nomination for one in members], alike=False)
    # numbers of deleted rows are never reused
    old_numbers = (one for one in book.numbers.last_written if one.startswith(series))
    last = max(map(_ordinal, (*(row.cells.number for row in rows), *old_numbers)), default=0)
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
            state=PRESENT,
        )
        old = rows[pairs[at]] if at in pairs else None
        number = (old.cells.number if old else "") or next(fresh)
        given.add(number)
        cells = cells._replace(number=number)
        if old:
            cells = cells._replace(first=old.cells.first, note=old.cells.note)
            if old.cells.name != cells.name and book.numbers.last_written.get(number):
                cells = cells._replace(state=f"{PRESENT}（原名“{old.cells.name}”）")
        yield entry, book.numbers.put(cells, old.sheet_row if old else None)
    for at, row in enumerate(rows):
        if at not in pairs.values() and row.cells.number not in given:
            book.numbers.put(row.cells._replace(state=WITHDRAWN), row.sheet_row)


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
