"""One list of an existing workbook: a sheet, or a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from xxzz.intake.nominations.columns import SOURCE_FILE
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.text.cell_text import LONGEST
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.looks import same_look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.intake.nominations.lists import NominationList
    from xxzz.season import Season

DOUBT = PatternFill("solid", fgColor="FFFF00")
"""Fill of the cells that a person should check."""

_SOURCE_WIDTH = 30


class ListTable:
    """The rows of one list by 来源文件, and the next free row.

    `category` is the category that the sheet's name sets for all rows, if there is no column for
    it.
    """

    def __init__(self, sheet: Worksheet, one: NominationList, season: Season) -> None:
        self.sheet = sheet
        self.category = one.category
        self._season = season
        self._prepared = frozenset(season.roles[:2])
        header = one.header
        self._columns = dict(header.columns)
        self._header_row, self._top = header.row, header.last_row + 1
        own = comparison_key(SOURCE_FILE)
        self._source = next(
            (c for c, text in header.unknown.items() if comparison_key(text) == own), 0
        )
        filled = list(self._filled(one))
        self._last = max(filled, default=self._top - 1)
        self._rows = {row: self._text(row, self._source) for row in filled}
        self._row_of = {source: row for row, source in self._rows.items() if source}
        self.has_category_column = season.roles.category in self._columns or not filled
        """Whether each row has its own category; else the sheet's name or a heading sets it."""

    @property
    def sources(self) -> Collection[str]:
        """The sources that have a row here."""
        return self._row_of.keys()

    def rows(self) -> dict[str, dict[str, str]]:
        """Return the cells of the rows that came from forms, by source and field."""
        return {
            source: {name: self._text(row, column) for name, column in self._columns.items()}
            for source, row in self._row_of.items()
        }

    def names_by_hand(self) -> frozenset[str]:
        """Return the comparison keys of the names in rows that were typed in by hand."""
        column = self._columns.get(self._season.roles.name, 0)
        texts = (self._text(row, column) for row, source in self._rows.items() if not source)
        return frozenset(comparison_key(text) for text in texts if text)

    def rename(self, source: str, former: str) -> None:
        """Move a row to the new name of its form's file."""
        row = self._row_of[source] = self._row_of.pop(former)
        self._write(row, self._source_column(), source)

    def add(self, source: str) -> None:
        """Assign the next free row to a form and clear its prefilled 序号."""
        self._last += 1
        row = self._row_of[source] = self._last
        for name in self._prepared & self._columns.keys():
            self.sheet.cell(row, self._columns[name]).value = None
        self._write(row, self._source_column(), source)

    def write(self, source: str, values: Mapping[str, str]) -> None:
        """Write cells of a form's row; missing columns are added."""
        row = self._row_of[source]
        for name, value in values.items():
            if self.has_category_column or name != self._season.roles.category:
                self._write(row, self._column(name), value)

    def mark(self, source: str, doubtful: Collection[str]) -> None:
        """Highlight the doubtful cells of a form's row and clear the highlight of the others."""
        row = self._row_of[source]
        for name, column in self._columns.items():
            cell = self.sheet.cell(row, column)
            if name in doubtful:
                cell.fill = DOUBT
            elif cell.fill.fill_type and cell.fill.fgColor.rgb == DOUBT.fgColor.rgb:
                cell.fill = PatternFill()

    def blank_prepared(self) -> None:
        """Clear the prefilled cells of a new workbook."""
        for row in range(self._top, self.sheet.max_row + 1):
            for name in self._prepared & self._columns.keys():
                self.sheet.cell(row, self._columns[name]).value = None

    def _filled(self, one: NominationList) -> Iterator[int]:
        """Yield the rows with more content than the prefilled cells."""
        prepared = {self._columns.get(name) for name in self._prepared}
        for number, row in enumerate(one.grid.rows[self._top - 1 :], self._top):
            if any(v != "" and column not in prepared for column, v in enumerate(row, 1)):
                yield number

    def _column(self, name: str) -> int:
        if name not in self._columns:
            self._columns[name] = self._add_column(self._season.field(name).header)
        return self._columns[name]

    def _source_column(self) -> int:
        if not self._source:
            self._source = self._add_column(SOURCE_FILE)
            letter = get_column_letter(self._source)
            self.sheet.column_dimensions[letter].width = _SOURCE_WIDTH
        return self._source

    def _add_column(self, title: str) -> int:
        last = max(self._columns.values())
        column = max(last, self.sheet.max_column) + 1
        cell = self.sheet.cell(self._header_row, column, title)
        same_look(cell, self.sheet.cell(self._header_row, last))
        cell.comment = None
        return column

    def _write(self, row: int, column: int, value: str) -> None:
        cell = self.sheet.cell(row, column)
        if not cell.has_style and row > self._top:
            same_look(cell, self.sheet.cell(self._top, column))
        cell.value = value[:LONGEST] or None
        if value.startswith("="):
            # a form's text must never become a formula
            cell.data_type = "s"
            cell.quotePrefix = True

    def _text(self, row: int, column: int) -> str:
        return as_displayed(self.sheet.cell(row, column).value) if column else ""
