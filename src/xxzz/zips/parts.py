"""Assembles zips from raw entries, so that unchanged parts are compressed only once.

`zipfile` can't copy an entry without inflating it, which is most of the time spent on a Word
document. Parts that change from document to document are stored, not deflated: zlib's output
differs between its versions, and the same input must give the same bytes.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAME = 0x800
_DATE = 0x21  # 1 January 1980, as `StableZip` writes it


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of an archive with its raw, possibly compressed, bytes."""

    name: str
    data: bytes
    method: int
    size: int
    crc: int

    @classmethod
    def stored(cls, name: str, content: bytes) -> Part:
        """Make an uncompressed entry."""
        return cls(name, content, zipfile.ZIP_STORED, len(content), zlib.crc32(content))

    @classmethod
    def cut_out(cls, raw: bytes, info: zipfile.ZipInfo) -> Part:
        """Extract an entry from the bytes of a zip whose directory `zipfile` has read."""
        fields = _LOCAL.unpack_from(raw, info.header_offset)
        start = info.header_offset + _LOCAL.size + fields[-2] + fields[-1]
        data = raw[start : start + info.compress_size]
        return cls(info.filename, data, info.compress_type, info.file_size, info.CRC)

    def content(self) -> bytes:
        """Return the entry's uncompressed content."""
        if self.method == zipfile.ZIP_STORED:
            return self.data
        return zlib.decompress(self.data, -zlib.MAX_WBITS)


class SharedParts:
    """The parts shared by all documents of a template, concatenated for copying at once."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._local = b""
        self._central = b""
        self._count = 0
        for part in parts:
            self._central += _central(part, len(self._local))
            self._local += _local(part)
            self._count += 1

    def pack(self, changing: Mapping[str, bytes]) -> bytes:
        """Return a complete archive: the shared parts, then `changing` in order."""
        local, central = [self._local], [self._central]
        offset = len(self._local)
        for name, content in changing.items():
            part = Part.stored(name, content)
            central.append(_central(part, offset))
            local.append(_local(part))
            offset += len(local[-1])
        directory = b"".join(central)
        count = self._count + len(changing)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)
        return b"".join((*local, directory, end))


def tagged(archive: bytes, name: str) -> bytes:
    """Return the archive with the file name it is written under as its zip comment."""
    comment = _comment(name)
    return archive[:-2] + struct.pack("<H", len(comment)) + comment


def is_tagged(file: IO[bytes], name: str, last: str) -> bool:
    """Tell whether a file is an archive tagged with `name` and not saved by another program since.

    A copy under another name does not count. `last` is the name of the archive's last entry.
    """
    part, comment = last.encode(), _comment(name)
    length = _CENTRAL.size + len(part) + _END.size + len(comment)
    if file.seek(0, io.SEEK_END) < length:
        return False
    file.seek(-length, io.SEEK_END)
    tail = file.read()
    fields = _CENTRAL.unpack_from(tail)
    signature = (b"PK\1\2", _VERSION, _VERSION, 0, zipfile.ZIP_STORED, 0, _DATE)
    of_document = fields[: len(signature)] == signature and tail[_CENTRAL.size :].startswith(part)
    return of_document and tail.endswith(struct.pack("<H", len(comment)) + comment)


def _comment(name: str) -> bytes:
    # some file systems return names in another normal form
    return unicodedata.normalize("NFC", name).encode()


def _local(part: Part) -> bytes:
    name = part.name.encode()
    size = len(part.data)
    fields = (_flags(part), part.method, 0, _DATE, part.crc, size, part.size, len(name), 0)
    return _LOCAL.pack(b"PK\3\4", _VERSION, *fields) + name + part.data


def _central(part: Part, offset: int) -> bytes:
    name = part.name.encode()
    size = len(part.data)
    fields = (_flags(part), part.method, 0, _DATE, part.crc, size, part.size, len(name))
    return _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, *fields, 0, 0, 0, 0, 0, offset) + name


def _flags(part: Part) -> int:
    return 0 if part.name.isascii() else _UTF8_NAME
