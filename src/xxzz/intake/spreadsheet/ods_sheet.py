"""Where a walk through one sheet of an .ods stands, and what it found there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import far_cell
from xxzz.intake.spreadsheet.guard import MAX_CELLS, MAX_ROWS, Budget, SheetSurvey
from xxzz.intake.spreadsheet.ods_looks import is_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.looks import Struck

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
MAX_COLUMNS = 16_384
"""Further to the right neither the reader nor an office program goes."""
_MAX_DIGITS = 9


@dataclass(slots=True)
class OdsSheet:
    """Where the walk through one sheet stands; rows and columns count from 1."""

    name: str
    row: int = 1
    column: int = 1
    valued_in_row: int = 0
    last_row: int = 0
    last_column: int = 0
    far_out: tuple[int, int] = (1, 1)
    text_in_cell: int = 0
    text_in_row: int = 0
    text_in_all: int = 0
    times: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: dict[tuple[int, int], Struck] = field(default_factory=dict)
    pale: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    columns: int = 0
    hidden_columns: set[int] = field(default_factory=set)

    def take_columns(self, attributes: Mapping[str, str]) -> int:
        """Take a run of columns; returns the last one's number."""
        first = self.columns + 1
        self.columns += count(attributes, "number-columns-repeated")
        if is_hidden(attributes):
            self.hidden_columns.update(range(first, min(self.columns, MAX_COLUMNS) + 1))
        return self.columns

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Take a cell, or a run of equal ones; a text without a type is none to the reader."""
        end = self.column + count(attributes, "number-columns-repeated")
        end = min(end, MAX_COLUMNS + 1)
        self.text_in_cell = self.times = 0
        if _VALUE_TYPE in attributes:
            self.valued_in_row = end - 1
            self.times = end - self.column
        elif f"{_TABLE}formula" in attributes:
            self.unsaved.add((self.row, self.column))
        rows = count(attributes, "number-rows-spanned")
        columns = count(attributes, "number-columns-spanned")
        if rows * columns > 1:
            bottom, right = self.row + rows - 1, self.column + columns - 1
            self.merged.append((self.row, self.column, bottom, right))
        self.column = end

    def end_cell(self) -> None:
        """Close a cell, or a run of equal ones, with the text that was met in it."""
        self.text_in_row += self.text_in_cell * self.times
        self.text_in_cell = 0

    def end_row(self, repeated: int, *, hidden: bool) -> None:
        """Close a row, or a run of equal ones."""
        if hidden and self.valued_in_row:
            self.hidden.update(range(self.row, min(self.row + repeated, MAX_ROWS)))
        self.text_in_all += self.text_in_row * repeated
        self.text_in_row = 0
        if self.valued_in_row:
            self.last_row = self.row + repeated - 1
            if self.valued_in_row > self.last_column or repeated > 1:
                self.far_out = (self.last_row, self.valued_in_row)
            self.last_column = max(self.last_column, self.valued_in_row)
        self.row += repeated
        self.column, self.valued_in_row = 1, 0

    def marks(self, budget: Budget) -> SheetSurvey:
        """Return the marks of a sheet that was walked to its end; raises where it is too large."""
        size = rows, columns = self.last_row, self.last_column
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise far_cell(self.name, self.far_out, size)
        budget.take(rows * columns, self.text_in_all)
        return SheetSurvey(
            self.errors,
            frozenset(self.unsaved),
            self.struck,
            frozenset(self.pale),
            frozenset(self.hidden),
            frozenset(self.hidden_columns),
            merged=tuple(self.merged),
        )


def count(attributes: Mapping[str, str], name: str) -> int:
    """Return how often an element stands for itself, or how far it spans; at least once."""
    return max(1, number(attributes.get(_TABLE + name)))


def number(text: str | None) -> int:
    """Return a count as it is written, 1 where it is not."""
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    # nobody needs more digits, and Python takes its time over thousands of them
    return int(text) if len(text) <= _MAX_DIGITS else 10**_MAX_DIGITS
