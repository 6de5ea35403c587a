"""Writes reproducible zips: no timestamps, no operating system's number."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold."""


class StableZip(zipfile.ZipFile):
    """A zip whose bytes depend only on its entries, not on machine or date.

    zlib's output differs between its versions, so archives that must be identical everywhere are
    not `compressed`.
    """

    def __init__(self, file: IO[bytes], *, compressed: bool = False) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any) -> None:
        """Add an entry under the name given as first argument."""
        entry = zipfile.ZipInfo(zinfo_or_arcname, _DATE)
        entry.compress_type = self.compression
        entry.create_system = 0  # the default is the number of the operating system
        super().writestr(entry, data)


def zipped(entries: Iterable[tuple[str, bytes]], *, compressed: bool = False) -> bytes:
    """Return a zip of `entries`, pairs of name and content, in order."""
    memory = io.BytesIO()
    with StableZip(memory, compressed=compressed) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return memory.getvalue()
