"""What a zip claims and holds, checked before the fast reader believes it.

The fast reader unpacks into memory whatever a file says and lays out every sheet as a full
rectangle. So the parts that it will read are first measured here; it refuses itself to unpack more
of a part than the zip's directory claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.errors import damaged, has_dtd, locked, not_utf8, too_large
from xxzz.zips.reading import MAX_ENTRIES, ForeignZip, Limits, Reason, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
    from xxzz.intake.spreadsheet.looks import Struck

MAX_FILE_BYTES = 256 << 20
"""The largest file that is opened at all."""
MAX_UNPACKED_BYTES = 448 << 20
"""What all parts together that are read may be when unpacked; 100,000 nominations need 300 MiB."""
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
_HEAD = 4096
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What the fast reader does not tell of a sheet; rows and columns count from 1.

    `errors` are the error values (#REF!), which it reads as blank; `unsaved` the formulas that were
    written without a result; `struck` the cells with text that is struck out, `pale` those whose
    text is white on white; `hidden_rows` and `hidden_columns` those that nobody sees; `shown` the
    numbers that show as something else than their digits; `merged` ranges that it does not know of,
    as (row, column, last row, last column). `nonstandard_xml` says that no office program writes a
    sheet this way, so that it is better read in a subprocess. `unreadable` says why one that need
    not be read can't be.
    """

    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unsaved: frozenset[tuple[int, int]] = frozenset()
    struck: Mapping[tuple[int, int], Struck] = field(default_factory=dict)
    pale: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
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

    def __init__(self, file: IO[bytes]) -> None:
        """Check the directory.

        Raises:
            WorkbookUnreadable: it is no zip; too many or doubled entries, or encrypted ones.
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
        """Return what a part claims to be when unpacked, 0 where there is none."""
        entry = self._entries.get(name.lower())
        return entry.file_size if entry else 0

    def allow(self, names: Iterable[str], limit: int | None = None) -> None:
        """Check what parts claim to be when unpacked.

        Raises:
            WorkbookUnreadable: one of them is too large, or all together are above the limit.
        """
        there = (self._entries.get(name.lower()) for name in names)
        try:
            self._zip.check([entry for entry in there if entry], limit)
        except ZipRefused as error:
            raise refusal(error) from error

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
            self._refuse_unsafe(name, self._unpack(name, beginning=_HEAD))

    def starts_with(self, name: str, beginning: bytes) -> bool:
        """Tell whether a part is there and begins so."""
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
        if xml.startswith(_UTF16_MARKS) or b"\0" in xml[:64]:
            raise not_utf8(name)
        if b"<!DOCTYPE" in xml:
            raise has_dtd(name)


def refusal(error: ZipRefused) -> WorkbookUnreadable:
    """Say of a workbook why its zip is not read."""
    match error.reason:
        case Reason.ENTRIES:
            return too_large(f"压缩包里超过{MAX_ENTRIES}个文件")
        case Reason.PART | Reason.TOTAL:
            return too_large(f"解压后有{error.size >> 20}MB")
        case Reason.ENCRYPTED:
            return locked()
        case Reason.METHOD | Reason.DAMAGED:
            return damaged(f"{error.entry.filename} 解压出错" if error.entry else "文件不完整")
