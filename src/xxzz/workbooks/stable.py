"""Writes workbooks reproducibly: the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.writer.excel import ExcelWriter

from xxzz.files import write_whole
from xxzz.workbooks.text_rows import with_rows
from xxzz.zips.writing import StableZip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl import Workbook

_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl takes no time zone


def workbook_bytes(book: Workbook, rows: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook as the bytes of an .xlsx.

    `rows` has ready-made XML by sheet title, which replaces the rows that openpyxl would write.
    """
    memory = BytesIO()
    title = book.properties.title
    book.properties = DocumentProperties(creator="xxzz", title=title, created=_DATE, modified=_DATE)
    for sheet in book.worksheets:
        sheet.merged_cells = _SortedRanges(sheet.merged_cells.ranges)
    # what `book.save` does, without the current time
    ExcelWriter(book, _Archive(memory, book, rows or {})).save()
    return memory.getvalue()


def save_workbook(book: Workbook, path: Path, rows: Mapping[str, bytes] | None = None) -> None:
    """Write a workbook as `workbook_bytes` makes it, and move it into place.

    Raises:
        OSError: the folder or the file can't be written; no partial file remains.
    """
    write_whole(path, workbook_bytes(book, rows))


class _SortedRanges(MultiCellRange):
    """Merged ranges in sorted order: that of a set differs between 32- and 64-bit machines."""

    def __iter__(self) -> Iterator[CellRange]:
        yield from self.sorted()


class _Archive(StableZip):
    """The zip that openpyxl writes a workbook to."""

    def __init__(self, file: BytesIO, book: Workbook, rows: Mapping[str, bytes]) -> None:
        super().__init__(file, compressed=True)
        sheet_of = {sheet.title: number for number, sheet in enumerate(book.worksheets, 1)}
        self._rows = {
            f"xl/worksheets/sheet{sheet_of[title]}.xml": xml for title, xml in rows.items()
        }

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Add a sheet that openpyxl has written to a file."""
        sheet = Path(filename).read_bytes()
        rows = self._rows.get(arcname)
        self.writestr(arcname, sheet if rows is None else with_rows(sheet, rows))
