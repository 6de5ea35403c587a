"""SHA-256 digests that identify received files."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's names and files; "" if unreadable."""
    try:
        if not path.is_dir():
            return _sha256(path).hexdigest()
        total = hashlib.sha256()
        for file in _files(path):
            total.update(file.relative_to(path).as_posix().encode(errors="replace"))
            total.update(_sha256(file).digest())
    except OSError:
        return ""
    return total.hexdigest()


def _sha256(path: Path) -> hashlib._Hash:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256")


def _files(folder: Path) -> Sequence[Path]:
    return sorted(
        folder.__class__(place, name) for place, _, names in os.walk(folder) for name in names
    )
