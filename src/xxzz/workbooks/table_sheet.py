"""Sheets of text with a header; columns and rows are sized to their content."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar, cast

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from xxzz.text.cell_text import fitting, row_height
from xxzz.text.columns import width
from xxzz.workbooks.looks import print_on_a4, same_look
from xxzz.workbooks.text_rows import TextRow, rows_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Line = tuple[str | int, ...]
Row = tuple[str | int | Decimal, ...]

V = TypeVar("V")
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_ON_ONE_LINE = Alignment(vertical="top")
_MIDDLE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_NARROWEST, _WIDEST, _SPACE = 8, 60, 3
_PAGES_OF_A_LIST = 4


def add_sheet(book: Workbook, title: str, rows: Iterable[Row], *, frozen: int = 0) -> None:
    """Add a sheet; the first row is the header and gets a filter.

    Long values wrap. `frozen` is the number of columns that stay visible when scrolling.
    """
    cleaned = [tuple(map(_clean, row)) for row in rows]
    sheet, widths = _sheet(book, title, cleaned, frozen)
    print_on_a4(sheet, pages_wide=1)
    look = None
    for number, row in enumerate(cleaned, 1):
        sheet.row_dimensions[number].height = _height(row, widths)
        for at, value in enumerate(row, 1):
            cell = cast("Cell", sheet.cell(number, at))
            if number == 1:
                _head(cell)
            elif look:
                same_look(cell, look)
            else:
                cell.alignment, look = _WRAPPED, cell
            _write(cell, value)


def add_list(book: Workbook, title: str, rows: Iterable[Line], frozen: int) -> bytes:
    """Add a sheet that is read line by line: long values are cut at the next column.

    Returns the XML of its rows, of which there may be very many, for `workbook_bytes`.
    """
    cleaned = [tuple(map(_clean, row)) for row in rows]
    sheet, widths = _sheet(book, title, cleaned, frozen)
    print_on_a4(sheet, pages_wide=_PAGES_OF_A_LIST)
    head, look, _ = (
        cast("Cell", sheet.cell(*at)) for at in ((1, 1), (2, 1), (len(cleaned), len(widths)))
    )
    _head(head)
    look.alignment = _ON_ONE_LINE
    first, *others = cleaned
    return rows_xml(
        (TextRow(first, head, _height(first, widths)), *(TextRow(row, look) for row in others))
    )


def _sheet(
    book: Workbook, title: str, rows: Sequence[Row], frozen: int
) -> tuple[Worksheet, Sequence[int]]:
    """Add a sheet for rows, without them; returns the widths of its columns too."""
    widths = [_width(column) for column in zip(*rows, strict=True)]
    sheet: Worksheet = book.create_sheet(title)
    for at, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows)}"
    sheet.print_title_rows = "1:1"
    if frozen:
        sheet.print_title_cols = f"A:{get_column_letter(frozen)}"
    return sheet, widths


def _head(cell: Cell) -> None:
    cell.alignment, cell.font, cell.fill = _MIDDLE, _BOLD, _HEAD


def _height(row: Row, widths: Sequence[int]) -> int:
    return row_height(zip(map(str, row), widths, strict=True))


def _clean(value: V) -> V | str:
    return fitting(value) if isinstance(value, str) else value


def _width(values: Sequence[str | int | Decimal]) -> int:
    # a character takes at least one column, so longer lines exceed the maximum anyway
    lines = (line[:_WIDEST] for value in values for line in str(value).split("\n"))
    widest = max(map(width, lines))
    return min(_WIDEST, max(_NARROWEST, widest + _SPACE))


def _write(cell: Cell, value: str | int | Decimal) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a value that begins with = is text, not a formula
    elif isinstance(value, Decimal) and (places := -int(value.as_tuple().exponent)) > 0:
        cell.number_format = f"0.{'0' * places}"
