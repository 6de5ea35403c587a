"""申报类型 as people answer it: written, or one of the printed names ticked (附件3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.text.normalise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season

# Wingdings and Wingdings 2 give their boxes and ticks as private characters, or as þ and R.
_TICK = (
    r"[☑☒✓✔√■▣◉●✅✕❑\uf0fe\uf0fd\uf0fc\uf052\uf053\uf054\uf050þR]"
    r"|[\[(【（]\s*[√✓✔vVxX☑]\s*[\])】）]"
)
_EMPTY = r"[□☐▢○◯◻❏£\uf0a3\uf06f\uf0a8\uf030\uf02a]|[\[【(（]\s*[\])】）]"
_SIGN = rf"(?:(?P<ticked>{_TICK})|(?P<empty>{_EMPTY}))"


@dataclass(frozen=True, slots=True)
class TypeAnswer:
    """What stands under 申报类型 in the words of the form, and what is doubtful about it."""

    value: str
    doubts: tuple[str, ...] = ()


class TypeReader:
    """Reads answers with the names and aliases that a season knows."""

    def __init__(self, season: Season) -> None:
        self._season = season
        names = {
            name
            for info in season.notice.categories
            for name in (info.name, info.short, *info.aliases, *info.education_aliases)
        }
        ordered = sorted(names, key=len, reverse=True)
        self._option = re.compile("|".join(r"\s*".join(map(_either, name)) for name in ordered))

    def read(self, text: str) -> TypeAnswer:
        """Return the type that a cell's text names or ticks."""
        ticked = list(self._ticked(text))
        if len(ticked) == 1:
            return TypeAnswer(ticked[0])
        if ticked:
            return TypeAnswer(
                clean(text), (f"勾选了{len(ticked)}类：{'、'.join(ticked)}。只能申报一类。",)
            )
        if re.search(_EMPTY, text) and self._option.search(text):
            return TypeAnswer("", ("四类都没有勾选。",))
        if not text or self._season.category(text):
            return TypeAnswer(text)
        named = [match[0] for match in self._option.finditer(text)]
        if len({self._season.category(name) for name in named}) == 1:
            return TypeAnswer(named[0], (f"原文是“{text}”，当作“{named[0]}”。",))
        return TypeAnswer(text, ("认不出是哪一类。",))

    def _ticked(self, text: str) -> Iterator[str]:
        """Yield the options with a tick; signs stand all before or all behind their options."""
        options = list(self._option.finditer(text))
        signs = [re.search(rf"{_SIGN}\s*$", text[: one.start()]) for one in options]
        behind = [re.match(rf"\s*{_SIGN}", text[one.end() :]) for one in options]
        if options and signs[0] is None and behind[-1]:
            signs = behind
        for option, sign in zip(options, signs, strict=True):
            if sign and sign["ticked"]:
                yield clean(option[0])


def _either(character: str) -> str:
    pairs = {"（": "[（(]", "）": "[）)]"}
    return pairs.get(character) or re.escape(character)
