"""What a zip claims and holds, checked before the fast reader believes it.

The fast reader unpacks into memory whatever a file says and lays out every sheet as a full
rectangle. So the parts that it will read are first measured here; it refuses itself to unpack more
of a part than the zip's directory claims.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.errors import damaged, has_dtd, locked, not_utf8, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
    from xxzz.intake.spreadsheet.looks import Struck

MAX_FILE_BYTES = 256 << 20
"""The largest file that is opened at all."""
MAX_UNPACKED_BYTES = 448 << 20
"""What all parts together that are read may be when unpacked; 100,000 nominations need 300 MiB."""
MAX_ENTRIES = 10_000
"""How many files a zip may hold."""
MAX_TEXT_BYTES = MAX_UNPACKED_BYTES
"""What the texts of all cells may be together; a file may write a text once for many cells."""
MAX_CELLS = 5_000_000
"""How many cells all sheets may have together; 100,000 nominations need 2.2 million."""
MAX_ROWS = 150_000
"""How far down a sheet a value may stand."""
MAX_MARKS = 300_000
"""How many merged ranges, errors and formulas without a result a sheet may have together."""
MAX_SHEETS = 10_000
"""How many sheets a workbook may have."""
MAX_RATIO = 50
"""How far a large part may have been compressed; sheets reach 10 to 20, bombs 1,000."""

_LARGE_PART = 32 << 20
_CHUNK = 1 << 20
_ENCRYPTED = 0x1
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What the fast reader does not tell of a sheet; rows and columns count from 1.

    `errors` are the error values (#REF!), which it reads as blank; `unsaved` the formulas that were
    written without a result; `struck` the cells with text that is struck out; `hidden_rows` those
    that nobody sees; `shown` the numbers that show as something else than their digits; `merged`
    ranges that it does not know of, as (row, column, last row, last column). `nonstandard_xml` says
    that no office program writes a sheet this way, so that it is better read in a subprocess.
    `unreadable` says why one that need not be read can't be.
    """

    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unsaved: frozenset[tuple[int, int]] = frozenset()
    struck: Mapping[tuple[int, int], Struck] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    nonstandard_xml: bool = False
    unreadable: WorkbookUnreadable | None = None


class Survey(NamedTuple):
    """The marks of a workbook's sheets, by name.

    `rewritten` are parts, by name in lower case, as the fast reader takes them: it fails on error
    values that are newer than itself, and on blanks between the cells of an .ods.
    """

    marks: Mapping[str, SheetSurvey]
    rewritten: Mapping[str, bytes]


def check_survey(count: int) -> None:
    """Refuse a sheet with more marks than a person could have made.

    Raises:
        WorkbookUnreadable: there are more than `MAX_MARKS`.
    """
    if count > MAX_MARKS:
        raise too_large("合并的格子和公式太多")


class Budget:
    """What the sheets of one workbook may still hold."""

    def __init__(self) -> None:
        self._cells = MAX_CELLS
        self._text = MAX_TEXT_BYTES

    def take(self, cells: int, text: int = 0) -> None:
        """Count a sheet's cells and the bytes of their texts.

        Raises:
            WorkbookUnreadable: with them, the workbook holds more than memory should.
        """
        if cells > self._cells:
            raise too_large("格子太多")
        if text > self._text:
            raise too_large(f"文字超过{MAX_TEXT_BYTES >> 20}MB")
        self._cells -= cells
        self._text -= text


class Package:
    """A zip whose directory was checked; parts are found whatever the case of their names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Check the directory.

        Raises:
            WorkbookUnreadable: too many or doubled entries, or encrypted ones.
        """
        self._archive = archive
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise too_large(f"压缩包里有{len(entries)}个文件")
        self._entries = {entry.filename.lower(): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise damaged("压缩包里有重名的文件")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise locked()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def names(self) -> frozenset[str]:
        """The names of all entries, in lower case."""
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Return what a part claims to be when unpacked, 0 where there is none."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def allow(self, names: Iterable[str], limit: int = MAX_UNPACKED_BYTES) -> None:
        """Check what parts claim to be when unpacked.

        Raises:
            WorkbookUnreadable: one of them is too large, or all together are above the limit.
        """
        total = 0
        for name in names:
            entry = self._entries.get(name.lower())
            if entry is None:
                continue
            total += entry.file_size
            most = max(_LARGE_PART, MAX_RATIO * entry.compress_size)
            if total > limit or entry.file_size > most:
                raise too_large(f"解压后有{total >> 20}MB")

    def read(self, name: str) -> bytes:
        """Unpack a part of XML, no further than it claims to go.

        Raises:
            WorkbookUnreadable: it is missing, damaged, in UTF-16, or declares entities.
        """
        xml = self._unpack(name)
        self._refuse_unsafe(name, xml)
        return xml

    def check_head(self, name: str) -> None:
        """Check the beginning of a part that the fast reader alone unpacks; raises as `read`."""
        if name in self:
            self._refuse_unsafe(name, self._unpack(name, limit=_CHUNK >> 8))

    def starts_with(self, name: str, beginning: bytes) -> bool:
        """Tell whether a part is there and begins so."""
        return name in self and self._unpack(name, limit=len(beginning)) == beginning

    def _unpack(self, name: str, limit: int | None = None) -> bytes:
        entry = self._entries.get(name.lower())
        if entry is None:
            raise damaged(f"缺少 {name}")
        unpacked = BytesIO()  # unlike a list to be joined, it never holds the part twice
        try:
            with self._archive.open(entry) as part:
                while chunk := part.read(min(_CHUNK, limit or _CHUNK)):
                    unpacked.write(chunk)
                    if limit:
                        break
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(f"{name} 解压出错") from error
        return unpacked.getvalue()

    @staticmethod
    def _refuse_unsafe(name: str, xml: bytes) -> None:
        if xml.startswith(_UTF16_MARKS) or b"\0" in xml[:64]:
            raise not_utf8(name)
        if b"<!DOCTYPE" in xml:
            raise has_dtd(name)
