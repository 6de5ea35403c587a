"""Tells answers from placeholders, error values, dashes and other texts in their place."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from xxzz.nomination import Nomination
    from xxzz.season import Season

_EXCEL_ERROR = re.compile(r"#(?:[A-Z]+(?:[/_0][A-Z0]*)?[!?]|N/A|GETTING_DATA)", re.IGNORECASE)
_LONGEST_REFERENCE = 40
_SIGNS_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_MAX_SHOWN = 40


def quoted(text: str) -> str:
    """Return a cell's text for a message: in one line, shortened, in “…”."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _MAX_SHOWN else line[:_MAX_SHOWN] + '……'}”"


def excel_error(text: str) -> bool:
    """Tell whether a text is an error value such as #REF!."""
    return text.startswith("#") and bool(_EXCEL_ERROR.fullmatch(text))


def filled(nomination: Nomination) -> list[tuple[str, str]]:
    """Return the fields with readable text, and the text."""
    unreadable = nomination.unreadable
    return [
        (name, text) for name, text in nomination.values.items() if text and name not in unreadable
    ]


def errors_shown(nomination: Nomination) -> list[tuple[str, str]]:
    """Return the readable fields with an error value, and the value."""
    texts = nomination.values.items()
    shown = [(name, text) for name, text in texts if text[:1] == "#" and excel_error(text)]
    return [(name, text) for name, text in shown if name not in nomination.unreadable]


def has_column(nomination: Nomination, name: str) -> bool:
    """Tell whether there is a cell for a field; a missing column is left to `column-missing`."""
    origin = nomination.origin
    return not origin.columns or name in origin.columns or name in origin.places


class Kind(Enum):
    """The kinds of text in a cell."""

    ANSWER = auto()
    EMPTY = auto()
    PLACEHOLDER = auto()
    ERROR = auto()


class Answers:
    """Classifies texts with the season's word lists."""

    def __init__(self, season: Season) -> None:
        words = season.notice.placeholders
        kinds = ((Kind.PLACEHOLDER, words.whole), (Kind.EMPTY, (*words.empty, "")))
        self._words = {comparison_key(word): kind for kind, group in kinds for word in group}
        self._part = re.compile("|".join(map(re.escape, words.part)) or r"(?!)")
        self._references = re.compile("|".join(map(re.escape, words.references)) or r"(?!)")
        # twice the length of a word, which may have blanks between its characters
        self._max_short = 2 * max(map(len, self._words))
        self._short_kinds: dict[str, Kind] = {}
        """A cache, since many cells have the same short text."""

    def kind(self, text: str) -> Kind:
        """Classify a cell's text: an answer, an explicit "none", or a placeholder."""
        if len(text) > self._max_short:
            return self._long_kind(text)
        kind = self._short_kinds.get(text)
        if kind is None:
            kind = self._short_kinds[text] = self._short_kind(text)
        return kind

    def _long_kind(self, text: str) -> Kind:
        return Kind.PLACEHOLDER if self._part.search(text) else Kind.ANSWER

    def _short_kind(self, text: str) -> Kind:
        """Look up a short text among the words, with or without the signs around it."""
        if excel_error(text):
            return Kind.ERROR
        plain, otherwise = comparison_key(text), self._long_kind(text)
        if plain in self._words:
            return self._words[plain]
        if plain[0].isalnum() and plain[-1].isalnum():
            return otherwise
        bare = _SIGNS_AROUND.sub("", plain)
        return self._words.get(bare, otherwise) if bare else Kind.PLACEHOLDER

    def is_empty(self, text: str) -> bool:
        """Tell whether a text says that there is nothing: blank, 无, a dash."""
        return len(text) <= self._max_short and self.kind(text) is Kind.EMPTY

    def refers(self, text: str) -> bool:
        """Tell whether a short text refers to another place for the answer: 详见附件."""
        key = comparison_key(text) if len(text) <= _LONGEST_REFERENCE else ""
        return bool(key) and self._references.search(key) is not None

    def given(self, nomination: Nomination, name: str) -> str:
        """Return the answer in a field, or "" for a text that another rule reports."""
        text = nomination.value(name)
        if name in nomination.unreadable or self.kind(text) is not Kind.ANSWER:
            return ""
        return text


@lru_cache(maxsize=1)
def answers_of(season: Season) -> Answers:
    """Return the classifier of a season, with a cache that all rules share."""
    return Answers(season)
