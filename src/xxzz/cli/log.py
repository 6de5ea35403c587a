"""Masks names and contacts in the log of a CI service, which others can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.report.redact import Redactor
    from xxzz.season import Season


class _MaskedNames:
    """The nominations read so far, whose names are masked."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._entries: list[Entry] = []
        self._places: list[Path] = [Path()]
        self._season: Season | None = None
        self._redactor: Redactor | None = None

    def add(self, entries: Iterable[Entry], season: Season) -> None:
        self._entries += entries
        self._season, self._redactor = season, None

    def add_places(self, places: Iterable[Path], season: Season) -> None:
        self._places += places
        self._season, self._redactor = season, None

    def redactor(self) -> Redactor:
        """Return the masking object; if no list was read yet, nearby lists are."""
        from xxzz.report.redact import Redactor  # noqa: PLC0415  # most runs are at a desk
        from xxzz.review.people import named_in  # noqa: PLC0415  # most runs are at a desk
        from xxzz.season import load_season  # noqa: PLC0415  # most runs are at a desk

        if self._redactor is None:
            season = self._season or load_season()
            entries = self._entries or _lists_in(self._places, season)
            others = named_in(_workbooks_in(self._places[1:]), season)
            self._redactor = Redactor(entries, season, others)
        return self._redactor


_NAMES_TO_MASK = _MaskedNames()


def mask_names_of(entries: Iterable[Entry], season: Season) -> None:
    """Mask the names and contacts of these nominations from now on."""
    _NAMES_TO_MASK.add(entries, season)


def mask_names_in(places: Iterable[Path], season: Season) -> None:
    """Mask the names in the workbooks of receipt and review in these places."""
    _NAMES_TO_MASK.add_places(places, season)


def forget() -> None:
    """Forget the names read by an earlier command in this process."""
    _NAMES_TO_MASK.forget()


def masked(text: str) -> str:
    """Return a text with masked names, line by line."""
    from xxzz.text.pii import mask  # noqa: PLC0415  # most runs are at a desk

    try:
        redactor = _NAMES_TO_MASK.redactor()
    except Exception:  # the text may be about this very error
        return mask(text)
    return "\n".join(map(redactor.text, text.split("\n")))


def _lists_in(places: Iterable[Path], season: Season) -> Sequence[Entry]:
    from xxzz.entry import resolve  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake import read_sources  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake.find import LEDGER, find_sources  # noqa: PLC0415  # most runs are at a desk

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
