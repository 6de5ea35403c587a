"""The season's tables as files, to go into a package, and their version."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from xxzz.nomination import Category
from xxzz.season.loader import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SHOWN = 16


def table_files(year: int, data: Path | None) -> dict[str, bytes]:
    """Return the files of a year's tables by their names below data/.

    Raises:
        OSError: a file can't be read.
    """
    folder = data or data_folder()
    names = [f"quotas_{year}.yaml", f"notice_{year}.yaml"]
    names += [f"indicators/{category}.yaml" for category in Category]
    # a checkout on Windows may have other line ends, and is the same tables
    return {name: (folder / name).read_bytes().replace(b"\r\n", b"\n") for name in names}


def tables_version(year: int, files: Mapping[str, bytes]) -> str:
    """Return a name for tables that is the same for the same tables only."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(hashlib.sha256(files[name]).digest())
    return f"{year} sha256:{total.hexdigest()[:_SHOWN]}"
