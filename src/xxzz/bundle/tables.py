"""The season's tables as included in a package, and their version."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from xxzz.season.loader import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xxzz.season import Season

_VERSION_DIGITS = 16
_TABLES = ("quotas", "notice")


def table_files(season: Season, data: Path | None) -> dict[str, bytes]:
    """Return the files of a season's tables by name in a package.

    Raises:
        OSError: a file can't be read.
    """
    folder = data or data_folder()
    paths = {name: folder / name for name in map(f"{{}}_{season.year}.yaml".format, _TABLES)}
    for category in season.indicators:
        name = f"{category}.yaml"
        paths[f"indicators/{name}"] = folder / "indicators" / str(season.year) / name
    # a checkout on Windows may have CRLF
    return {name: path.read_bytes().replace(b"\r\n", b"\n") for name, path in paths.items()}


def tables_version(year: int, files: Mapping[str, bytes]) -> str:
    """Return a version that identifies the content of the tables."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(hashlib.sha256(files[name]).digest())
    return f"{year} sha256:{total.hexdigest()[:_VERSION_DIGITS]}"
