"""What the tool wrote last, in a hidden sheet of the register: people's changes show beside it.

A row is one JSON text. A cell for each value would take longer to read and to write than all that
people see of the register.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xxzz.text.cell_text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_SHEET = "工具记录"

Texts = tuple[str, ...]


class Memory:
    """The rows of the hidden sheet: texts by the title of what they belong to, and by their key.

    Without that sheet nothing is remembered; a row that somebody damaged is forgotten.
    """

    def __init__(self, book: Workbook) -> None:
        self._known: dict[str, dict[str, Texts]] = {}
        if _SHEET in book.sheetnames:
            for title, key, *texts in _rows(book[_SHEET]):
                self.of(title)[key] = tuple(texts)

    def of(self, title: str) -> dict[str, Texts]:
        """Return what is remembered under a title; what is put into it is remembered."""
        return self._known.setdefault(title, {})

    def write(self, book: Workbook) -> None:
        """Write the hidden sheet anew."""
        if _SHEET in book.sheetnames:
            del book[_SHEET]
        sheet: Worksheet = book.create_sheet(_SHEET)
        sheet.sheet_state = "hidden"
        for title, rows in sorted(self._known.items()):
            for key, texts in rows.items():
                row = json.dumps([title, key, *texts], ensure_ascii=False)
                sheet.append([row[at : at + LONGEST] for at in range(0, len(row), LONGEST)])


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    for cells in sheet.iter_rows(values_only=True):
        try:
            row = json.loads("".join(map(str, filter(None, cells))))
        except ValueError:
            continue
        if isinstance(row, list) and len(row) > 1 and all(isinstance(one, str) for one in row):
            yield row
