"""Reads a workbook as an .xlsx that can be annotated; other kinds are converted by value."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.grid import SheetChoice
from xxzz.intake.spreadsheet.guard import MAX_UNPACKED_BYTES, refusal
from xxzz.intake.spreadsheet.open import read_workbook
from xxzz.text.cell_text import LONGEST
from xxzz.text.normalise import cleaned
from xxzz.zips.reading import ForeignZip, Limits, Reason, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.intake.spreadsheet.grid import Grid

_ALL = SheetChoice()
_XLSX = "xl/workbook.xml"


ANNOTATED_PART = "xl/worksheets/xxzz-findings.xml"
"""A part that only annotated copies have, until Excel or WPS saves them."""

_TAIL = 1 << 16


def is_annotated(path: Path) -> bool:
    """Tell whether a file is an annotated copy that has not been saved since it was written."""
    try:
        with path.open("rb") as file:
            file.seek(-min(_TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
            return ANNOTATED_PART.encode() in file.read()  # a zip's directory is at its end
    except OSError:
        return False


def read_original(path: Path) -> bytes:
    """Return an .xlsx or .xlsm unchanged, and the values of any other workbook as a new .xlsx.

    Raises:
        WorkbookUnreadable: it can't be read safely.
    """
    try:
        with path.open("rb") as file:
            archive = ForeignZip(file, Limits(total=MAX_UNPACKED_BYTES))
            if any(entry.filename == _XLSX for entry in archive.entries):
                archive.check(archive.entries)
                return path.read_bytes()
    except OSError as error:
        raise WorkbookUnreadable("文件打不开。", "请关闭打开着它的程序，再试一次。") from error
    except ZipRefused as error:
        if error.reason is not Reason.DAMAGED:
            raise refusal(error) from error
    return read_values(path)


def read_all(path: Path) -> list[Grid]:
    """Return the values of all sheets of a workbook.

    Raises:
        WorkbookUnreadable: it can't be read safely.
    """
    return read_workbook(path, _ALL)


def read_values(path: Path) -> bytes:
    """Return a new .xlsx with the values of a workbook's sheets, without formats and formulas.

    Raises:
        WorkbookUnreadable: it can't be read safely.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # slow to import, and seldom needed

    from xxzz.workbooks.stable import workbook_bytes  # noqa: PLC0415  # it imports openpyxl

    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in read_all(path):
        _fill(book.create_sheet(grid.name), grid)
    return workbook_bytes(book)


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for at, row in enumerate(grid.rows, 1):
        for column, value in enumerate(row, 1):
            if value not in ("", None):
                _set(sheet, at, column, value)
    for top, left, bottom, right in grid.merged:
        # openpyxl makes an object of each merged cell, so ranges outside the values are left out
        if bottom <= len(grid.rows) and right <= len(grid.rows[0]):
            sheet.merge_cells(None, top, left, bottom, right)


def _set(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if not isinstance(value, str):
        sheet.cell(row, column, value)
        return
    cell = sheet.cell(row, column)
    cell.value = cleaned(value)[:LONGEST]
    if cell.data_type == "f":  # openpyxl takes any text that begins with = for a formula
        cell.data_type = "s"
