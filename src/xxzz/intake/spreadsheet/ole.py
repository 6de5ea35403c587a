"""Checks the structure of an OLE file (.xls, .et, encrypted .xlsx) before calamine reads it.

It runs in the subprocess, since a hostile directory can keep the parser busy for long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import olefile  # type: ignore[import-untyped]  # it has no types

from xxzz.intake.spreadsheet.biff import is_old, scan
from xxzz.intake.spreadsheet.errors import damaged, excel_95, locked
from xxzz.intake.spreadsheet.filetype import not_a_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.intake.spreadsheet.survey import SheetSurvey

_WORKBOOK_STREAMS = ("Workbook", "Book")
_OTHER_KINDS = {
    "WordDocument": "旧格式的 Word 或 WPS 文档",
    "PowerPoint Document": "旧格式的 PowerPoint 演示文稿",
}
_LAST_SECTOR = 0xFFFFFFFA


def survey(path: Path) -> Mapping[str, SheetSurvey]:
    """Check the structure of a workbook in an OLE file; return the surveys of its sheets by name.

    Raises:
        WorkbookUnreadable: it is encrypted, too old, too large, not a workbook, or its sectors are
            linked in a circle.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            name = _workbook_stream(ole)
            _check_chains(ole)
            stream = ole.openstream(name).read()
            if is_old(stream):
                raise excel_95()
            return scan(stream)
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise damaged("内部结构有误") from error


def _workbook_stream(ole: olefile.OleFileIO) -> str:
    if ole.exists("EncryptedPackage"):
        raise locked()
    for name in _WORKBOOK_STREAMS:
        if ole.exists(name):
            return name
    for name, kind in _OTHER_KINDS.items():
        if ole.exists(name):
            raise not_a_workbook(kind)
    raise not_a_workbook("旧格式的 Office 文件")


def _check_chains(ole: olefile.OleFileIO) -> None:
    ole.loadminifat()
    large, small = set[int](), set[int]()
    _follow(ole.first_dir_sector, ole.fat, large)
    _follow(ole.root.isectStart, ole.fat, large)
    for entry in _streams(ole):
        if entry.size < ole.minisectorcutoff:
            _follow(entry.isectStart, ole.minifat, small)
        else:
            _follow(entry.isectStart, ole.fat, large)


def _streams(ole: olefile.OleFileIO) -> Iterator[olefile.olefile.OleDirectoryEntry]:
    for entry in ole.direntries:
        if entry is not None and entry.entry_type == olefile.STGTY_STREAM and entry.size:
            yield entry


def _follow(sector: int, table: Sequence[int], seen: set[int]) -> None:
    """Follow a chain of sectors; as each belongs to one chain, a second visit means a circle."""
    while sector < _LAST_SECTOR:
        if sector in seen or sector >= len(table):
            raise damaged("内部结构有误，数据块首尾相连")
        seen.add(sector)
        sector = table[sector]
