"""The rows of 附件4 for one recommender: numbering, order, and paths of the forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.finding import Finding, Severity
from xxzz.render.context import SummaryEntry, SummaryGroup, category_name
from xxzz.rules.ranking import by_priority
from xxzz.text.file_names import Names, safe_name
from xxzz.text.rank import rank_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import PurePosixPath

    from xxzz.checked import Checked
    from xxzz.entry import Entry
    from xxzz.location import Location
    from xxzz.nomination import Category
    from xxzz.season import Season

FORMS = "推荐表"
"""Folder of the forms; packages of all seasons have it (data/bagit-profile.json)."""
_NO_NAME = "未填名称"
_IN_BRACKETS = re.compile("（[^）]*）")


@dataclass(frozen=True, slots=True)
class Row:
    """A nomination with its 序号, the path of its form, and its errors."""

    entry: Entry
    number: int
    path: PurePosixPath
    errors: tuple[Finding, ...]


class Errors:
    """The errors of a report, grouped by nomination or file."""

    def __init__(self, checked: Checked) -> None:
        places = {_place(entry.nomination.origin.base) for entry in checked.entries}
        self._files = {entry.nomination.origin.base.file for entry in checked.entries}
        self._found: dict[object, list[Finding]] = {}
        for finding in checked.report.at_least(Severity.ERROR):
            place = _place(finding.location)
            # by row, because names may be equal or empty
            key = place if place in places else finding.nomination or finding.location.file
            self._found.setdefault(key, []).append(finding)

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """The errors of files without any nomination."""
        return tuple(
            finding
            for key, found in self._found.items()
            if isinstance(key, str) and key not in self._files
            for finding in found
        )

    def of(self, entry: Entry) -> tuple[Finding, ...]:
        """Return the errors of one nomination, by name or row."""
        place = _place(entry.nomination.origin.base)
        return (*self._found.get(entry.ref, ()), *self._found.get(place, ()))

    def of_file(self, file: str) -> tuple[Finding, ...]:
        """Return the errors of a file that do not belong to one of its nominations."""
        return tuple(self._found.get(file, ()))


def rows(
    entries: Iterable[Entry], folder: PurePosixPath, season: Season, errors: Errors
) -> list[Row]:
    """Return the rows of one recommender, by category and 序号.

    Nominations without 序号 come last and get the next number.
    """
    numbered: list[tuple[int, int, Entry]] = []
    last = 0
    for entry in by_priority(entries):
        last = rank_number(entry.nomination.rank) or last + 1
        numbered.append((_order(entry.category, season), last, entry))
    numbered.sort(key=lambda row: row[:2])
    paths = _Paths(folder, season)
    return [
        Row(entry, number, paths.give(entry, number), errors.of(entry))
        for _, number, entry in numbered
    ]


def groups(found: Sequence[Row], season: Season) -> Iterator[SummaryGroup]:
    """Yield the groups of 附件4, one for each category with rows."""
    for name, members in groupby(found, key=lambda row: category_name(row.entry, season)):
        entries = tuple(
            SummaryEntry(row.number, row.entry.nomination.name, row.entry.nomination.remark)
            for row in members
        )
        yield SummaryGroup(name, len(entries), entries)


def of_categories(found: Sequence[Row], categories: Collection[Category]) -> list[Row]:
    """Return the rows of these categories."""
    return [row for row in found if row.entry.category in categories]


def _order(category: Category | None, season: Season) -> int:
    """Return the position of a category in the notice, from 1; 0 if it is unknown."""
    order = [info.id for info in season.notice.categories]
    return order.index(category) + 1 if category else 0


def _place(at: Location) -> tuple[str, str | None, int | None]:
    return (at.file, at.sheet, at.row)


class _Paths:
    """Assigns a unique path to each form of one recommender."""

    def __init__(self, folder: PurePosixPath, season: Season) -> None:
        self._folder = folder / FORMS
        self._season = season
        self._names = Names()

    def give(self, entry: Entry, number: int) -> PurePosixPath:
        order = _order(entry.category, self._season)
        unknown = self._season.unknown_category
        name = self._season.info(entry.category).name if entry.category else unknown
        place = f"{order}-{safe_name(_IN_BRACKETS.sub('', name), unknown)}"
        stem = f"{number:02}-{safe_name(entry.nomination.name, _NO_NAME)}"
        return self._names.give(self._folder / place, stem, ".docx")
