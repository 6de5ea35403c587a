"""The numbers that Word writes before paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from xxzz.intake.docx.paragraph_styles import LEVELS
from xxzz.text.list_numbers import list_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.paragraph_styles import ParagraphStyles

BULLET = "•"
_BULLETS = {
    **dict.fromkeys("\uf06c\uf09f\uf0b7", "•"),
    **dict.fromkeys("\uf06e\uf0a7", "■"),
    **dict.fromkeys("\uf06f\uf0a8\uf071", "□"),
    **dict.fromkeys("\uf075\uf074", "◆"),
    **dict.fromkeys("\uf076", "❖"),
    **dict.fromkeys("\uf0d8\uf0e8", "➢"),
    **dict.fromkeys("\uf0fc\uf0fe", "✓"),
    **dict.fromkeys("\uf0ab\uf0b2", "★"),
    **dict.fromkeys("\uf02d\uf0be", "–"),
}
"""What signs of the fonts Symbol and Wingdings look like; other private ones become a dot."""
_PLACE = re.compile(r"%([1-9])")
_CLOSING = tuple("、．。，：；）】》〕")
_UNWRITTEN = ("none", "bullet")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `after` is the level behind which it begins anew, None for any above."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    gap: str = "tab"
    after: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list in use: its levels and how far each has counted."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through one document; `unknown` is how many numbers could not be written."""

    def __init__(self, root: Element | None, styles: ParagraphStyles, w: str) -> None:
        self.unknown = 0
        self._w = w
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._lists: dict[str, _List] = {}
        self._started: set[str] = set()
        if root is not None:
            for one in root.iterfind(f"{w}abstractNum"):
                self._abstract[one.get(f"{w}abstractNumId", "")] = one
            for one in root.iterfind(f"{w}num"):
                self._numbers[one.get(f"{w}numId", "")] = one

    def next(self, properties: Element | None) -> str:
        """Return what stands before the next paragraph, with a blank behind it where one shows."""
        number = self._styles.number(properties)
        definition = self._numbers.get(number)
        if definition is None:
            return ""
        name = self._abstract_of(definition)
        if name not in self._abstract:
            return ""
        used = self._lists.setdefault(name, _List(self._levels(self._abstract[name])))
        levels = self._overridden(definition, used.levels)
        at = self._styles.level(properties, self._linked(name))
        level = levels.get(at, Level())
        self._count(used, number, at, levels)
        return self._written(level, at, used.counts, levels)

    def _abstract_of(self, definition: Element) -> str:
        """Return the list of a number; one that only names a style of lists is that style's."""
        name = self._value(definition, "abstractNumId")
        abstract = self._abstract.get(name)
        link = "" if abstract is None else self._value(abstract, "numStyleLink")
        behind = self._numbers.get(self._styles.number_of(link)) if link else None
        return name if behind is None else self._value(behind, "abstractNumId")

    def _linked(self, name: str) -> Mapping[str, int]:
        """Return the levels of a list by the styles of paragraphs that have them."""
        levels = self._abstract[name].iterfind(f"{self._w}lvl")
        return {self._value(one, "pStyle"): self._at(one) for one in levels}

    def _levels(self, abstract: Element) -> dict[int, Level]:
        return {self._at(one): self._level(one) for one in abstract.iterfind(f"{self._w}lvl")}

    def _overridden(self, definition: Element, levels: Mapping[int, Level]) -> Mapping[int, Level]:
        found = dict(levels)
        for one in definition.iterfind(f"{self._w}lvlOverride"):
            own = one.find(f"{self._w}lvl")
            at = self._at(one)
            if own is not None:
                found[at] = self._level(own)
            if start := self._value(one, "startOverride"):
                found[at] = replace(found.get(at, Level()), start=_number(start, 1))
        return found

    def _level(self, one: Element) -> Level:
        w = self._w
        picture = one.find(f"{w}lvlPicBulletId") is not None
        legal = one.find(f"{w}isLgl")
        after = self._value(one, "lvlRestart")
        return Level(
            _number(self._value(one, "start"), 0),
            "bullet" if picture else self._style(one),
            BULLET if picture else self._value(one, "lvlText"),
            self._value(one, "suff") or "tab",
            _number(after, 0) if after else None,
            legal is not None and legal.get(f"{w}val", "1") not in _OFF,
        )

    def _style(self, one: Element) -> str:
        return next((s.get(f"{self._w}val", "") for s in one.iter(f"{self._w}numFmt")), "decimal")

    def _count(self, used: _List, number: str, at: int, levels: Mapping[int, Level]) -> None:
        """Count one on; levels below begin anew, and a list of its own number once at its start."""
        if number not in self._started:
            self._started.add(number)
            for override in self._numbers[number].iterfind(f"{self._w}lvlOverride"):
                if self._value(override, "startOverride"):
                    used.counts.pop(self._at(override), None)
        for above in range(at):
            used.counts.setdefault(above, levels.get(above, Level()).start)
        start = levels.get(at, Level()).start
        used.counts[at] = used.counts[at] + 1 if at in used.counts else start
        for below in range(at + 1, LEVELS):
            after = levels.get(below, Level()).after
            # 0 never begins anew; else only behind that level or one above it
            if after is None or at < after:
                used.counts.pop(below, None)

    def _written(
        self, level: Level, at: int, counts: Mapping[int, int], levels: Mapping[int, Level]
    ) -> str:
        if level.style == "bullet":
            text = "".join(_bullet(sign) for sign in level.text)
            return text and _with_gap(text, level.gap)
        missing: list[str] = []

        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            style = levels.get(place, Level()).style
            if place > at or style in _UNWRITTEN:
                return ""
            written = list_number(counts[place], "decimal" if level.legal else style)
            missing.extend(() if written else (style,))
            return written or ""

        text = _PLACE.sub(one, level.text)
        self.unknown += bool(missing)
        return "" if missing or not text.strip() else _with_gap(text, level.gap)

    def _at(self, one: Element) -> int:
        return min(_number(one.get(f"{self._w}ilvl", ""), 0), LEVELS - 1)

    def _value(self, parent: Element, name: str) -> str:
        child = parent.find(f"{self._w}{name}")
        return "" if child is None else child.get(f"{self._w}val", "")


def _bullet(sign: str) -> str:
    private = "\ue000" <= sign <= "\uf8ff"
    return _BULLETS.get(sign, BULLET if private else sign)


def _with_gap(text: str, gap: str) -> str:
    """Set a number off from the text; a Chinese sign that closes it has its gap within."""
    return text if gap == "nothing" or text.endswith(_CLOSING) else f"{text} "


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LEVELS else otherwise
