"""Fonts, fills and borders that the sheets of the blank workbook share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
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

_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 260, 20, 16


def note(text: str) -> Comment:
    """Make a comment large enough for its text."""
    lines = sum(1 + len(line) // _NOTE_CHARACTERS for line in text.split("\n"))
    return Comment(text, "xxzz", width=_NOTE_WIDTH, height=_NOTE_LINE * (lines + 1))


def print_on_a4(sheet: Worksheet, pages_wide: int) -> None:
    """Lay a sheet on A4 pages across, so many beside each other and as many below as it takes."""
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
