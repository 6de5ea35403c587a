"""Reads the rows below a header as nominations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xxzz.intake.attached import read_attachments
from xxzz.intake.nominations.comments import comment_problems
from xxzz.intake.nominations.duplicate_columns import DuplicateColumns
from xxzz.intake.nominations.examples import Examples
from xxzz.intake.nominations.groups import Groups
from xxzz.intake.nominations.implied import Implied
from xxzz.intake.nominations.instructions import Instructions
from xxzz.intake.nominations.merged import spread_merged
from xxzz.intake.nominations.names import Names
from xxzz.intake.nominations.row_kinds import RowKinds
from xxzz.intake.nominations.row_problems import RowProblems
from xxzz.intake.nominations.set_aside import SetAside
from xxzz.intake.nominations.shifted import Shifted
from xxzz.intake.nominations.uncalculated import unsaved_in, unsaved_problems
from xxzz.intake.nominations.visibility import VisibilityCheck
from xxzz.intake.spreadsheet.cells import as_displayed, month_as_displayed
from xxzz.intake.story.file import DocumentUnreadable
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.text.answer import AnswerTidier
from xxzz.text.forbidden import dropped
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.finding import NominationRef, Problem
    from xxzz.intake.nominations.lists import NominationList
    from xxzz.intake.story.cell import Stories
    from xxzz.season import Season

_PICTURE = "=DISPIMG("
_APOSTROPHES = tuple("'‘’＇`")


@dataclass(slots=True)
class Rows:
    """The nominations of a table, the cells of their rows, and the problems.

    `has_category` tells whether all nominations have one, from a column or a heading.
    """

    nominations: list[Nomination] = field(default_factory=list)
    values: list[Sequence[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_category: bool = False


class RowReader:
    """Reads the rows of one list; `place` is its sheet."""

    def __init__(
        self, nominations: NominationList, place: Location, stories: Stories, season: Season
    ) -> None:
        grid, header = nominations.grid, nominations.header
        self._grid = grid
        self._header = header
        self._place = place
        self._stories = stories
        self._season = season
        self._roles = season.roles
        self._row_problems = RowProblems(season)
        self._kinds = RowKinds(grid, header, season)
        self._months = frozenset(season.of_kind("month"))
        self._files = season.of_kind("file")
        form, long = season.notice.form, {field.id for field in season.notice.fields if field.long}
        self._short_answers = {box.field for box in form.boxes} - long - {self._roles.category}
        """The fields in which people leave words that are printed in the box of the form."""
        self._tidy = AnswerTidier(form.seals, form.asides).tidy
        self._implied = Implied(nominations, season)
        self._examples = Examples(season)
        self._instructions = Instructions(season)
        self._groups = Groups(grid, header, season)
        self._set_aside = SetAside(season)
        self._shifted = Shifted(header.columns, season)
        self._duplicates = DuplicateColumns(header.columns, header.duplicates)
        self._columns = [(name, column - 1) for name, column in header.columns.items()]
        self._problems: list[Problem] = []
        self._dropped: dict[str, int] = {}
        """How many characters were dropped from each field of the current row."""

    def read(self) -> Rows:
        """Read all rows below the header, in order."""
        spread_merged(self._grid, self._header, self._roles)
        self._groups.spread()
        names = Names(self._grid, self._header, self._season)
        if column := self._header.columns.get(self._roles.story):
            stories = (row[column - 1] for row in self._grid.rows[self._header.last_row :])
            self._stories.prepare(cleaned(cell) for cell in stories if type(cell) is str)
        found = Rows(problems=self._problems)
        refs: list[tuple[int, NominationRef]] = []
        for row in self._grid.rows[: self._header.row - 1]:
            self._implied.take_heading(row)
        for number, row in enumerate(self._grid.rows[self._header.last_row :], 1):
            if any(row) and not self._implied.take_heading(row):
                row_number = self._header.last_row + number
                aligned = self._shifted.aligned(row_number, row)
                cells = self._duplicates.merged(row_number, aligned)
                values = self._values(cells)
                if values and self._is_nomination(row_number, cells, values):
                    numbered = names.without_number(values)
                    found.nominations.append(self._nomination(row_number, values))
                    found.values.append(cells)
                    refs.append((row_number, self._row_problems.ref(values)))
                    origin = found.nominations[-1].origin
                    found.problems += names.problems(origin, values, refs[-1][1], numbered=numbered)
                else:
                    self._implied.doubt_heading(row)
                    self._set_aside.take(row_number, row)
        self._problems += self._table_problems(refs)
        found.has_category = all(one.category for one in found.nominations)
        return found

    def _table_problems(self, refs: Sequence[tuple[int, NominationRef]]) -> Iterator[Problem]:
        """Yield the problems of the table as a whole, after its rows were read."""
        for check in (self._shifted, self._examples, self._instructions, self._groups):
            yield from check.problems(self._place)
        yield from self._set_aside.problems(self._place, [number for number, _ in refs])
        last = self._place._replace(row=self._header.last_row)
        yield from self._duplicates.problems(last, self._season)
        by_column = {c: name for name, c in self._header.columns.items()}
        by_column |= self._header.duplicates
        headers = {c: self._season.field(name).header for c, name in by_column.items()}
        visibility = VisibilityCheck(self._grid, headers, self._place, self._season.measure)
        yield from visibility.problems(refs)
        yield from comment_problems(self._grid, headers, self._place, refs)
        yield from unsaved_problems(self._grid, self._header.last_row, headers, self._place)

    def _values(self, row: Sequence[Any]) -> dict[str, str]:
        values: dict[str, str] = {}
        self._dropped = {}
        for name, index in self._columns:
            value = row[index]
            if value != "":
                text = cleaned(value) if type(value) is str else self._as_text(name, value)
                if type(value) is str and len(text) < len(value) and (lost := dropped(value)):
                    self._dropped[name] = len(lost)
                if text := self._tidied(name, text):
                    values[name] = text
        return values

    def _tidied(self, name: str, text: str) -> str:
        """Return a text without what is no part of the answer.

        An apostrophe before digits is how a number is typed as text; pasted, it is visible.
        """
        if text[:1] in _APOSTROPHES and text[1:].isdecimal():
            text = text[1:]
        return self._tidy(text) if name in self._short_answers else text

    def _as_text(self, name: str, value: Any) -> str:
        return month_as_displayed(value) if name in self._months else as_displayed(value)

    def _is_nomination(self, number: int, row: Sequence[Any], values: dict[str, str]) -> bool:
        if self._examples.take(number, values):
            return False
        is_nomination = self._kinds.is_nomination(number, row, values)
        return is_nomination and not self._instructions.take(number, values)

    def _nomination(self, number: int, values: dict[str, str]) -> Nomination:
        base = Location(self._place.file, self._place.sheet, number)
        origin = Origin(base, {**self._header.columns, **self._duplicates.moved})
        self._problems += [
            self._row_problems.dropped(name, count, origin, values)
            for name, count in self._dropped.items()
        ]
        unreadable: set[str] = set()
        if any(text[0] == "=" for text in values.values()):
            unreadable |= self._remove_pictures(origin, values)
        unreadable |= unsaved_in(self._grid, number, self._header.columns)
        unreadable |= {n for n, at in self._header.columns.items() if at == self._shifted.lost}
        extra = self._read_story(origin, values)
        if extra and self._roles.story not in values:
            unreadable.add(self._roles.story)
        if self._files:
            folder = self._stories.folder
            cells = {name: values[name] for name in self._files if name in values}
            extra["attachments"] = {
                name: read_attachments(cell, folder) for name, cell in cells.items()
            }
        values.update(self._implied.values)
        return Nomination(origin, values, self._roles, unreadable=frozenset(unreadable), **extra)

    def _read_story(self, origin: Origin, values: dict[str, str]) -> dict[str, Any]:
        """Replace the story's cell by its text; return what else a nomination keeps of a story.

        A story that can't be read is removed from `values`.
        """
        field = self._roles.story
        cell = values.get(field)
        if not cell:
            return {}
        try:
            story = self._stories.of(cell)
        except DocumentUnreadable as error:
            del values[field]
            self._problems.append(self._row_problems.unreadable(error, origin, values))
            return {"story_file": cell}
        values[field] = story.text
        if story.lost:
            self._problems.append(self._row_problems.simplified(story, origin, values))
        return {
            "story_file": story.file,
            "story_count": story.count,
            "story_document": story.document,
        }

    def _remove_pictures(self, origin: Origin, values: dict[str, str]) -> set[str]:
        """Remove the formulas of cell pictures from `values`; return the fields they were in."""
        names = {name for name, text in values.items() if text.startswith(_PICTURE)}
        for name in names:
            del values[name]
        self._problems += [
            self._row_problems.picture(name, origin, values) for name in sorted(names)
        ]
        return names
