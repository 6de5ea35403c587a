"""What a CI service's log, which others can read, must not show: who is nominated, and contacts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.report.redact import Redactor
    from xxzz.season import Season


class _Known:
    """What the command has read so far; its names are looked for in all that is printed."""

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

    def look_in(self, places: Iterable[Path], season: Season) -> None:
        self._places += places
        self._season, self._redactor = season, None

    def redactor(self) -> Redactor:
        """Return what hides them; where no list was read yet, those around are looked into."""
        from xxzz.report.redact import Redactor  # noqa: PLC0415  # most runs are at a desk
        from xxzz.review.people import named_in  # noqa: PLC0415  # most runs are at a desk
        from xxzz.season import load_season  # noqa: PLC0415  # most runs are at a desk

        if self._redactor is None:
            season = self._season or load_season()
            entries = self._entries or _lists_in(self._places, season)
            others = named_in(_workbooks_in(self._places[1:]), season)
            self._redactor = Redactor(entries, season, others)
        return self._redactor


_KNOWN = _Known()


def know(entries: Iterable[Entry], season: Season) -> None:
    """Remember what was read, whose names and contacts no log may show from now on."""
    _KNOWN.add(entries, season)


def look_in(places: Iterable[Path], season: Season) -> None:
    """Remember where the workbooks of receipt and review lie, whose names no log may show."""
    _KNOWN.look_in(places, season)


def forget() -> None:
    """Forget what another command in this process has read."""
    _KNOWN.forget()


def masked(text: str) -> str:
    """Return a text for such a log, line by line."""
    from xxzz.text.pii import mask  # noqa: PLC0415  # most runs are at a desk

    try:
        redactor = _KNOWN.redactor()
    except Exception:  # what is broken may be the very thing that the text is about
        return mask(text)
    return "\n".join(map(redactor.text, text.split("\n")))


def _lists_in(places: Iterable[Path], season: Season) -> Sequence[Entry]:
    from xxzz.entry import resolve  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake import read_sources  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake.find import LEDGER, find_sources  # noqa: PLC0415  # most runs are at a desk

    folders = [place if place.is_dir() else place.parent for place in places]
    lists = [source.path for source in find_sources([Path()])]
    # the receiver's ledger is never a source by itself, but names everybody
    for folder in dict.fromkeys(folders):
        lists += filter(Path.is_file, (folder / LEDGER, *folder.glob(f"*/{LEDGER}")))
    return resolve(read_sources(lists, season).submissions, season) if lists else ()


def _workbooks_in(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (*sorted(place.glob("*.xlsx")), *sorted(place.glob("*/*.xlsx")))
        else:
            yield place
