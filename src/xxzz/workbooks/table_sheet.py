"""Sheets of text with a header; columns and rows are sized to their content."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from xxzz.text.cell_text import fitting, row_height
from xxzz.text.columns import width
from xxzz.workbooks.looks import print_on_a4, same_look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Row = tuple[str | int | Decimal, ...]

_HEAD = PatternFill("solid", fgColor="DDEBF7")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_ON_ONE_LINE = Alignment(vertical="top")
_MIDDLE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_NARROWEST, _WIDEST, _SPACE = 8, 60, 3
_PAGES_OF_A_LIST = 4


def add_sheet(
    book: Workbook, title: str, rows: Iterable[Row], *, wrap: bool = True, frozen: int = 0
) -> None:
    """Add a sheet; the first row is the header and gets a filter.

    Long values wrap, or without `wrap` are cut off at the next column, for lists read line by line.
    `frozen` is the number of columns that stay visible when scrolling.
    """
    cleaned = [tuple(map(_clean, row)) for row in rows]
    widths = [_width(column) for column in zip(*cleaned, strict=True)]
    sheet: Worksheet = book.create_sheet(title)
    for at, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = wide
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(cleaned)}"
    sheet.print_title_rows = "1:1"
    if frozen:
        sheet.print_title_cols = f"A:{get_column_letter(frozen)}"
    print_on_a4(sheet, pages_wide=1 if wrap else _PAGES_OF_A_LIST)
    look = None
    for number, row in enumerate(cleaned, 1):
        if wrap or number == 1:
            high = row_height(zip(map(str, row), widths, strict=True))
            sheet.row_dimensions[number].height = high
        for at, value in enumerate(row, 1):
            cell = cast("Cell", sheet.cell(number, at))
            if number == 1:
                cell.alignment, cell.font, cell.fill = _MIDDLE, _BOLD, _HEAD
            elif look:
                same_look(cell, look)
            else:
                cell.alignment, look = (_WRAPPED if wrap else _ON_ONE_LINE), cell
            _write(cell, value)


def _clean(value: str | int | Decimal) -> str | int | Decimal:
    return fitting(value) if isinstance(value, str) else value


def _width(values: Sequence[str | int | Decimal]) -> int:
    widest = max(width(line) for value in values for line in str(value).split("\n"))
    return min(_WIDEST, max(_NARROWEST, widest + _SPACE))


def _write(cell: Cell, value: str | int | Decimal) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # a value that begins with = is text, not a formula
    elif isinstance(value, Decimal) and (places := -int(value.as_tuple().exponent)) > 0:
        cell.number_format = f"0.{'0' * places}"
