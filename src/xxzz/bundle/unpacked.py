"""What was submitted in a package, read as sources are."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xxzz.bundle.bagit.container import open_container
from xxzz.bundle.bagit.tags import BAGIT
from xxzz.bundle.inside import extract
from xxzz.bundle.layout import SOURCES
from xxzz.intake import Intake, read_sources

if TYPE_CHECKING:
    from xxzz.season import Season


def is_package(path: Path) -> bool:
    """Tell whether a path is a package: a zip by its name, or a folder that is a bag."""
    return path.suffix.lower() == ".zip" or (path / BAGIT).is_file()


def read_package(path: Path, season: Season) -> Intake:
    """Read the workbook and stories in a package; whether it is whole, `verify` tells.

    Raises:
        PackageUnsafe: it is no package, or must not be unpacked.
        NoSource: it holds no workbook.
    """
    with TemporaryDirectory(prefix="xxzz-") as name, open_container(path) as container:
        folder = Path(name)
        extract(container, folder)
        return read_sources([folder / SOURCES], season)
