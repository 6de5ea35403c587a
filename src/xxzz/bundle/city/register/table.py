"""A sheet of the register: its rows, and writing them without touching people's entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from openpyxl.utils import get_column_letter

from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.text.cell_text import LONGEST
from xxzz.text.normalise import cleaned
from xxzz.workbooks.looks import body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.bundle.city.register.last_written import Texts
    from xxzz.bundle.city.register.model import SheetFormat

_MOST_ABOVE = 10

R = TypeVar("R", bound=tuple[str, ...])


class NotARegister(Exception):
    """The sheet is not one of a register; the message says why, in Chinese."""


class RegisterRow(NamedTuple, Generic[R]):
    """A row of the register: its number in the sheet and its cells."""

    sheet_row: int
    cells: R


class Table(Generic[R]):
    """A sheet of the register, with rows identified by number (收件号, 编号)."""

    def __init__(
        self, sheet: Worksheet, form: SheetFormat[R], last_written: dict[str, Texts]
    ) -> None:
        self.title = sheet.title
        self._sheet = sheet
        self._form = form
        self._shape = form.shape
        self._head = self._find_head()
        self._columns = self._find_columns()
        self._refuse_merged()
        self.last_written = last_written
        self.rows: list[RegisterRow[R]] = list(self._read())

    def read_again(self) -> None:
        """Read the rows anew, with what was put into them."""
        self.rows = list(self._read())

    def put(self, cells: R, row: int | None = None) -> R:
        """Write a row, or append one; returns the resulting cells, including people's entries."""
        at = self._sheet.max_row + 1 if row is None else row
        before = self._cells(at)
        known = before if row is None else self.last_row(cells[0])
        texts = zip(cells, before, known, strict=True)
        kept = self._shape(*(text if now == then else now for text, now, then in texts))
        if not kept[0]:
            kept = self._shape(cells[0], *kept[1:])
        for column, old, text in zip(self._columns, before, kept, strict=True):
            if row is None or text != old:
                self._write(at, column, text)
        self.last_written[cells[0]] = tuple(map(_storable, cells))
        return kept

    def last_row(self, number: str) -> R:
        """Return what the tool last wrote into the row with this number, or blanks."""
        columns = len(self._form.headers)
        texts = (*self.last_written.get(number, ()), *(("",) * columns))
        return self._shape(*texts[:columns])

    def place(self, row: int, header: str) -> str:
        """Return the cell name (C7) of the column with this default header in a row."""
        return f"{get_column_letter(self._columns[self._form.defaults.index(header)])}{row}"

    def _find_head(self) -> int:
        """Return the row of the headers; people write titles above it."""
        known = {*self._form.headers, *self._form.defaults}
        rows = range(1, min(self._sheet.max_row, _MOST_ABOVE) + 1)
        return max(rows, key=lambda row: sum(title in known for title in self._titles(row)))

    def _titles(self, row: int) -> list[str]:
        (cells,) = self._sheet.iter_rows(row, row, values_only=True)
        return [cleaned(as_displayed(value)) if value is not None else "" for value in cells]

    def _find_columns(self) -> list[int]:
        titles = self._titles(self._head)
        names = list(zip(self._form.headers, self._form.defaults, strict=True))
        if missing := [text for text, default in names if not {text, default} & {*titles}]:
            columns = "”“".join(missing)
            raise NotARegister(f"“{self.title}”工作表里没有“{columns}”这一栏，请把表头改回来")
        found = [a if a in titles else b for a, b in names]
        if doubled := "”“".join(name for name in found if titles.count(name) > 1):
            raise NotARegister(
                f"“{self.title}”工作表里有两栏都叫“{doubled}”，请给您加的那一栏换个名字"
            )
        return [titles.index(name) + 1 for name in found]

    def _refuse_merged(self) -> None:
        """Refuse merged cells: values written to other than the first would be lost."""
        last, head = max(self._columns), self._head
        ranges = (
            one
            for one in self._sheet.merged_cells.ranges
            if one.min_col <= last and one.max_row >= head
        )
        if names := "、".join(str(one) for one in ranges):
            raise NotARegister(f"“{self.title}”里 {names} 合并了格子，请取消合并")

    def _read(self) -> Iterator[RegisterRow[R]]:
        for row in range(self._head + 1, self._sheet.max_row + 1):
            cells = self._cells(row)
            if any(cells):
                yield RegisterRow(row, cells)

    def _cells(self, row: int) -> R:
        values = (self._sheet.cell(row, column).value for column in self._columns)
        return self._shape(*("" if v is None else cleaned(as_displayed(v)) for v in values))

    def _write(self, row: int, column: int, text: str) -> None:
        cell = self._sheet.cell(row, column)
        if not cell.has_style:
            body(cell)
        cell.value = _storable(text) or None
        if text:
            cell.data_type = "s"


def _storable(text: str) -> str:
    return cleaned(text)[:LONGEST]
