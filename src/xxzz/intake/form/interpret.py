"""Interprets the text of a box: as a category, a recommender, or the ticked option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import short
from xxzz.intake.form.category import TypeReader
from xxzz.intake.form.model import Answer, Box
from xxzz.intake.form.recommender import RecommenderReader
from xxzz.intake.form.ticks import read_ticks
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from xxzz.season import Season

_BOXES = re.compile("[□☐☑☒■▣▢◻\uf0fe\uf052\uf0a8\uf06f\uf0a3√✓✔]")
_BETWEEN_OPTIONS = re.compile(rf"(?:{_BOXES.pattern}|[\s、，,；;/／])+")


class Interpreter:
    """Interprets the boxes of a season's form."""

    def __init__(self, season: Season) -> None:
        self._fields: dict[str, Callable[[str], Answer]] = {
            season.roles.category: TypeReader(season).read,
            season.roles.recommender: RecommenderReader(season).read,
        }
        self._long = frozenset(field.id for field in season.notice.fields if field.long)
        words = season.notice.placeholders
        self._left_over = frozenset(map(comparison_key, words.whole))
        self._part = re.compile("|".join(map(re.escape, words.part)) or r"(?!)")

    def box(self, box: Box) -> Box:
        """Return a box with its answer, and with a doubt about one that may be left unfilled."""
        if interpret := self._fields.get(box.field):
            answer = interpret(box.value)
        elif box.field in self._long:
            answer = Answer(box.value)
        else:
            answer = self._short(box.value)
        return Box(box.field, answer.value, box.place, (*box.doubts, *answer.doubts))

    def _short(self, text: str) -> Answer:
        if comparison_key(text) in self._left_over or self._part.search(text):
            return Answer(text, (f"“{short(text)}”像是没有填写时留着的字。",))
        return _chosen(text) if _BOXES.search(text) else Answer(text)


def _chosen(text: str) -> Answer:
    """Return the ticked one of the options that a box lists: ☑机关 □企业."""
    options = list(filter(None, _BETWEEN_OPTIONS.split(text)))
    if not options:
        return Answer(text)
    longest = sorted(options, key=len, reverse=True)
    ticked = read_ticks(text, re.compile("|".join(map(re.escape, longest))))
    if len(ticked.names) == 1 and not ticked.unclear:
        return Answer(ticked.names[0])
    if not ticked.names and not ticked.unclear and ticked.boxes:
        return Answer("", (f"“{short(text)}”里一项都没有勾选。",))
    return Answer(text, (f"“{short(text)}”里看不出勾选的是哪一项。",))
