"""Chooses the season by which packages are judged: as requested, else their own."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from xxzz.bundle.unpacked import is_package, package_year
from xxzz.cli.console import emit
from xxzz.cli.options import season_of
from xxzz.season import Season, seasons


def season_of_package(package: Path, year: int | None, data: Path | None) -> Season:
    """Load the season of a package, or the newest if it states no known one."""
    stated = package_year(package) if year is None else year
    return _loaded(stated if year or stated in seasons(data) else None, data)


def season_of_all(places: Iterable[Path], year: int | None, data: Path | None) -> Season:
    """Load the common season of all packages, or the newest if they differ.

    If it is not the newest, this is printed, since nobody requested it.
    """
    known = seasons(data)
    choice = year is None and len(known) > 1
    stated = set(map(package_year, _packages(places))) - {None} if choice else set()
    own = stated.pop() if len(stated) == 1 else None
    if own in known and own != known[-1]:
        emit(f"收到的包都是{own}年度的，按{own}年的规则汇总。")
        return season_of(own, data)
    return season_of(year, data)


def _packages(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the packages among paths, and in folders."""
    for place in places:
        if is_package(place):
            yield place
        elif place.is_dir():
            yield from place.rglob("*.zip")


@cache
def _loaded(year: int | None, data: Path | None) -> Season:
    return season_of(year, data)  # prints doubts once per year
