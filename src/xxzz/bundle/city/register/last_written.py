"""Remembers in a hidden sheet what the tool wrote last, to detect people's changes.

Each row is one JSON text in few cells; one cell per value would make the register slow.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from xxzz.text.cell_text import LONGEST
from xxzz.workbooks.text_rows import TextRow, rows_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = "工具记录"

Texts = tuple[str, ...]


class LastWritten:
    """The rows of the hidden sheet: texts by section and key.

    Without the sheet it is empty; damaged rows are ignored.
    """

    def __init__(self, book: Workbook) -> None:
        self._known: dict[str, dict[str, Texts]] = {}
        if _SHEET in book.sheetnames:
            for title, key, *texts in _rows(book[_SHEET]):
                self.section(title)[key] = tuple(texts)

    def section(self, title: str) -> dict[str, Texts]:
        """Return the rows of a section; changes to them are written."""
        return self._known.setdefault(title, {})

    def replace_in(self, book: Workbook) -> Mapping[str, bytes]:
        """Replace the hidden sheet; returns the XML of its rows, for `workbook_bytes`."""
        if _SHEET in book.sheetnames:
            del book[_SHEET]
        sheet: Worksheet = book.create_sheet(_SHEET)
        sheet.sheet_state = "hidden"
        rows = list(self._cells())
        look = cast("Cell", sheet.cell(max(1, len(rows)), max(map(len, rows), default=1)))
        return {_SHEET: rows_xml(TextRow(cells, look) for cells in rows)}

    def _cells(self) -> Iterator[list[str]]:
        for title, rows in sorted(self._known.items()):
            for key, texts in rows.items():
                row = json.dumps([title, key, *texts], ensure_ascii=False)
                yield [row[at : at + LONGEST] for at in range(0, len(row), LONGEST)]


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    for cells in sheet.iter_rows(values_only=True):
        try:
            row = json.loads("".join(map(str, filter(None, cells))))
        except ValueError:
            continue
        if isinstance(row, list) and len(row) > 1 and all(isinstance(one, str) for one in row):
            yield row
