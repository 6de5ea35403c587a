"""What in a cell is an answer: not a word left standing, an Excel error or a dash."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from xxzz.nomination import FIELDS
from xxzz.text.normalise import squash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.nomination import Nomination
    from xxzz.season import Season

_EXCEL_ERROR = re.compile(r"#(?:[A-Z]+(?:[/_0][A-Z0]*)?[!?]|N/A|GETTING_DATA)", re.IGNORECASE)
_SHOWN = 40
_values = attrgetter(*FIELDS)


def quoted(text: str) -> str:
    """Return a cell's text as messages show it: in one line, not too long, in “…”."""
    line = " ".join(text[: _SHOWN * 2].split())
    return f"“{line if len(line) <= _SHOWN else line[:_SHOWN] + '……'}”"


def excel_error(text: str) -> bool:
    """Tell whether a cell shows an error value such as #REF! instead of an answer."""
    return text.startswith("#") and bool(_EXCEL_ERROR.fullmatch(text))


def filled(nomination: Nomination) -> Iterator[tuple[str, str]]:
    """Yield the fields in which something readable stands, with their text."""
    for name, text in zip(FIELDS, _values(nomination), strict=True):
        if text and name not in nomination.unreadable:
            yield name, text


def has_column(nomination: Nomination, name: str) -> bool:
    """Tell whether the table has a place for a field; a missing column is `column-missing`."""
    origin = nomination.origin
    return not origin.columns or name in origin.columns or name in origin.places


class Answers:
    """Tells answers from what stands in their place, by the season's word lists."""

    def __init__(self, season: Season) -> None:
        words = season.notice.placeholders
        self._empty = frozenset(squash(word) for word in words.empty)
        self._whole = frozenset(squash(word) for word in words.whole)
        self._part = words.part
        self._longest = 2 * max(map(len, (*words.empty, *words.whole, "")))

    def is_empty(self, text: str) -> bool:
        """Tell whether a cell says that there is nothing: blank, 无, a dash."""
        return not text or (len(text) <= self._longest and squash(text) in self._empty)

    def is_placeholder(self, text: str) -> bool:
        """Tell whether a cell still holds what only keeps the place of an answer."""
        if len(text) <= self._longest and squash(text) in self._whole:
            return True
        for part in self._part:  # noqa: SIM110  # any() costs four times as much, and this runs often
            if part in text:
                return True
        return False

    def given(self, nomination: Nomination, name: str) -> str:
        """Return the answer in a field, or "" where another rule already says that it is none."""
        text = nomination.value(name)
        if name in nomination.unreadable or excel_error(text):
            return ""
        return "" if self.is_empty(text) or self.is_placeholder(text) else text
