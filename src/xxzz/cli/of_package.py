"""Which season a package is judged by: the one that is asked for, else its own."""

from functools import cache
from pathlib import Path

from xxzz.bundle.unpacked import package_year
from xxzz.cli.options import season_of
from xxzz.season import Season, seasons


def season_of_package(package: Path, year: int | None, data: Path | None) -> Season:
    """Load the season of a package; one that states none that is known is judged by the newest."""
    stated = package_year(package) if year is None else year
    return _loaded(stated if year or stated in seasons(data) else None, data)


@cache
def _loaded(year: int | None, data: Path | None) -> Season:
    return season_of(year, data)  # which tells doubts, once for all packages of the year
