"""Reads untrusted zips within limits set by the caller."""

from __future__ import annotations

import struct
import zipfile
import zlib
from enum import Enum, auto
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_ENTRIES = 10_000
"""Maximum number of entries; a full district's package has about 60."""

READ_FAULTS = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What reading a damaged entry in chunks may raise."""

_FAULTS = (*READ_FAULTS, struct.error, RuntimeError, ValueError, OverflowError)
_MAX_DIRECTORY_BYTES = 16 << 20  # 255-byte names for all entries take a quarter
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # other methods can't be stopped halfway
_ENCRYPTED = 0x1
_CHUNK = 1 << 20

_ENTRY = b"PK\1\2"
_END, _END_SIZE = b"PK\5\6", 22
_LOCATOR, _LOCATOR_SIZE, _WIDE_END_SIZE = b"PK\6\7", 20, 56
_MAX_COMMENT = (1 << 16) - 1
_TAIL = _WIDE_END_SIZE + _LOCATOR_SIZE + _END_SIZE + _MAX_COMMENT


class Reason(Enum):
    """Why a zip or one of its entries was refused."""

    DAMAGED = auto()
    ENTRIES = auto()
    ENCRYPTED = auto()
    METHOD = auto()
    PART = auto()
    """One entry is too large, or has the compression ratio of a zip bomb."""
    TOTAL = auto()
    """The entries are too large together."""


class ZipRefused(Exception):
    """A file is not a zip, or exceeds a limit; `reason` says which.

    `entry` is the entry concerned, if any; `size` is its uncompressed size in bytes, or that of all
    entries together.
    """

    def __init__(self, reason: Reason, entry: zipfile.ZipInfo | None = None, size: int = 0) -> None:
        super().__init__(reason.name)
        self.reason = reason
        self.entry = entry
        self.size = size


class Limits(NamedTuple):
    """Uncompressed size limits in bytes, in total and per part.

    A part above `unsuspected` bytes may be at most `ratio` times its compressed size.
    """

    total: int | None = None
    part: int | None = None
    ratio: int | None = None
    unsuspected: int = 0


class ForeignZip:
    """An untrusted zip; its directory is checked before `zipfile` builds an object per entry.

    An entry's declared size is a bound: nothing is inflated beyond it.

    Raises:
        ZipRefused: it is not a zip, or has too many entries.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        try:
            _check_directory(file)
            self._archive = zipfile.ZipFile(file)
        except _FAULTS as error:
            raise ZipRefused(Reason.DAMAGED) from error
        self._limits = limits
        self.entries: Sequence[zipfile.ZipInfo] = self._archive.infolist()
        if len(self.entries) > MAX_ENTRIES:
            raise ZipRefused(Reason.ENTRIES)

    @property
    def starts_late(self) -> bool:
        """Whether other data precedes the first entry, as in the rest of a truncated zip."""
        return min((entry.header_offset for entry in self.entries), default=0) > 0

    @property
    def encrypted(self) -> bool:
        """Whether any entry is encrypted."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self.entries)

    def check(self, entries: Iterable[zipfile.ZipInfo], total: int | None = None) -> None:
        """Check the declared sizes of entries before reading; `total` overrides the total limit.

        Raises:
            ZipRefused: one is too large or unreadable, or they are too large together.
        """
        size = 0
        for entry in entries:
            self._check_part(entry)
            size += entry.file_size
        limit = self._limits.total if total is None else total
        if limit is not None and size > limit:
            raise ZipRefused(Reason.TOTAL, size=size)

    def open(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """Open an entry for reading in chunks, which raises `READ_FAULTS` if it is damaged.

        Raises:
            ZipRefused: it is too large, unreadable or damaged.
        """
        self._check_part(entry)
        try:
            return self._archive.open(entry)
        except _FAULTS as error:
            raise ZipRefused(Reason.DAMAGED, entry) from error

    def read(self, entry: zipfile.ZipInfo, beginning: int | None = None) -> bytes:
        """Return an entry's content, or its first `beginning` bytes.

        Raises:
            ZipRefused: it is too large, unreadable or damaged.
        """
        unpacked = BytesIO()  # unlike joining a list, this never holds the content twice
        with self.open(entry) as file:
            try:
                if beginning is not None or entry.file_size <= _CHUNK:
                    return file.read(-1 if beginning is None else beginning)
                while chunk := file.read(_CHUNK):
                    unpacked.write(chunk)
            except _FAULTS as error:
                raise ZipRefused(Reason.DAMAGED, entry) from error
        return unpacked.getvalue()

    def _check_part(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise ZipRefused(Reason.ENCRYPTED, entry)
        if entry.compress_type not in _METHODS:
            raise ZipRefused(Reason.METHOD, entry)
        part, ratio, size = self._limits.part, self._limits.ratio, entry.file_size
        is_bomb = ratio and size > max(self._limits.unsuspected, ratio * entry.compress_size)
        if is_bomb or (part is not None and size > part):
            raise ZipRefused(Reason.PART, entry, size)


def _check_directory(file: IO[bytes]) -> None:
    length = file.seek(0, 2)
    file.seek(max(0, length - _TAIL))
    tail = file.read()
    at = tail.rfind(_END, 0, len(tail) - _END_SIZE + len(_END))
    if at < 0:
        return  # `zipfile` will not find one either
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    locator = at - _LOCATOR_SIZE
    wide = locator - _WIDE_END_SIZE
    if wide >= 0 and tail.startswith(_LOCATOR, locator):
        at, size = wide, int.from_bytes(tail[wide + 40 : wide + 48], "little")
    file.seek(max(0, length - len(tail) + at - size))
    if size > _MAX_DIRECTORY_BYTES or file.read(size).count(_ENTRY) > MAX_ENTRIES:
        raise ZipRefused(Reason.ENTRIES)
