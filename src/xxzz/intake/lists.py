"""Lists that are no nominations (experts, scores, objections), read the same way.

Headers are matched by name, in any order, on any sheet; rows above them are kept as text. Every
value keeps the cell that a person sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.nominations.headers import find_header
from xxzz.intake.nominations.notes import is_note
from xxzz.intake.spreadsheet.cells import ERRORS, as_displayed
from xxzz.intake.spreadsheet.grid import Choice, Grid
from xxzz.intake.spreadsheet.open import read_workbook
from xxzz.location import Location
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.intake.nominations.headers import Header


_ROWS_ABOVE = 40
"""How many rows are looked at for a header."""


class ListColumn(NamedTuple):
    """A column of a list: how a program calls it, and what may stand over it."""

    id: str
    header: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRow:
    """A filled row: texts by column, without those that are empty."""

    values: Mapping[str, str]
    base: Location
    columns: Mapping[str, int]

    def __getitem__(self, name: str) -> str:
        """Return the text of a column, "" where the cell is empty or the column missing."""
        return self.values.get(name, "")

    def at(self, name: str) -> Location:
        """Return the cell of a column, else the row."""
        return self.base.at_column(self.columns.get(name))


@dataclass(frozen=True, slots=True)
class SheetList:
    """A sheet's list; `above` are the texts over its header, `header` is the header's row."""

    sheet: str
    header: Location
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    above: tuple[str, ...]
    rows: tuple[ListRow, ...]


class _Names:
    """The columns of a list by every text that names them."""

    def __init__(self, columns: Sequence[ListColumn]) -> None:
        self._ids = {
            comparison_key(name): column.id
            for column in columns
            for name in (column.header, *column.aliases)
        }

    def field(self, label: str) -> str | None:
        """Return the column that a text names."""
        return self._ids.get(comparison_key(label))

    def in_group(self, group: str, label: str) -> str | None:
        """Return the column that a text below a group's names."""
        return self.field(group + label) or self.field(label)

    def stem(self, _label: str) -> str | None:
        """Return nothing: no text of these lists names a group."""
        return None

    def is_anybodys(self, _label: str) -> bool:
        """Return that no text needs a group."""
        return False

    def assumes_whose(self, _label: str) -> bool:
        """Return that a text names its column by itself."""
        return False


def read_lists(
    path: Path, columns: Sequence[ListColumn], sheet: str = "", shown: str = ""
) -> list[SheetList]:
    """Read the lists of a workbook: of one sheet where it is there, else of all that have one.

    `shown` is how places name the file, by default its path.

    Raises:
        WorkbookUnreadable: it can't be read safely.
    """
    grids = read_workbook(path, Choice(sheet))
    tables = (list_in(grid, columns, shown or path.as_posix()) for grid in grids)
    return [table for table in tables if table]


def list_in(grid: Grid, columns: Sequence[ListColumn], file: str) -> SheetList | None:
    """Return the list in a grid, None where nothing in it looks like a header."""
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
    )


def _rows(grid: Grid, header: Header, place: Location) -> Iterator[ListRow]:
    for number, cells in enumerate(grid.rows[header.last_row :], header.last_row + 1):
        texts = [text for value in cells if value != "" and (text := as_displayed(value))]
        values = {name: as_displayed(cells[at - 1]) for name, at in header.columns.items()}
        values = {name: text for name, text in values.items() if text}
        if not values or all(text in ERRORS for text in values.values()):
            continue
        if len(values) <= 1 and is_note(texts, 1):
            continue
        yield ListRow(values, place._replace(row=number), header.columns)
