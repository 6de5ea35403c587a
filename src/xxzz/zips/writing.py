"""Writes zips in which neither a clock nor an operating system leaves a trace."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold."""


class StableZip(zipfile.ZipFile):
    """A zip to be written: the same entries are the same bytes, on any machine and any day.

    What zlib makes of an entry differs between its versions, so what has to be equal everywhere is
    not `compressed`.
    """

    def __init__(self, file: IO[bytes], *, compressed: bool = False) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any) -> None:
        """Add an entry, under the name that is its first argument."""
        entry = zipfile.ZipInfo(zinfo_or_arcname, _DATE)
        entry.compress_type = self.compression
        entry.create_system = 0  # else the operating system's number stands in the file
        super().writestr(entry, data)


def zipped(entries: Iterable[tuple[str, bytes]], *, compressed: bool = False) -> bytes:
    """Return a zip of these entries, names with contents, in their order."""
    memory = io.BytesIO()
    with StableZip(memory, compressed=compressed) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return memory.getvalue()
