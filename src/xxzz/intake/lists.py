"""Reads lists other than nominations (experts, scores, objections), which people may edit.

Columns are found by their headers, in any order, on any sheet; the rows above are kept as text.
Every value knows its cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.intake.nominations.headers import find_header
from xxzz.intake.nominations.notes import is_note
from xxzz.intake.spreadsheet.cells import ERRORS, as_displayed
from xxzz.intake.spreadsheet.grid import Grid, SheetChoice
from xxzz.intake.spreadsheet.open import read_workbook
from xxzz.location import Location
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.intake.nominations.headers import Header


_ROWS_ABOVE = 40
"""How many rows are searched for the header."""


class ListColumn(NamedTuple):
    """A column of a list: its id in programs, its header, and other headers that are accepted."""

    id: str
    header: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row with content; `values` has the texts that are not empty, by column id.

    `struck` has the ids of the columns in which something is struck out.
    """

    values: Mapping[str, str]
    base: Location
    columns: Mapping[str, int]
    struck: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return the text of a column, "" where the cell is empty or the column is missing."""
        return self.values.get(name, "")

    def at(self, name: str) -> Location:
        """Return the place of a column's cell, of the row where the column is missing."""
        return self.base.at_column(self.columns.get(name))


@dataclass(frozen=True, slots=True)
class SheetList:
    """The list of a sheet.

    `header` is the place of the header's row; `above` are the texts above it. `columns` has the
    column of each id, `unknown` the header of each column without one. `doubled` has the id of each
    further column with another text in some row.
    """

    sheet: str
    header: Location
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    above: tuple[str, ...]
    rows: tuple[ListRow, ...]
    doubled: Mapping[int, str] = field(default_factory=dict)


class _Names:
    """The columns of a list by their labels; such lists have no groups of columns."""

    def __init__(self, columns: Sequence[ListColumn]) -> None:
        self._ids = {
            comparison_key(name): column.id
            for column in columns
            for name in (column.header, *column.aliases)
        }

    def field(self, label: str) -> str | None:
        """Return the id of the column that a label names."""
        return self._ids.get(comparison_key(label))

    def in_group(self, group: str, label: str) -> str | None:
        """Return the id of the column that a label names together with the label above it."""
        return self.field(group + label) or self.field(label)

    def stem(self, _label: str) -> str | None:
        """Return None, since there are no groups."""
        return None

    def needs_group(self, _label: str) -> bool:
        """Return False, since there are no groups."""
        return False

    def implies_group(self, _label: str) -> bool:
        """Return False, since there are no groups."""
        return False


def read_lists(
    path: Path, columns: Sequence[ListColumn], sheet: str = "", shown: str = ""
) -> list[SheetList]:
    """Read the lists of a workbook, of all its sheets that have one.

    The sheet named `sheet` must be readable; without it, all must. `shown` is the file's name in
    the places, by default its path.

    Raises:
        WorkbookUnreadable: it can't be read safely.
    """
    grids = read_workbook(path, SheetChoice(sheet))
    tables = (list_in(grid, columns, shown or path.as_posix()) for grid in grids)
    return [table for table in tables if table]


def list_in(grid: Grid, columns: Sequence[ListColumn], file: str) -> SheetList | None:
    """Return the list of a grid, None where there is no header."""
    top = Grid(grid.name, grid.rows[:_ROWS_ABOVE], grid.merged)
    header = find_header(top, _Names(columns))
    return None if header is None else _list(grid, header, file)


def _list(grid: Grid, header: Header, file: str) -> SheetList:
    place = Location(file, grid.name)
    above = (as_displayed(v) for row in grid.rows[: header.row - 1] for v in row if v != "")
    return SheetList(
        grid.name,
        place._replace(row=header.row),
        header.columns,
        header.unknown,
        tuple(text for text in above if text),
        tuple(_rows(grid, header, place)),
        dict(_doubled(grid, header)),
    )


def _doubled(grid: Grid, header: Header) -> Iterator[tuple[int, str]]:
    for column, name in header.duplicates.items():
        both = ((row[column - 1], row[header.columns[name] - 1]) for row in _below(grid, header))
        if any(other not in ("", own) for other, own in both):
            yield column, name


def _below(grid: Grid, header: Header) -> list[list[Any]]:
    return grid.rows[header.last_row :]


def _rows(grid: Grid, header: Header, place: Location) -> Iterator[ListRow]:
    for number, cells in enumerate(_below(grid, header), header.last_row + 1):
        texts = [text for value in cells if value != "" and (text := as_displayed(value))]
        values = {name: as_displayed(cells[at - 1]) for name, at in header.columns.items()}
        values = {name: text for name, text in values.items() if text}
        if not values or all(text in ERRORS for text in values.values()):
            continue
        if len(values) <= 1 and is_note(texts, 1):
            continue
        struck = (name for name, at in header.columns.items() if (number, at) in grid.struck)
        yield ListRow(values, place._replace(row=number), header.columns, tuple(struck))
