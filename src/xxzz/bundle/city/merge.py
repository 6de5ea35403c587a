"""From all packages to what 市教科院 works with: ledger, lists, receipts and overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.bundle.city.ledger import LEDGER, ledger
from xxzz.bundle.city.lists import lists
from xxzz.bundle.city.overview import OVERVIEW, overview
from xxzz.bundle.city.receipt import receipts
from xxzz.bundle.city.receive import receive
from xxzz.bundle.city.view import City
from xxzz.bundle.output import write_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did; `kept` are files of other content that lay there before, renamed."""

    city: City
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def merge(
    packages: Sequence[Path],
    season: Season,
    out: Path,
    data: Path | None = None,
    advance: Callable[[int, int], None] | None = None,
) -> Merged:
    """Verify packages, take the latest of each recommender and write all results.

    Everything is made before anything is written.

    Raises:
        OutputError: a file can't be written; then none is.
        TemplateError: a Word template can't be used.
    """
    city = City(season, receive(packages, season, data, advance))
    files = {LEDGER: ledger(city), OVERVIEW: overview(city)}
    files |= dict((*lists(city), *receipts(city)))
    kept = write_files(out, files)
    return Merged(city, tuple(out / name for name in files), tuple(kept))
