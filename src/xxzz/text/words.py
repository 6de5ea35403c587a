"""Replaces many known words in a text in one pass; Chinese has no spaces to split at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Replacer:
    """Replaces words by others; the longest match wins. A word mapped to itself is protected."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._lengths: dict[str, list[int]] = {}
        for word in sorted(words, key=len, reverse=True):
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        self._first = re.compile(f"[{re.escape(''.join(self._lengths))}]" if words else "(?!)")

    def replace(self, text: str) -> str:
        """Return the text with all words replaced."""
        done: list[str] = []
        at = 0
        while match := self._first.search(text, at):
            done.append(text[at : match.start()])
            word = self._at(text, match.start())
            done.append(self._words.get(word, word))
            at = match.start() + len(word)
        done.append(text[at:])
        return "".join(done)

    def _at(self, text: str, start: int) -> str:
        """Return the longest known word at an offset, or the single character there."""
        for length in self._lengths[text[start]]:
            word = text[start : start + length]
            if word in self._words:
                return word
        return text[start]
