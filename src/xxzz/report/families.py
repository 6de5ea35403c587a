"""Names of families in a report, and how they are shortened (张*家庭)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.season import Season

_LEAST = 2
_LONGEST = 12
_WORDS = re.compile(r"\w{2,}")
_HAN = "\u4e00-\u9fff"


class Families:
    """The families and persons that are nominated, and what looks like the name of another family.

    Which categories are theirs is data: the `subject` of the category.
    """

    def __init__(self, entries: Sequence[Entry], season: Season) -> None:
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
        """Tell whether a name is a family's or a person's: by its category, or as it ends."""
        return category in self._endings or name.endswith(self._words)

    def bare(self, name: str) -> str:
        """Return a family's name without the word for family."""
        return name.removesuffix(self._ending(name))

    def short(self, name: str, category: str | None = None) -> str:
        """Return what stands for the name of a family or person."""
        ending = self._endings.get(category or "", self._ending(name))
        return f"{name[:1]}*{ending}"

    def shorten_known(self, text: str) -> str:
        """Shorten the names of those that are nominated."""
        for name in self._names_of_several_words:
            text = text.replace(name, self._names[name])
        return _WORDS.sub(self._known, text)

    def shorten_likely(self, text: str) -> str:
        """Shorten what looks like a family's name, unless it is a term of the notice."""
        return self._looks.sub(self._likely, text)

    def _known(self, match: re.Match[str]) -> str:
        """Shorten a name, alone or before other words in one run of letters."""
        word = match[0]
        if word in self._names:
            return self._names[word]
        for ending in self._words:
            end = word.find(ending)
            if end >= 0:
                end += len(ending)
                for start in range(max(0, end - _LONGEST), end):
                    if short := self._names.get(word[start:end]):
                        return word[:start] + short + word[end:]
        return word

    def _ending(self, name: str) -> str:
        return next((word for word in self._words if name.endswith(word)), "")

    def _likely(self, match: re.Match[str]) -> str:
        word = match[0]
        named = self._season.recommender(self.bare(word))
        return word if named or any(term in word for term in self._terms) else self.short(word)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        named = ((one.category, one.nomination.name) for one in self._entries)
        return {
            name: self.short(name, category)
            for category, name in named
            if self.is_private(category, name) and len(name) >= _LEAST
        }

    @cached_property
    def _names_of_several_words(self) -> Sequence[str]:
        return [name for name in self._names if not _WORDS.fullmatch(name)]

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The words with 家庭 that the notice itself uses (最美家庭)."""
        title = self._season.notice.conditions.family_title
        names = [name for one in self._households for name in (*one.aliases, one.name)]
        headers = self._season.field("family_title").aliases
        words = (*title.accepted, *title.insufficient, *names, *headers)
        return frozenset(words) - set(self._words)
