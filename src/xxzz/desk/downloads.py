"""Files that the page offers for download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Advance = Callable[[int, int], None]
"""Receives the number of steps done and of all steps."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file with notes for the person in Chinese."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by relative path, sorted, without hidden ones."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in found.items()
        if not any(part.startswith(".") for part in name.parts)
    }
