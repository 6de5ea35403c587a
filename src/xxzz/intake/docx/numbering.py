"""The numbers that Word writes before paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.intake.docx.paragraph_styles import LEVELS, NO_NUMBER
from xxzz.text.list_numbers import list_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

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
_SYMBOL_FONTS = re.compile("symbol|wingdings|webdings", re.IGNORECASE)
_PRIVATE, _LOW = 0xF000, 0x100
_PLACE = re.compile(r"%([1-9])")
_CLOSING = tuple("、．。，：；）】》〕")
_BULLET = "bullet"
_UNWRITTEN = ("none", _BULLET)
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

    def __init__(self, document: Document) -> None:
        self.unknown = 0
        self._document = document
        self._w = document.w
        self._styles = document.styles.paragraphs
        self._lists: dict[str, _List] = {}
        self._started: set[str] = set()

    @cached_property
    def _definitions(self) -> tuple[Mapping[str, Element], Mapping[str, Element]]:
        """The lists by their names, and those that paragraphs refer to by their numbers."""
        root = self._document.related("numbering")
        if root is None:
            return {}, {}
        return (
            {
                one.get(f"{self._w}abstractNumId", ""): one
                for one in root.iter(f"{self._w}abstractNum")
            },
            {one.get(f"{self._w}numId", ""): one for one in root.iter(f"{self._w}num")},
        )

    def next(self, properties: Element | None) -> str:
        """Return what stands before the next paragraph, with a blank behind it where one shows."""
        number = self._styles.number(properties)
        if number == NO_NUMBER:
            return ""
        abstract, numbers = self._definitions
        definition = numbers.get(number)
        name = "" if definition is None else self._abstract_of(definition)
        if definition is None or name not in abstract:
            return ""
        if name not in self._lists:
            self._lists[name] = _List(self._levels(abstract[name]))
        used = self._lists[name]
        levels = self._overridden(definition, used.levels)
        at = self._styles.level(properties, self._linked(name))
        level = levels.get(at, Level())
        if number not in self._started:
            self._started.add(number)
            self._begin(used, definition)
        _count(used.counts, at, levels)
        return self._written(level, at, used.counts, levels)

    def _abstract_of(self, definition: Element) -> str:
        """Return the list of a number; one that only names a style of lists is that style's."""
        name = self._value(definition, "abstractNumId")
        lists, numbers = self._definitions
        link = self._value(lists[name], "numStyleLink") if name in lists else ""
        behind = numbers.get(self._styles.number_of(link)) if link else None
        return name if behind is None else self._value(behind, "abstractNumId")

    def _linked(self, name: str) -> Mapping[str, int]:
        """Return the levels of a list by the styles of paragraphs that have them."""
        levels = self._definitions[0][name].iterfind(f"{self._w}lvl")
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
        style = _BULLET if picture else self._style(one)
        text, after = self._value(one, "lvlText"), self._value(one, "lvlRestart")
        return Level(
            _number(self._value(one, "start"), 0),
            style,
            BULLET if picture else self._bullet_text(one) if style == _BULLET else text,
            self._value(one, "suff") or "tab",
            _number(after, 0) if after else None,
            legal is not None and legal.get(f"{w}val", "1") not in _OFF,
        )

    def _bullet_text(self, one: Element) -> str:
        """Return a level's bullet; letters of a symbol font are its signs."""
        text, w = self._value(one, "lvlText"), self._w
        fonts = one.find(f"{w}rPr/{w}rFonts")
        names = () if fonts is None else (fonts.get(f"{w}ascii", ""), fonts.get(f"{w}hAnsi", ""))
        if not any(_SYMBOL_FONTS.match(name) for name in names):
            return text
        return "".join(chr(_PRIVATE | ord(sign)) if ord(sign) < _LOW else sign for sign in text)

    def _style(self, one: Element) -> str:
        return next((s.get(f"{self._w}val", "") for s in one.iter(f"{self._w}numFmt")), "decimal")

    def _begin(self, used: _List, definition: Element) -> None:
        """Let the levels begin anew that a number, met for the first time, begins itself."""
        for override in definition.iterfind(f"{self._w}lvlOverride"):
            if self._value(override, "startOverride"):
                used.counts.pop(self._at(override), None)

    def _written(
        self, level: Level, at: int, counts: Mapping[int, int], levels: Mapping[int, Level]
    ) -> str:
        if level.style == _BULLET:
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


def _count(counts: dict[int, int], at: int, levels: Mapping[int, Level]) -> None:
    """Count one on at a level; those below begin anew."""
    for above in range(at):
        counts.setdefault(above, levels.get(above, Level()).start)
    counts[at] = counts[at] + 1 if at in counts else levels.get(at, Level()).start
    for below in range(at + 1, LEVELS):
        after = levels.get(below, Level()).after
        # 0 never begins anew; else only behind that level or one above it
        if after is None or at < after:
            counts.pop(below, None)


def _bullet(sign: str) -> str:
    private = "\ue000" <= sign <= "\uf8ff"
    return _BULLETS.get(sign, BULLET if private else sign)


def _with_gap(text: str, gap: str) -> str:
    """Set a number off from the text; a Chinese sign that closes it has its gap within."""
    return text if gap == "nothing" or text.endswith(_CLOSING) else f"{text} "


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < LEVELS else otherwise
