"""Limits for workbooks, and checks of the zip before calamine reads it.

Calamine unpacks all parts into memory and makes a full rectangle of each sheet. So the parts that
it reads are measured here first. It does not unpack more of a part than the zip's directory
declares, so that the declared sizes can be checked.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import damaged, has_dtd, locked, not_utf8, too_large
from xxzz.zips.reading import MAX_ENTRIES, ForeignZip, Limits, Reason, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.intake.spreadsheet.errors import WorkbookUnreadable

MAX_FILE_BYTES = 256 << 20
"""The size of a file."""
MAX_UNPACKED_BYTES = 448 << 20
"""The unpacked size of all parts that are read; 100,000 nominations need 300 MiB."""
MAX_TEXT_BYTES = MAX_UNPACKED_BYTES
"""The size of the texts of all cells; a file may store a text once for many cells."""
MAX_CELLS = 5_000_000
"""The cells of all sheets; 100,000 nominations need 2.2 million."""
MAX_ROWS = 150_000
"""The row of the last value of a sheet."""
MAX_SPECIAL_CELLS = 300_000
"""The merged ranges, error values, formulas without a result and the like of a sheet."""
MAX_SHEETS = 10_000
"""The sheets of a workbook."""
MAX_RATIO = 50
"""The compression ratio of a large part; sheets reach 10 to 20, zip bombs 1,000."""

_LARGE_PART = 32 << 20
_HEAD = 4096
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def check_special_cells(count: int) -> None:
    """Refuse a sheet with more special cells than a person can have made.

    Raises:
        WorkbookUnreadable: `count` is above `MAX_SPECIAL_CELLS`.
    """
    if count > MAX_SPECIAL_CELLS:
        raise too_large("合并的格子和公式太多")


class Budget:
    """The cells and texts that the sheets of one workbook may still have."""

    def __init__(self) -> None:
        self._cells = MAX_CELLS
        self._text = MAX_TEXT_BYTES

    def take(self, cells: int, text: int = 0) -> None:
        """Subtract a sheet's cells and the bytes of their texts.

        Raises:
            WorkbookUnreadable: there is not enough left.
        """
        if cells > self._cells:
            raise too_large("格子太多")
        if text > self._text:
            raise too_large(f"文字超过{MAX_TEXT_BYTES >> 20}MB")
        self._cells -= cells
        self._text -= text


class Package:
    """A zip with a checked directory; the names of parts are case-insensitive."""

    def __init__(self, file: IO[bytes]) -> None:
        """Check the directory.

        Raises:
            WorkbookUnreadable: it is not a zip, or it has too many, duplicate or encrypted entries.
        """
        limits = Limits(total=MAX_UNPACKED_BYTES, ratio=MAX_RATIO, unsuspected=_LARGE_PART)
        try:
            self._zip = ForeignZip(file, limits)
        except ZipRefused as error:
            raise refusal(error) from error
        self._entries = {entry.filename.lower(): entry for entry in self._zip.entries}
        if len(self._entries) < len(self._zip.entries):
            raise damaged("压缩包里有重名的文件")
        if self._zip.encrypted:
            raise locked()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def names(self) -> frozenset[str]:
        """The names of all entries, in lower case."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return the declared unpacked size of a part, 0 for a missing one."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def allow(self, names: Iterable[str], limit: int | None = None) -> None:
        """Check the declared unpacked sizes of parts.

        Raises:
            WorkbookUnreadable: one of them is too large, or all together are above the limit.
        """
        entries = (self._entries.get(name.lower()) for name in names)
        try:
            self._zip.check([entry for entry in entries if entry], limit)
        except ZipRefused as error:
            raise refusal(error) from error

    def read(self, name: str) -> bytes:
        """Unpack an XML part, up to its declared size.

        Raises:
            WorkbookUnreadable: it is missing, damaged, in UTF-16, or has a DTD.
        """
        xml = self._unpack(name)
        self._refuse_unsafe(name, xml)
        return xml

    def check_head(self, name: str) -> None:
        """Check the beginning of a part that only calamine unpacks; raises as `read`."""
        if name in self:
            self._refuse_unsafe(name, self._unpack(name, beginning=_HEAD))

    def starts_with(self, name: str, beginning: bytes) -> bool:
        """Tell whether a part exists and begins with some bytes."""
        return name in self and self._unpack(name, beginning=len(beginning)) == beginning

    def _unpack(self, name: str, beginning: int | None = None) -> bytes:
        entry = self._entries.get(name.lower())
        if entry is None:
            raise damaged(f"缺少 {name}")
        try:
            return self._zip.read(entry, beginning)
        except ZipRefused as error:
            raise refusal(error) from error

    @staticmethod
    def _refuse_unsafe(name: str, xml: bytes) -> None:
        if xml.startswith(_UTF16_BOMS) or b"\0" in xml[:64]:
            raise not_utf8(name)
        if b"<!DOCTYPE" in xml:
            raise has_dtd(name)


def refusal(error: ZipRefused) -> WorkbookUnreadable:
    """Return the error for a workbook whose zip was refused."""
    match error.reason:
        case Reason.ENTRIES:
            return too_large(f"压缩包里超过{MAX_ENTRIES}个文件")
        case Reason.PART | Reason.TOTAL:
            return too_large(f"解压后有{error.size >> 20}MB")
        case Reason.ENCRYPTED:
            return locked()
        case Reason.METHOD | Reason.DAMAGED:
            return damaged(f"{error.entry.filename} 解压出错" if error.entry else "文件不完整")
