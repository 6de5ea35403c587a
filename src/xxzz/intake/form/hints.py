"""Removes from answers the hints that the form itself prints in its boxes (填写：学习型机关…)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.folded import FoldedText
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from xxzz.season import Season

_CLAUSE = re.compile("[^,]{10,}")

_NEVER = r"(?!)"


class Hints:
    """The printed hints and notes of a season's form."""

    def __init__(self, season: Season) -> None:
        asides = "|".join(map(re.escape, season.notice.form.asides)) or _NEVER
        inside = rf"[^()（）【】\n]{{0,30}}(?:{asides})[^()（）【】\n]{{0,30}}"
        self._instruction = re.compile(rf"(?m)^\s*[(（【]{inside}[)）】][:：。]?[ \t\u3000]*$\n?")
        printed = (*season.notice.form.hints, *season.notice.documents.form.notes)
        # people often delete only a part of a hint
        parts = {
            part for hint in map(comparison_key, printed) for part in (hint, *_CLAUSE.findall(hint))
        }
        hints = sorted(parts, key=len, reverse=True)
        either = "|".join(map(re.escape, hints)) or _NEVER
        self._hints = re.compile(rf"\(?(?:{either})[。;.]?\)?[:,]?")
        self._shortest = len(hints[-1]) if hints else 0

    def without(self, text: str) -> str:
        """Return a cell's text without printed hints, and without instructions in brackets.

        Such an instruction (（限500字以内）) has a line of its own in a longer text.
        """
        if "\n" in text:
            text = cleaned(self._instruction.sub("", text))
        if len(text) < self._shortest:
            return text
        folded = FoldedText(text)
        pieces, at = [], 0
        for match in self._hints.finditer(folded.text):
            pieces.append(text[at : folded.begin(match.start())])
            at = folded.end(match.end())
        return cleaned("".join((*pieces, text[at:]))) if pieces else text
