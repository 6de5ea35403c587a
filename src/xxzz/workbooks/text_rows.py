"""Writes the rows of a long sheet as XML, since openpyxl makes several objects per cell.

The sheet itself, column widths, print setup and cell formats still come from openpyxl.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.cell import Cell

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile("[&<>]")
_EMPTY = (b"<sheetData>", b"</sheetData>")


class TextRow(NamedTuple):
    """The values of a row from column A on, a cell with their format, and the row's height."""

    values: Sequence[str | int]
    look: Cell
    height: int | None = None


def rows_xml(rows: Iterable[TextRow]) -> bytes:
    """Return the XML of rows from row 1 on; texts must be free of forbidden characters."""
    return "".join(_parts(rows)).encode()


def with_rows(sheet: bytes, rows: bytes) -> bytes:
    """Return a sheet's XML with its rows replaced."""
    start, end = _EMPTY
    before, _, rest = sheet.partition(start)
    return b"".join((before, start, rows, end, rest.partition(end)[2]))


def _parts(rows: Iterable[TextRow]) -> Iterator[str]:
    letters: list[str] = []
    for number, row in enumerate(rows, 1):
        letters += map(get_column_letter, range(len(letters) + 1, len(row.values) + 1))
        height = "" if row.height is None else f' ht="{row.height}" customHeight="1"'
        yield f'<row r="{number}"{height}>'
        look = row.look.style_id
        for letter, value in zip(letters, row.values, strict=False):
            if isinstance(value, int):
                yield f'<c r="{letter}{number}" s="{look}"><v>{value}</v></c>'
            elif value:
                # an inline string is never a formula, whatever it begins with
                yield (
                    f'<c r="{letter}{number}" s="{look}" t="inlineStr">'
                    f'<is><t xml:space="preserve">{_escaped(value)}</t></is></c>'
                )
        yield "</row>"


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda match: _ESCAPED[match.group()], text) if _MARKS.search(text) else text
