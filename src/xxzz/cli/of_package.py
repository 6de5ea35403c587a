"""Which season a package is judged by: the one that is asked for, else its own."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from xxzz.bundle.unpacked import is_package, package_year
from xxzz.cli.console import emit
from xxzz.cli.options import season_of
from xxzz.season import Season, seasons


def season_of_package(package: Path, year: int | None, data: Path | None) -> Season:
    """Load the season of a package; one that states none that is known is judged by the newest."""
    stated = package_year(package) if year is None else year
    return _loaded(stated if year or stated in seasons(data) else None, data)


def season_of_all(places: Iterable[Path], year: int | None, data: Path | None) -> Season:
    """Load the season to merge by: that of all the packages, where they agree, else the newest.

    One that is not the newest is said, since nobody asked for it.
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
    """Yield the packages among what is named, and in named folders."""
    for place in places:
        if is_package(place):
            yield place
        elif place.is_dir():
            yield from place.rglob("*.zip")


@cache
def _loaded(year: int | None, data: Path | None) -> Season:
    return season_of(year, data)  # which tells doubts, once for all packages of the year
