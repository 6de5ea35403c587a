"""Remembers whose names and contacts are masked in the log of a CI service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.entry import Entry
    from xxzz.report.redact import Redactor
    from xxzz.season import Season


class KnownNames:
    """The nominations read so far, and the places of workbooks with further names.

    `redactor` is the masking object made from them, None until it is needed.
    """

    def __init__(self) -> None:  # no dataclass: to import those takes `--help` longer than its work
        self.entries: list[Entry] = []
        self.places: list[Path] = [Path()]
        self.season: Season | None = None
        self.redactor: Redactor | None = None


_KNOWN = KnownNames()


def mask_names_of(entries: Iterable[Entry], season: Season) -> None:
    """Mask the names and contacts of these nominations from now on."""
    _KNOWN.entries += entries
    _KNOWN.season, _KNOWN.redactor = season, None


def mask_names_in(places: Iterable[Path], season: Season) -> None:
    """Mask the names in the workbooks of receipt and review in these places."""
    _KNOWN.places += places
    _KNOWN.season, _KNOWN.redactor = season, None


def forget() -> None:
    """Forget the names read by an earlier command in this process."""
    global _KNOWN  # noqa: PLW0603  # a process runs one command; only tests run several
    _KNOWN = KnownNames()


def masked(text: str) -> str:
    """Return a text with masked names, line by line."""
    from xxzz.cli.masking import masked_by  # noqa: PLC0415  # slow, and at a desk nothing is masked

    return masked_by(_KNOWN, text)
