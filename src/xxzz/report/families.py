"""Finds families' and persons' names in a report and shortens them (张*家庭)."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from xxzz.text.words import Replacer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.season import Season

_LEAST = 2
_LONGEST = 12
_ASIDE = re.compile(r"[(（\[【].*?(?:[)）\]】]|$)", re.DOTALL)
_BETWEEN = re.compile(r"[\s、，,；;/／|&＆+＋]+|\d+")
_HAN = "\u4e00-\u9fff"


class Families:
    """The nominated families and persons, and a pattern for other families' names.

    Private categories are those whose `subject` is not an organisation. `others` are names that no
    nomination has, with their category (None for a person).
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        season: Season,
        others: Iterable[tuple[str, str | None]] = (),
    ) -> None:
        self._others = others
        self._entries = entries
        self._season = season
        private = [one for one in season.notice.categories if one.subject != "organisation"]
        self._households = [one for one in private if one.subject == "household"]
        self._endings = {one.id: one.short if one.subject == "household" else "" for one in private}
        self._words = tuple(one.short for one in self._households)
        words = "|".join(map(re.escape, self._words)) or "(?!)"
        self._looks = re.compile(
            rf"(?<![{_HAN}])[{_HAN}][{_HAN}·、\s]{{1,16}}(?:{words})(?![{_HAN}])"
        )

    def is_private(self, category: str | None, name: str) -> bool:
        """Tell whether a name is a family's or a person's, by its category or its ending."""
        return category in self._endings or name.endswith(self._words)

    def without_word(self, name: str) -> str:
        """Return a family's name without the word for family."""
        return name.removesuffix(self._ending(name))

    def short(self, name: str, category: str | None = None) -> str:
        """Return the shortened name of a family or person."""
        ending = self._endings.get(category or "", self._ending(name))
        return f"{name[:1]}*{ending}"

    def shorten_known(self, text: str) -> str:
        """Shorten the nominated families' and persons' names anywhere in a text."""
        return self._known.replace(text)

    def shorten_likely(self, text: str) -> str:
        """Shorten what looks like a family's name, except terms of the notice."""
        return self._looks.sub(self._likely, text)

    def _ending(self, name: str) -> str:
        return next((word for word in self._words if name.endswith(word)), "")

    def _likely(self, match: re.Match[str]) -> str:
        word = match[0]
        named = self._season.recommender(self.without_word(word))
        return word if named or any(term in word for term in self._terms) else self.short(word)

    @cached_property
    def _known(self) -> Replacer:
        """Replacer for the known names; organisations and the notice's words are kept."""
        kept = {entry.nomination.name for entry in self._entries} | self._vocabulary
        others = dict(self._short(chain.from_iterable(map(self._parts, self._others))))
        short = dict(self._short(self._names()))
        return Replacer(others | {word: word for word in kept if word} | short)

    def _names(self) -> Iterator[tuple[str, str | None]]:
        people = self._season.of_kind("person")
        for entry in self._entries:
            nomination, category = entry.nomination, entry.category
            for field in people:
                yield from self._parts((nomination.value(field), None))
            if self.is_private(category, nomination.name):
                yield from self._parts((nomination.name, category))

    def _parts(self, named: tuple[str, str | None]) -> Iterator[tuple[str, str | None]]:
        """Yield the names in a cell, and for a family also the whole text."""
        text, category = named
        plain_name = self.without_word(text)
        yield from ((name, None) for name in _persons(plain_name))
        if self.is_private(category, text):
            yield plain_name, None
            yield text, category

    def _short(self, names: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
        """Yield each name with its short form, except words of the form and the notice."""
        words = "\n".join(self._vocabulary)
        for name, category in names:
            if len(name) >= _LEAST and name not in words:
                yield name, self.short(name, category)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        """Words of the form and the notice, which people also type where a name belongs."""
        season = self._season
        fields = [word for one in season.notice.fields for word in (one.header, *one.aliases)]
        kinds = [
            word
            for one in season.notice.categories
            for word in (one.name, one.short, *one.aliases, *one.education_aliases)
        ]
        rows = [word for one in season.quotas.recommenders for word in (one.name, *one.aliases)]
        blanks = season.notice.placeholders
        return self._terms.union(fields, kinds, rows, blanks.empty, blanks.whole)

    @cached_property
    def _terms(self) -> frozenset[str]:
        """Terms with 家庭 that the notice itself uses (最美家庭)."""
        names = [name for one in self._households for name in (*one.aliases, one.name)]
        titles = [
            (*one.accepted, *one.insufficient, *self._season.field(one.field).aliases)
            for one in self._season.titles
        ]
        words = {*names, *chain.from_iterable(titles)}
        return frozenset(words) - set(self._words)


def _persons(text: str) -> Iterator[str]:
    """Yield the names in a cell: the whole text, its parts, and the parts joined.

    The parts are joined if each is one character. Text in brackets and long texts are not names.
    """
    text = _ASIDE.sub(" ", text).strip()
    parts = [part for part in _BETWEEN.split(text) if part]
    if all(len(part) == 1 for part in parts):
        parts.append("".join(parts))
    yield from (name for name in (text, *parts) if len(name) <= _LONGEST)
