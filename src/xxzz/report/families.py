"""Names of families in a report, and how they are shortened (张*家庭)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.nomination import Category

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.season import Season

_LEAST = 2
_LONGEST = 12
_WORDS = re.compile(r"\w{2,}")
_HAN = "\u4e00-\u9fff"


class Families:
    """The families that are nominated, and what looks like the name of another."""

    def __init__(self, entries: Sequence[Entry], season: Season) -> None:
        self._entries = entries
        self._season = season
        self.word = season.info(Category.FAMILY).short
        self._looks = re.compile(
            rf"(?<![{_HAN}])[{_HAN}][{_HAN}·、\s]{{1,16}}{self.word}(?![{_HAN}])"
        )

    def short(self, name: str) -> str:
        """Return what stands for a family's name."""
        return f"{name[:1]}*{self.word}"

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
        end = word.find(self.word)
        if end >= 0:
            end += len(self.word)
            for start in range(max(0, end - _LONGEST), end):
                if short := self._names.get(word[start:end]):
                    return word[:start] + short + word[end:]
        return word

    def _likely(self, match: re.Match[str]) -> str:
        word = match[0]
        named = self._season.recommender(word.removesuffix(self.word))
        return word if named or any(term in word for term in self._terms) else self.short(word)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        families = (
            one.nomination.name
            for one in self._entries
            if one.category is Category.FAMILY or one.nomination.name.endswith(self.word)
        )
        return {name: self.short(name) for name in families if len(name) >= _LEAST}

    @cached_property
    def _names_of_several_words(self) -> Sequence[str]:
        return [name for name in self._names if not _WORDS.fullmatch(name)]

    @cached_property
    def _terms(self) -> frozenset[str]:
        """The words with 家庭 that the notice itself uses (最美家庭)."""
        title = self._season.notice.conditions.family_title
        info = self._season.info(Category.FAMILY)
        headers = self._season.field("family_title").aliases
        words = (*title.accepted, *title.insufficient, *info.aliases, *headers, info.name)
        return frozenset(words) - {self.word}
