"""Files to take away, and how several become one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Advance = Callable[[int, int], None]
"""Is told how much of a long work is done, of how much."""

_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Made:
    """A file to take away, and what its reader should know about it, in Chinese."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it, in their order."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a .zip: the same files are the same bytes, on any machine.

    Everything is stored, since what zlib makes of a file differs between its versions.
    """
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 0  # else the operating system's number stands in the file
            archive.writestr(entry, content)
    return memory.getvalue()
