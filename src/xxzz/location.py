"""Locations in files: a cell, a paragraph or a line."""

from __future__ import annotations

from typing import NamedTuple


def column_letters(column: int) -> str:
    """Return the letters of a column (1 is A, 27 is AA).

    Raises:
        ValueError: the column is below 1.
    """
    if column < 1:
        raise ValueError(f"no such column: {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Location(NamedTuple):
    """A location; rows, columns, paragraphs and lines count from 1, as office programs show them.

    `part` names a location without a number, such as a box of a Word form.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    line: int | None = None
    part: str | None = None

    @property
    def cell(self) -> str | None:
        """The cell reference (R7), or None if the location is not one cell."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"

    def at_column(self, column: int | None) -> Location:
        """Return the cell of the same row in another column."""
        return self._replace(column=column)

    def seen_from(self, other: Location) -> str:
        """Return the shortest text that distinguishes this location from another."""
        if self.file != other.file or self.cell is None:
            return str(self)
        return self.cell if self.sheet == other.sheet else f"{self.sheet}!{self.cell}"

    def __str__(self) -> str:
        within = self.cell or (f"第{self.row}行" if self.row is not None else None)
        parts = [self.file, self.sheet, within, self.part]
        if self.paragraph is not None:
            parts.append(f"第{self.paragraph}段")
        if self.line is not None:
            parts.append(f"第{self.line}行")
        return "!".join(part for part in parts if part)
