"""Files to take away, and how several become one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Advance = Callable[[int, int], None]
"""Is told how much of a long work is done, of how much."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file to take away, and what its reader should know about it, in Chinese."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it, in their order, but for hidden ones."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in found.items()
        if not any(part.startswith(".") for part in name.parts)
    }
