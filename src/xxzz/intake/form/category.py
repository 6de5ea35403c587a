"""申报类型 as people answer it: written, or one of the printed names ticked (附件3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.form.model import Answer
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season

# Wingdings and Wingdings 2 give their boxes and ticks as private characters, or as þ and R.
_TICK = (
    r"[☑☒✓✔√■▣◉●✅✕❑\uf0fe\uf0fd\uf0fc\uf052\uf053\uf054\uf050þR]"
    r"|[\[(【（]\s*[√✓✔vVxX☑]\s*[\])】）]"
)
_EMPTY = r"[□☐▢○◯◻❏£¨\uf0a3\uf06f\uf0a8\uf030\uf02a]|[\[【(（]\s*[\])】）]"
_FAR = 100
_SIGN = re.compile(rf"(?P<before>\s*)(?:(?P<ticked>{_TICK})|(?:{_EMPTY}))(?P<after>\s*)")


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

    def read(self, text: str) -> Answer:
        """Return the type that a cell's text names or ticks."""
        ticked = list(self._ticked(text))
        if len(ticked) == 1:
            return Answer(ticked[0])
        if ticked:
            return Answer(
                cleaned(text), (f"勾选了{len(ticked)}类：{'、'.join(ticked)}。只能申报一类。",)
            )
        if re.search(_EMPTY, text) and self._option.search(text):
            return Answer("", ("四类都没有勾选。",))
        if not text or self._season.category(text):
            return Answer(text)
        named = [match[0] for match in self._option.finditer(text)]
        if len({self._season.category(name) for name in named}) == 1:
            return Answer(named[0], (f"原文是“{text}”，当作“{named[0]}”。",))
        return Answer(text, ("认不出是哪一类。",))

    def _ticked(self, text: str) -> Iterator[str]:
        """Yield the options with a tick."""
        options = list(self._option.finditer(text))
        ends = {one.end(): at for at, one in enumerate(options)}
        starts = {one.start(): at for at, one in enumerate(options)}
        signs = list(_SIGN.finditer(text))
        # where a sign has an option on each side, as far away, the first and last sign tell
        first = min(starts, default=0)
        leading = any(one.end("after") == first for one in signs)
        for sign in signs:
            before, after = ends.get(sign.start()), starts.get(sign.end("after"))
            if before is not None and after is not None:
                near, far = _distance(sign["before"]), _distance(sign["after"])
                behind = near < far or (near == far and not leading)
                before, after = (before, None) if behind else (None, after)
            owner = before if after is None else after
            if sign["ticked"] and owner is not None:
                yield cleaned(options[owner][0])


def _distance(gap: str) -> int:
    return len(gap) + _FAR * gap.count("\n")


def _either(character: str) -> str:
    pairs = {"（": "[（(]", "）": "[）)]"}
    return pairs.get(character) or re.escape(character)
