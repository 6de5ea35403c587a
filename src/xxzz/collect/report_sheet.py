"""Writes the sheet 采集报告: a row for each box of each form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from xxzz.collect.gather import without_forbidden
from xxzz.collect.table import DOUBT
from xxzz.workbooks.text_rows import TextRow, rows_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook


def add_sheet(
    book: Workbook,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Sequence[str], bool]],
) -> bytes:
    """Add a sheet to a workbook and return the XML of its rows.

    `columns` are headers and widths, `rows` the texts of the cells and whether to highlight them.
    """
    sheet = book.create_sheet(title)
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    head, plain, doubtful = (sheet.cell(row, 1) for row in (1, 2, 3))
    head.font = Font(bold=True)
    doubtful.fill, doubtful.alignment = DOUBT, Alignment(vertical="top", wrap_text=True)
    last = sheet.cell(len(rows) + 1, len(columns))
    sheet.auto_filter.ref = f"A1:{last.coordinate}"
    looks = {False: plain, True: doubtful}
    body = (TextRow([*map(without_forbidden, cells)], looks[marked]) for cells, marked in rows)
    return rows_xml((TextRow([text for text, _ in columns], head), *body))
