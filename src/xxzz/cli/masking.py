"""Masks names and contacts in the log of a CI service, which others can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.entry import resolve
from xxzz.intake import read_sources
from xxzz.intake.find import LEDGER, find_sources
from xxzz.report.redact import Redactor
from xxzz.review.people import named_in
from xxzz.season import load_season
from xxzz.text.pii import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.cli.log import KnownNames
    from xxzz.entry import Entry
    from xxzz.season import Season


def masked_by(known: KnownNames, text: str) -> str:
    """Return a text with masked names, line by line; if no list was read yet, nearby ones are."""
    try:
        redactor = known.redactor = known.redactor or _redactor(known)
    except Exception:  # the text may be about this very error
        return mask(text)
    return "\n".join(map(redactor.text, text.split("\n")))


def _redactor(known: KnownNames) -> Redactor:
    season = known.season or load_season()
    entries = known.entries or _lists_in(known.places, season)
    return Redactor(entries, season, named_in(_workbooks_in(known.places[1:]), season))


def _lists_in(places: Iterable[Path], season: Season) -> Sequence[Entry]:
    folders = [place if place.is_dir() else place.parent for place in places]
    lists = [source.path for source in find_sources([Path()])]
    # the ledger is not a source, but has everybody's name
    for folder in dict.fromkeys(folders):
        lists += filter(Path.is_file, (folder / LEDGER, *folder.glob(f"*/{LEDGER}")))
    return resolve(read_sources(lists, season).submissions, season) if lists else ()


def _workbooks_in(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (*sorted(place.glob("*.xlsx")), *sorted(place.glob("*/*.xlsx")))
        else:
            yield place
