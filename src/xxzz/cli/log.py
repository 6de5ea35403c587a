"""What a CI service's log, which others can read, must not show: who is nominated, and contacts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xxzz.entry import Entry
    from xxzz.report.redact import Redactor
    from xxzz.season import Season


class _Known:
    """What the command has read so far; its names are looked for in all that is printed."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._season: Season | None = None
        self._redactor: Redactor | None = None

    def forget(self) -> None:
        self._entries, self._season, self._redactor = [], None, None

    def add(self, entries: Iterable[Entry], season: Season) -> None:
        self._entries += entries
        self._season, self._redactor = season, None

    def redactor(self) -> Redactor:
        """Return what hides them; a command that has read no list yet looks for one around it."""
        from xxzz.report.redact import Redactor  # noqa: PLC0415  # most runs are at a desk
        from xxzz.season import load_season  # noqa: PLC0415  # most runs are at a desk

        if self._redactor is None:
            season = self._season or load_season()
            self._redactor = Redactor(self._entries or _lists_here(season), season)
        return self._redactor


_KNOWN = _Known()


def know(entries: Iterable[Entry], season: Season) -> None:
    """Remember what was read, whose names and contacts no log may show from now on."""
    _KNOWN.add(entries, season)


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


def _lists_here(season: Season) -> Sequence[Entry]:
    from xxzz.entry import resolve  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake import read_sources  # noqa: PLC0415  # most runs are at a desk
    from xxzz.intake.find import LEDGER, find_sources  # noqa: PLC0415  # most runs are at a desk

    lists = [source.path for source in find_sources([Path()])]
    # the receiver's ledger is never a source by itself, but names everybody
    lists += filter(Path.is_file, (Path(LEDGER), *Path().glob(f"*/{LEDGER}")))
    return resolve(read_sources(lists, season).submissions, season) if lists else ()
