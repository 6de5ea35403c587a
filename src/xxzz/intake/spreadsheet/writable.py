"""Opens a workbook for changing it with openpyxl, which does no checks of its own."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from xxzz.intake.spreadsheet.errors import SAVE_AS_XLSX, WorkbookUnreadable, too_large
from xxzz.intake.spreadsheet.grid import SheetChoice
from xxzz.intake.spreadsheet.guard import MAX_CELLS
from xxzz.intake.spreadsheet.open import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openpyxl import Workbook

    from xxzz.intake.spreadsheet.grid import Grid

_MAX_MERGED_CELLS = 1_000_000
"""Limited, since openpyxl makes an object of each cell of a merged range."""


def open_to_write(path: Path, *, keep_vba: bool = False) -> Workbook:
    """Load a workbook after the same checks as for reading; the file is not changed.

    Raises:
        WorkbookUnreadable: it can't be read or changed safely.
    """
    _check_merged(read_workbook(path, SheetChoice()))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about extensions that openpyxl drops
            book = load_workbook(BytesIO(path.read_bytes()), keep_vba=keep_vba)
    except Exception as error:  # openpyxl raises almost anything for a damaged part
        raise WorkbookUnreadable(
            "读得出内容，但有一部分已损坏，或者里面不是 .xlsx 格式（只改了名字），不能安全地改写。",
            SAVE_AS_XLSX,
        ) from error
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise too_large(f"“{sheet.title}”大到{sheet.max_row}行、{sheet.max_column}列")
    return book


def _check_merged(grids: Iterable[Grid]) -> None:
    for grid in grids:
        cells = sum(
            (bottom - top + 1) * (right - left + 1) for top, left, bottom, right in grid.merged
        )
        if cells > _MAX_MERGED_CELLS:
            raise too_large(f"“{grid.name}”里合并的格子太多")
