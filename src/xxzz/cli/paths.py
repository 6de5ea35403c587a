"""The files that a command line names."""

from collections.abc import Iterable
from pathlib import Path


def expand(paths: Iterable[Path]) -> list[Path]:
    """Replace *.docx and the like by the files they mean; on Windows no shell does that."""
    found: list[Path] = []
    for path in paths:
        if any(sign in path.name for sign in "*?") and not path.exists():
            found += sorted(path.parent.glob(path.name)) or [path]
        else:
            found.append(path)
    return found
