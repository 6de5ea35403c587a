"""Writing workbooks so that the same content is the same bytes, on any machine and any day."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as etree  # noqa: N813  # its name in the manual's examples

from openpyxl.packaging.core import DocumentProperties

from xxzz.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl import Workbook

_PROPERTIES = "docProps/core.xml"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DATE = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl takes no time zone


def workbook_bytes(book: Workbook, sheets: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook as the bytes of an .xlsx.

    `sheets` has ready-made XML by the titles of sheets for which it stands.
    """
    memory = BytesIO()
    book.save(memory)
    properties = DocumentProperties(creator="xxzz", created=_DATE, modified=_DATE)
    replaced = {_PROPERTIES: etree.tostring(properties.to_tree())}
    for title, xml in (sheets or {}).items():
        replaced[book[title].path.lstrip("/")] = xml
    return stable_zip(memory.getvalue(), replaced)


def save_workbook(book: Workbook, path: Path, sheets: Mapping[str, bytes] | None = None) -> None:
    """Write a workbook as `workbook_bytes` makes it, and move it into place.

    Raises:
        OSError: the folder or the file can't be written; nothing is left behind.
    """
    write_whole(path, workbook_bytes(book, sheets))


def stable_zip(data: bytes, replaced: dict[str, bytes] | None = None) -> bytes:
    """Return a zip with the same parts in the same order, some `replaced`, without the clock."""
    memory = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(memory, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the operating system's number stands in the file
            new.writestr(entry, (replaced or {}).get(name) or old.read(name))
    return memory.getvalue()
