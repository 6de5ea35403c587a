"""Surveys one sheet of an .ods while its XML is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import far_cell
from xxzz.intake.spreadsheet.guard import MAX_CELLS, MAX_ROWS, Budget
from xxzz.intake.spreadsheet.ods_formatting import is_hidden
from xxzz.intake.spreadsheet.survey import SheetSurvey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.survey import Struck

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
MAX_COLUMNS = 16_384
"""The limit of office programs and of calamine."""
_MAX_DIGITS = 9


@dataclass(slots=True)
class OdsSheet:
    """The survey of a sheet so far, and the place reached; rows and columns count from 1."""

    name: str
    row: int = 1
    column: int = 1
    valued_in_row: int = 0
    last_row: int = 0
    last_column: int = 0
    farthest: tuple[int, int] = (1, 1)
    text_in_cell: int = 0
    text_in_row: int = 0
    text_in_all: int = 0
    repeated: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: dict[tuple[int, int], Struck] = field(default_factory=dict)
    pale: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    columns: int = 0
    hidden_columns: set[int] = field(default_factory=set)

    def start_columns(self, attributes: Mapping[str, str]) -> int:
        """Handle a run of columns; return the number of the last one."""
        first = self.columns + 1
        self.columns += count(attributes, "number-columns-repeated")
        if is_hidden(attributes):
            self.hidden_columns.update(range(first, min(self.columns, MAX_COLUMNS) + 1))
        return self.columns

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell, or a run of equal ones; calamine ignores one without a type."""
        end = self.column + count(attributes, "number-columns-repeated")
        end = min(end, MAX_COLUMNS + 1)
        self.text_in_cell = self.repeated = 0
        if _VALUE_TYPE in attributes:
            self.valued_in_row = end - 1
            self.repeated = end - self.column
        elif f"{_TABLE}formula" in attributes:
            self.unsaved.add((self.row, self.column))
        rows = count(attributes, "number-rows-spanned")
        columns = count(attributes, "number-columns-spanned")
        if rows * columns > 1:
            bottom, right = self.row + rows - 1, self.column + columns - 1
            self.merged.append((self.row, self.column, bottom, right))
        self.column = end

    def end_cell(self) -> None:
        """End a cell, or a run of equal ones."""
        self.text_in_row += self.text_in_cell * self.repeated
        self.text_in_cell = 0

    def end_row(self, repeated: int, *, hidden: bool) -> None:
        """End a row, or a run of equal ones."""
        if hidden and self.valued_in_row:
            self.hidden.update(range(self.row, min(self.row + repeated, MAX_ROWS)))
        self.text_in_all += self.text_in_row * repeated
        self.text_in_row = 0
        if self.valued_in_row:
            self.last_row = self.row + repeated - 1
            if self.valued_in_row > self.last_column or repeated > 1:
                self.farthest = (self.last_row, self.valued_in_row)
            self.last_column = max(self.last_column, self.valued_in_row)
        self.row += repeated
        self.column, self.valued_in_row = 1, 0

    def survey(self, budget: Budget) -> SheetSurvey:
        """Return the survey of the whole sheet; raises `WorkbookUnreadable` if it is too large."""
        size = rows, columns = self.last_row, self.last_column
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise far_cell(self.name, self.farthest, size)
        budget.take(rows * columns, self.text_in_all)
        return SheetSurvey(
            self.errors,
            frozenset(self.unsaved),
            self.struck,
            frozenset(self.pale),
            frozenset(self.hidden),
            frozenset(self.hidden_columns),
            comments=self.comments,
            merged=tuple(self.merged),
        )


def count(attributes: Mapping[str, str], name: str) -> int:
    """Return an attribute with a number of repetitions or of spanned cells, at least 1."""
    return max(1, number(attributes.get(_TABLE + name)))


def number(text: str | None) -> int:
    """Return a written number, 1 where there is none."""
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    # limited, since Python takes long for thousands of digits
    return int(text) if len(text) <= _MAX_DIGITS else 10**_MAX_DIGITS
