"""Fonts, fills, borders and data validations shared by the sheets."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from xxzz.text.cell_text import line_count

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

TITLE = Font(name="宋体", size=16, bold=True)
HEAD = Font(name="宋体", size=11, bold=True)
BODY = Font(name="宋体", size=11)

NEEDED = PatternFill("solid", fgColor="FCE4D6")
OPTIONAL = PatternFill("solid", fgColor="E2EFDA")

MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP = Alignment(vertical="top", wrap_text=True)
_LINE = Side(style="thin", color="A6A6A6")
LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_NOTE_WIDTH, _NOTE_LINE, _NOTE_COLUMNS = 260, 20, 30
_MARGIN = 0.4


def head(cell: Cell | MergedCell, fill: PatternFill = OPTIONAL) -> None:
    """Format a cell as a header."""
    cell.font, cell.alignment, cell.border, cell.fill = HEAD, MIDDLE, LINES, fill


def body(cell: Cell | MergedCell, alignment: Alignment = TOP) -> None:
    """Format a cell for content."""
    cell.font, cell.alignment, cell.border = BODY, alignment, LINES


def heading(sheet: Worksheet, title: str, text: str) -> None:
    """Write a title and a line below it into the first two rows."""
    sheet["A1"], sheet["A1"].font = title, TITLE
    sheet["A2"], sheet["A2"].font = text, BODY


def same_look(cell: Cell | MergedCell, as_that: Cell | MergedCell) -> None:
    """Copy the format of another cell of the same workbook.

    Many times faster than setting fonts and borders, each of which openpyxl looks up.
    """
    cell._style = copy(as_that._style)  # type: ignore[union-attr]  # noqa: SLF001  # openpyxl offers no other way


def note(text: str) -> Comment:
    """Make a comment sized to its text."""
    height = _NOTE_LINE * (line_count(text, _NOTE_COLUMNS) + 1)
    return Comment(text, "xxzz", width=_NOTE_WIDTH, height=height)


def choice(formula: str, title: str) -> DataValidation:
    """Make a drop-down that only warns, since other spellings are understood too."""
    return DataValidation(
        "list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=title,
        error="这不在下拉列表里。要保留吗？",
    )


def print_on_a4(sheet: Worksheet, pages_wide: int, pages_high: int = 0) -> None:
    """Print on landscape A4, fitted to `pages_wide` x `pages_high` pages (0 = no limit)."""
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = pages_high
    sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=2 * _MARGIN)
    if footer := sheet.oddFooter:
        footer.center.text = "第 &P 页，共 &N 页"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
