"""Answers without the rests of the printed form around them: lines, commas, 盖章, remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = "_＿￣﹍﹎﹏"
_AROUND = re.compile(rf"^[\s{_LINE}]+|[\s{_LINE}，,、；;]+$")
_BRACKETS = re.compile(r"\s*[(（\[【〔]\s*([^()（）\[\]【】〔〕]{1,40}?)\s*[)）\]】〕]")
_BREAK = re.compile(r"[ \t]*\n\s*")
_LATIN = re.compile(r"[0-9A-Za-z]")


class AnswerTidier:
    """Knows the words that a printed form leaves in answers."""

    def __init__(self, seals: Iterable[str], asides: Iterable[str]) -> None:
        self._seals = frozenset(seals)
        self._asides = re.compile("|".join(map(re.escape, asides)) or r"(?!)")

    def tidy(self, text: str) -> str:
        """Return a short answer as its writer meant it: on one line, without rests of the form.

        Brackets that are part of a name (（含教育类）) stay; those that hold nothing but 盖章, or
        say how to fill in the box, go.
        """
        if not text:
            return text
        kept = _BRACKETS.sub(lambda match: "" if self._is_rest(match[1]) else match[0], text)
        kept = _AROUND.sub("", kept)
        return _BREAK.sub(_joint, kept) if "\n" in kept else kept

    def _is_rest(self, inside: str) -> bool:
        bare = "".join(inside.split())
        return bare in self._seals or self._asides.search(bare) is not None


def _joint(match: re.Match[str]) -> str:
    """Return what stands for a line break: nothing between Chinese characters, else a blank."""
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return " " if _LATIN.match(before) and _LATIN.match(after) else ""
