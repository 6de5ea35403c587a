"""Reads the submission inside a package like any other source."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.bag import Bag
from xxzz.bundle.bagit.container import READ_ERRORS, open_container, read_whole
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.bagit.tags import BAGIT, INFO, TagsBroken, decode, read_info
from xxzz.bundle.inside import extract
from xxzz.bundle.layout import SEASON, SOURCES
from xxzz.intake import Intake, read_sources

if TYPE_CHECKING:
    from xxzz.season import Season


def is_package(path: Path) -> bool:
    """Tell whether a path is a package: a .zip file, or a folder with bagit.txt."""
    return path.suffix.lower() == ".zip" or (path / BAGIT).is_file()


def package_year(path: Path) -> int | None:
    """Return the season stated by a package, or None."""
    try:
        with open_container(path) as container:
            if INFO not in container.sizes:
                return None
            info = read_info(INFO, decode(INFO, read_whole(container, INFO), "utf-8"))
    except (PackageUnsafe, TagsBroken, *READ_ERRORS):
        return None
    year = Bag(info=info).value(SEASON)
    return int(year) if year.isdecimal() else None


def read_package(path: Path, season: Season) -> Intake:
    """Read the workbooks and stories in a package; integrity is checked by `verify`.

    Raises:
        PackageUnsafe: it is not a package or is unsafe to unpack.
        NoSource: it has no workbook.
    """
    with TemporaryDirectory(prefix="xxzz-") as name, open_container(path) as container:
        folder = Path(name)
        extract(container, folder)
        return read_sources([folder / SOURCES], season)
