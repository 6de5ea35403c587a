"""Reads zips that may be hostile: no more of them than the caller says may be read."""

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
"""How many files a zip may hold; a full district's package has about 60."""

READ_FAULTS = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What reading a damaged file of a zip piece by piece raises."""

_FAULTS = (*READ_FAULTS, struct.error, RuntimeError, ValueError, OverflowError)
_MAX_DIRECTORY_BYTES = 16 << 20  # names of 255 bytes for all files need a quarter
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others can't be stopped half way
_ENCRYPTED = 0x1
_CHUNK = 1 << 20

_ENTRY = b"PK\1\2"
_END, _END_SIZE = b"PK\5\6", 22
_LOCATOR, _LOCATOR_SIZE, _WIDE_END_SIZE = b"PK\6\7", 20, 56
_MAX_COMMENT = (1 << 16) - 1
_TAIL = _WIDE_END_SIZE + _LOCATOR_SIZE + _END_SIZE + _MAX_COMMENT


class Reason(Enum):
    """Why a zip, or a file of it, is not read."""

    DAMAGED = auto()
    ENTRIES = auto()
    ENCRYPTED = auto()
    METHOD = auto()
    PART = auto()
    """One file is too large, or compressed too well, which only bombs are."""
    TOTAL = auto()
    """Files are too large together."""


class ZipRefused(Exception):
    """A zip is none, or more than should be read; `reason` says which.

    `entry` is the file that it is about, if it is one, `size` how many bytes it has when unpacked,
    or all have together.
    """

    def __init__(self, reason: Reason, entry: zipfile.ZipInfo | None = None, size: int = 0) -> None:
        super().__init__(reason.name)
        self.reason = reason
        self.entry = entry
        self.size = size


class Limits(NamedTuple):
    """How large files may be when unpacked: all together, and each.

    One above `unsuspected` bytes may be `ratio` times as large as it is when compressed.
    """

    total: int | None = None
    part: int | None = None
    ratio: int | None = None
    unsuspected: int = 0


class ForeignZip:
    """A zip whose directory was looked at before `zipfile` made an object of each entry.

    What an entry claims is a bound: nothing is inflated beyond it.

    Raises:
        ZipRefused: it is no zip, or has too many entries.
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
        """Whether other bytes come first: the last whole file of a zip that was cut off is one."""
        return min((entry.header_offset for entry in self.entries), default=0) > 0

    @property
    def encrypted(self) -> bool:
        """Whether a file of it opens with a password only."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self.entries)

    def check(self, entries: Iterable[zipfile.ZipInfo], total: int | None = None) -> None:
        """Look at what files claim, before they are read; `total` is how large they may be here.

        Raises:
            ZipRefused: one is too large or can't be read, or all together are too large.
        """
        size = 0
        for entry in entries:
            self._check_part(entry)
            size += entry.file_size
        limit = self._limits.total if total is None else total
        if limit is not None and size > limit:
            raise ZipRefused(Reason.TOTAL, size=size)

    def open(self, entry: zipfile.ZipInfo) -> IO[bytes]:
        """Open a file to be read piece by piece, which raises `READ_FAULTS` where it is damaged.

        Raises:
            ZipRefused: it is too large, can't be read or is damaged.
        """
        self._check_part(entry)
        try:
            return self._archive.open(entry)
        except _FAULTS as error:
            raise ZipRefused(Reason.DAMAGED, entry) from error

    def read(self, entry: zipfile.ZipInfo, beginning: int | None = None) -> bytes:
        """Return a file's content, or its first bytes.

        Raises:
            ZipRefused: it is too large, can't be read or is damaged.
        """
        unpacked = BytesIO()  # unlike a list to be joined, it never holds the content twice
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
        air = ratio and size > max(self._limits.unsuspected, ratio * entry.compress_size)
        if air or (part is not None and size > part):
            raise ZipRefused(Reason.PART, entry, size)


def _check_directory(file: IO[bytes]) -> None:
    length = file.seek(0, 2)
    file.seek(max(0, length - _TAIL))
    tail = file.read()
    at = tail.rfind(_END, 0, len(tail) - _END_SIZE + len(_END))
    if at < 0:
        return  # `zipfile` finds none either
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    locator = at - _LOCATOR_SIZE
    wide = locator - _WIDE_END_SIZE
    if wide >= 0 and tail.startswith(_LOCATOR, locator):
        at, size = wide, int.from_bytes(tail[wide + 40 : wide + 48], "little")
    file.seek(max(0, length - len(tail) + at - size))
    if size > _MAX_DIRECTORY_BYTES or file.read(size).count(_ENTRY) > MAX_ENTRIES:
        raise ZipRefused(Reason.ENTRIES)
