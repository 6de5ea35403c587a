"""Numbers nominations (2023-徐汇区-05); numbers stay the same over editions."""

from __future__ import annotations

import re
from itertools import count, groupby
from typing import TYPE_CHECKING

from xxzz.bundle.city.register.model import Number
from xxzz.bundle.city.register.remembered import GivenNumbers
from xxzz.diff import match
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin, Roles
from xxzz.text.normalise import comparison_key

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
    first: Mapping[tuple[str, str], str],
    counted: Collection[str],
) -> dict[Location, str]:
    """Assign a number to every nomination and update the sheet 编号.

    A nomination that is no longer recommended keeps its number and row, marked as withdrawn,
    provided that its recommender's material counts today (`counted`): a damaged package withdraws
    nothing. `first` has the time of the first material with a nomination, by recommender and name.
    Returns the numbers by location.
    """
    rows: dict[str, list[RegisterRow[Number]]] = {}
    for row in book.numbers.rows:
        rows.setdefault(row.cells.recommender, []).append(row)
    found: dict[Location, str] = {}
    known = (one for one in entries if one.recommender)
    for name, group in groupby(known, key=lambda one: one.ref.recommender):
        members = list(group)
        for entry, cells in _number(book, rows.pop(name, []), members, (year, first)):
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
    new: tuple[int, Mapping[tuple[str, str], str]],
) -> Iterator[tuple[Entry, Number]]:
    year, first = new
    series = f"{year}-{members[0].ref.recommender}-"
    before = [_as_nomination(row.cells, members[0].nomination.roles) for row in rows]
    # similar names don't match: the number of another family would go unnoticed
    pairs = match(before, [one.nomination for one in members], alike=False)
    numbers = _Numbers(book, series, rows)
    for at, entry in enumerate(members):
        old = rows[pairs[at]] if at in pairs else None
        number = numbers.next_for(entry, old.cells if old else None)
        cells = _cells(entry, number, first)
        if old and old.cells.number and old.cells.number != number:
            yield entry, cells  # changed by a person, who is told; the row stays as it is
            continue
        if old:
            cells = cells._replace(first=old.cells.first, note=old.cells.note)
            cells = cells._replace(state=_state(old.cells, cells, book))
        yield entry, book.numbers.put(cells, old.sheet_row if old else None)
    for at, row in enumerate(rows):
        if at not in pairs.values() and numbers.is_free(row.cells):
            book.numbers.put(row.cells._replace(state=WITHDRAWN), row.sheet_row)


class _Numbers:
    """Gives a recommender's nominations their numbers, old ones first."""

    def __init__(
        self, book: RegisterBook, series: str, rows: Sequence[RegisterRow[Number]]
    ) -> None:
        self._given = GivenNumbers(book.numbers)
        in_rows = [row.cells.number for row in rows]
        # numbers of deleted rows are never reused
        old = (one for one in book.numbers.last_written if one.startswith(series))
        last = max(map(_ordinal, (*in_rows, *old)), default=0)
        self._fresh = (f"{series}{ordinal:02}" for ordinal in count(last + 1))
        self._kept = {row.cells.number for row in rows if not self._given.changed(row.cells)}
        self._taken: set[str] = set()

    def next_for(self, entry: Entry, old: Number | None) -> str:
        """Return the number of a nomination, which has the row `old` or none."""
        number = old.number if old and not self._given.changed(old) else ""
        if not number:
            name = old.name if old else entry.nomination.name
            used = self._kept | self._taken
            known = (one for one in self._given.of(entry.ref.recommender, name) if one not in used)
            number = next(known, "") or (old.number if old else "") or next(self._fresh)
        self._taken.add(number)
        return number

    def is_free(self, cells: Number) -> bool:
        """Tell whether a row that no nomination has is that of a withdrawn one."""
        return cells.number not in self._taken and not self._given.changed(cells)


def _cells(entry: Entry, number: str, first: Mapping[tuple[str, str], str]) -> Number:
    nomination = entry.nomination
    return Number(
        number=number,
        recommender=entry.ref.recommender,
        category=nomination.category,
        name=nomination.name,
        mobile=nomination.mobile,
        first=first.get((entry.ref.recommender, comparison_key(nomination.name)), ""),
        state=PRESENT,
    )


def _state(old: Number, new: Number, book: RegisterBook) -> str:
    """Return the state of a nomination that is there, with the name that it once had."""
    if old.name != new.name and book.numbers.last_written.get(new.number):
        return f"{PRESENT}（原名“{old.name}”）"
    return old.state if old.state.startswith(f"{PRESENT}（") else PRESENT


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
