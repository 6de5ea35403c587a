"""What tells one file that came in from another: its SHA-256."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def digest_of(path: Path) -> str:
    """Return the digest of a file, or of a folder's files; "" of what can't be read."""
    total = hashlib.sha256()
    try:
        for file in _files(path):
            if path.is_dir():
                total.update(file.relative_to(path).as_posix().encode(errors="replace"))
            with file.open("rb") as opened:
                total.update(hashlib.file_digest(opened, "sha256").digest())
    except OSError:
        return ""
    return total.hexdigest()


def _files(path: Path) -> Sequence[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        (path.__class__(place, name) for place, _, names in os.walk(path) for name in names)
    )
