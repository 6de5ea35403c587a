"""Expands file name patterns."""

from collections.abc import Iterable
from pathlib import Path


def expand(paths: Iterable[Path]) -> list[Path]:
    """Replace patterns such as *.docx by the matching files, as no shell does on Windows."""
    found: list[Path] = []
    for path in paths:
        if any(sign in path.name for sign in "*?") and not path.exists():
            found += sorted(path.parent.glob(path.name)) or [path]
        else:
            found.append(path)
    return found
