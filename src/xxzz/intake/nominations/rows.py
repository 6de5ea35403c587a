"""The rows below a header: each is a nomination, or blank, a note or the header again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xxzz.intake.attached import attached
from xxzz.intake.nominations.doubled import Doubled
from xxzz.intake.nominations.examples import Examples
from xxzz.intake.nominations.implied import Implied
from xxzz.intake.nominations.merged import spread_merged
from xxzz.intake.nominations.notes import is_note
from xxzz.intake.nominations.row_problems import RowProblems
from xxzz.intake.nominations.seen import Seen, as_start
from xxzz.intake.nominations.shifted import Shifted
from xxzz.intake.nominations.uncalculated import unsaved_in, unsaved_problems
from xxzz.intake.spreadsheet.cells import ERRORS, as_displayed, is_blank
from xxzz.intake.story.file import DocumentUnreadable
from xxzz.location import Location
from xxzz.nomination import Nomination, Origin
from xxzz.text.answer import AnswerTidier
from xxzz.text.forbidden import dropped
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.finding import NominationRef, Problem
    from xxzz.intake.nominations.lists import NominationList
    from xxzz.intake.story.cell import Stories
    from xxzz.season import Season

_FEW_CELLS = 5
_FEW = 2
_LONGEST_ASIDE = 4
_PICTURE = "=DISPIMG("


@dataclass(slots=True)
class Rows:
    """The nominations of a table, the rows of values they come from, and what could not be read.

    `has_category` tells whether all nominations have one, be it from a column or from a heading.
    """

    nominations: list[Nomination] = field(default_factory=list)
    values: list[Sequence[Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_category: bool = False


class RowReader:
    """Reads the rows of one list; `place` is its sheet."""

    def __init__(
        self, one: NominationList, place: Location, stories: Stories, season: Season
    ) -> None:
        grid, header = one.grid, one.header
        self._grid = grid
        self._header = header
        self._place = place
        self._stories = stories
        self._season = season
        self._roles = season.roles
        self._said = RowProblems(season)
        # what a prepared table has in rows that nobody has filled in yet
        self._prepared = frozenset((self._roles.rank, self._roles.recommender))
        self._months = frozenset(season.of_kind("month"))
        self._files = season.of_kind("file")
        form, long = season.notice.form, {field.id for field in season.notice.fields if field.long}
        # the boxes of the printed form, whose rests people leave in short answers
        self._printed = {box.field for box in form.boxes} - long - {self._roles.category}
        self._tidy = AnswerTidier(form.seals, form.asides).tidy
        self._asides = frozenset(form.asides)
        self._implied = Implied(one, season)
        self._shifted = Shifted(header.columns, season)
        self._doubled = Doubled(header.columns, header.doubled)
        self._examples = Examples(season)
        self._columns = [(name, column - 1) for name, column in header.columns.items()]
        self._headers = grid.rows[header.row - 1 : header.last_row]
        self._spans = {top: right - left + 1 for top, left, _, right in grid.merged}
        self._name_column = header.columns.get(self._roles.name, 0)
        self._name_labels = {row[self._name_column - 1] for row in self._headers}
        fields = season.notice.fields
        self._labels = {comparison_key(n) for one in fields for n in (one.header, *one.aliases)}
        self._problems: list[Problem] = []
        self._controls: dict[str, int] = {}

    def read(self) -> Rows:
        """Read all rows below the header, in order."""
        spread_merged(self._grid, self._header, self._roles)
        if column := self._header.columns.get(self._roles.story):
            told = (row[column - 1] for row in self._grid.rows[self._header.last_row :])
            self._stories.prepare(cleaned(cell) for cell in told if type(cell) is str)
        found = Rows(problems=self._problems)
        numbers: list[tuple[int, NominationRef]] = []
        for row in self._grid.rows[: self._header.row - 1]:
            self._implied.take_heading(row)
        for number, row in enumerate(self._grid.rows[self._header.last_row :], 1):
            if any(row) and not self._implied.take_heading(row):
                row_number = self._header.last_row + number
                cells = self._doubled.joined(row_number, self._shifted.aligned(row_number, row))
                values = self._values(cells)
                if values and self._is_nomination(row_number, cells, values):
                    found.nominations.append(self._nomination(row_number, values))
                    found.values.append(cells)
                    numbers.append((row_number, self._said.ref(values)))
                else:
                    self._implied.doubt_heading(row)
        self._problems += self._shifted.problems(self._place)
        self._problems += self._examples.problems(self._place)
        last = self._place._replace(row=self._header.last_row)
        self._problems += self._doubled.problems(last, self._season)
        found.has_category = all(one.category for one in found.nominations)
        by_column = {c: name for name, c in self._header.columns.items()}
        by_column |= self._header.doubled
        headers = {c: self._season.field(name).header for c, name in by_column.items()}
        self._problems += Seen(self._grid, headers, self._place).problems(numbers)
        self._problems += unsaved_problems(self._grid, self._header.last_row, headers, self._place)
        return found

    def _values(self, row: Sequence[Any]) -> dict[str, str]:
        values: dict[str, str] = {}
        self._controls = {}
        for name, index in self._columns:
            value = row[index]
            if value != "":
                text = cleaned(value) if type(value) is str else self._as_text(name, value)
                if type(value) is str and len(text) < len(value) and (lost := dropped(value)):
                    self._controls[name] = len(lost)
                if text := self._tidy(text) if name in self._printed else text:
                    values[name] = text
        return values

    def _as_text(self, name: str, value: Any) -> str:
        return as_start(value) if name in self._months else as_displayed(value)

    def _is_nomination(self, number: int, row: Sequence[Any], values: dict[str, str]) -> bool:
        if self._repeats_header(row) or self._examples.take(number, values):
            return False
        if len(values) > _FEW_CELLS:
            return True
        if all(name in self._prepared or text in ERRORS for name, text in values.items()):
            return False
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        return not (self._is_signature(texts) or is_note(texts, self._spans.get(number, 1)))

    def _is_signature(self, texts: Sequence[str]) -> bool:
        """Tell whether a row only says whose list it is, or whom to ask: 联系人, 张示例, 电话."""
        if len(texts) == 1:
            return self._season.recommender(texts[0]) is not None
        return comparison_key(texts[0]) in self._labels

    def _repeats_header(self, row: Sequence[Any]) -> bool:
        """Tell whether a row is the header again, as on each page of a printed table."""
        if row in self._headers or self._explains_header(row):
            return True
        name = row[self._name_column - 1] if self._name_column else ""
        return isinstance(name, str) and bool(name) and name in self._name_labels

    def _explains_header(self, row: Sequence[Any]) -> bool:
        """Tell whether a row numbers the columns, or says which must be filled in."""
        if isinstance(name := row[self._name_column - 1], str) and len(name) > _LONGEST_ASIDE:
            return False  # most rows
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        numbers = [str(at) for at in range(1, len(texts) + 1)]
        return len(texts) > _FEW and (texts == numbers or self._asides.issuperset(texts))

    def _nomination(self, number: int, values: dict[str, str]) -> Nomination:
        base = Location(self._place.file, self._place.sheet, number)
        origin = Origin(base, {**self._header.columns, **self._doubled.moved})
        extra: dict[str, Any] = {}
        unreadable: set[str] = set()
        self._problems += [
            self._said.dropped(name, lost, origin, values) for name, lost in self._controls.items()
        ]
        if any(text[0] == "=" for text in values.values()):
            unreadable |= self._take_pictures(origin, values)
        unreadable |= unsaved_in(self._grid, number, self._header.columns)
        unreadable |= {n for n, at in self._header.columns.items() if at == self._shifted.lost}
        story_field = self._roles.story
        if cell := values.get(story_field):
            try:
                story = self._stories.of(cell)
            except DocumentUnreadable as error:
                del values[story_field]
                unreadable.add(story_field)
                extra = {"story_file": cell}
                self._problems.append(self._said.unreadable(error, origin, values))
            else:
                values[story_field] = story.text
                extra = {"story_file": story.file, "story_count": story.count}
                extra["story_document"] = story.document
                if story.lost:
                    self._problems.append(self._said.simplified(story, origin, values))
        if self._files:
            folder = self._stories.folder
            named = {name: values[name] for name in self._files if name in values}
            extra["attachments"] = {name: attached(cell, folder) for name, cell in named.items()}
        values.update(self._implied.values)
        return Nomination(origin, values, self._roles, unreadable=frozenset(unreadable), **extra)

    def _take_pictures(self, origin: Origin, values: dict[str, str]) -> set[str]:
        names = {name for name, text in values.items() if text.startswith(_PICTURE)}
        for name in names:
            del values[name]
        self._problems += [self._said.picture(name, origin, values) for name in sorted(names)]
        return names
