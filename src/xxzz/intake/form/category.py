"""Reads answers to 申报类型 in 附件3: a name that is written, or a printed one that is ticked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.model import Answer
from xxzz.intake.form.ticks import read_ticks
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from xxzz.season import Season

_LISTED = re.compile(r"[(（][^\n]*[)）]")
_LAST = re.compile(r"(?:\n([^\n]+)|[(（]([^()（）\n]+)[)）])$")


class TypeReader:
    """Reads answers with the names and aliases of a season's categories."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._option = category_pattern(season)

    def read(self, text: str) -> Answer:
        """Return the category that a cell names or ticks, as it is written there."""
        ticked = read_ticks(text, self._option)
        names = tuple("".join(name.split()) for name in ticked.names)
        if ticked.unclear:
            return Answer(cleaned(text), (f"{ticked.unclear}。",))
        if len({self._season.category(name) for name in names}) > 1:
            doubt = f"勾选了{len(names)}类：{'、'.join(names)}。只能申报一类。"
            return Answer(cleaned(text), (doubt,))
        written = self._written_last(text)
        if names and written and self._season.category(written) != self._season.category(names[0]):
            doubt = f"勾选的是“{names[0]}”，后面写着“{written}”，两处不一样。"
            return Answer(cleaned(text), (doubt,))
        if names:
            # if both 企事业单位 and its 教育类 are ticked, the longer name is the more exact
            return Answer(max(names, key=len))
        if ticked.boxes and self._option.search(text):
            return self._unticked(text, written)
        return self._as_written(text)

    def _unticked(self, text: str, written: str) -> Answer:
        """Return the category that is written, or the only one that is not struck out."""
        if written:
            return Answer(written, (f"没有打勾，后面写着“{written}”，当作它。",))
        left = {match[0] for match in self._option.finditer(text)}
        if len(left) > 1:
            return Answer("", ("一类都没有勾选。",))
        (only,) = left
        return Answer("".join(only.split()), (f"没有打勾，只留着“{only}”，当作它。",))

    def _written_last(self, text: str) -> str:
        """Return the category that is repeated in the last line, or in brackets at the end."""
        last = _LAST.search(text.rstrip())
        bare = (last[1] or last[2]).strip() if last else ""
        category = self._season.category(bare)
        named = [self._season.category(one[0]) for one in self._option.finditer(text)]
        return bare if category and named.count(category) > 1 else ""

    def _as_written(self, text: str) -> Answer:
        if not text or self._season.category(text):
            return Answer(text)
        # brackets that list several categories are a hint of the form, not the answer
        bare = _LISTED.sub(lambda one: "" if self._lists(one[0]) else one[0], text)
        named = [match[0] for match in self._option.finditer(bare)]
        if len({self._season.category(name) for name in named}) == 1:
            return Answer(named[0], (f"原文是“{text}”，当作“{named[0]}”。",))
        return Answer(text, ("认不出是哪一类。",))

    def _lists(self, text: str) -> bool:
        return len({self._season.category(one[0]) for one in self._option.finditer(text)}) > 1


def category_pattern(season: Season) -> re.Pattern[str]:
    """Return a pattern for the names and aliases of a season's categories, the longest first."""
    names = {
        name
        for info in season.notice.categories
        for name in (info.name, info.short, *info.aliases, *info.education_aliases)
    }
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join(r"\s*".join(map(_either, name)) for name in ordered))


def _either(character: str) -> str:
    pairs = {"（": "[（(]", "）": "[）)]"}
    return pairs.get(character) or re.escape(character)
