"""Writes the sheet 采集报告 as XML text.

It has a row for each box of each form; openpyxl would make an object of every cell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from xxzz.collect.gather import without_forbidden
from xxzz.collect.table import DOUBT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl import Workbook

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile("[&<>]")


def add_sheet(
    book: Workbook,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[Sequence[str], bool]],
) -> bytes:
    """Add a sheet to a workbook and return the XML to store for it.

    `columns` are headers and widths, `rows` the texts of the cells and whether to highlight them.
    """
    sheet = book.create_sheet(title)
    # openpyxl writes styles and the filter, so the workbook must know them
    head, doubtful = sheet["A1"], sheet["A2"]
    head.font = Font(bold=True)
    doubtful.fill, doubtful.alignment = DOUBT, Alignment(vertical="top", wrap_text=True)
    area = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.auto_filter.ref = area
    looks = {False: 0, True: doubtful.style_id}
    first = ([text for text, _ in columns], head.style_id)
    styled = [first, *((cells, looks[highlighted]) for cells, highlighted in rows)]
    return "".join(_part(area, [width for _, width in columns], styled)).encode()


def _part(
    area: str, widths: Sequence[int], rows: Iterable[tuple[Sequence[str], int]]
) -> Iterator[str]:
    yield (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_NAMESPACE}">'
        f'<dimension ref="{area}"/><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
    )
    for number, width in enumerate(widths, 1):
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    yield "</cols><sheetData>"
    letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
    for row, (cells, look) in enumerate(rows, 1):
        yield f'<row r="{row}">'
        for letter, text in zip(letters, cells, strict=True):
            if text:
                # an inline string is never a formula, whatever it begins with
                yield (
                    f'<c r="{letter}{row}" s="{look}" t="inlineStr">'
                    f'<is><t xml:space="preserve">{_escaped(text)}</t></is></c>'
                )
        yield "</row>"
    yield f'</sheetData><autoFilter ref="{area}"/></worksheet>'


def _escaped(text: str) -> str:
    text = without_forbidden(text)
    return _MARKS.sub(lambda match: _ESCAPED[match.group()], text) if _MARKS.search(text) else text
