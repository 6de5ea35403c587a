"""The levels of a Word list, as numbering.xml defines them: start, number format, text, bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xxzz.intake.docx.paragraph_styles import MAX_LEVELS
from xxzz.intake.docx.style_sheet import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

BULLET_FORMAT = "bullet"
"""The `w:numFmt` of a level that has a bullet instead of a number."""

_BULLET = "•"
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
"""Private-use characters of Symbol and Wingdings, as similar Unicode characters."""
_SYMBOL_FONTS = re.compile("symbol|wingdings|webdings", re.IGNORECASE)
_PRIVATE_USE, _END_OF_LATIN_1 = 0xF000, 0x100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (`w:lvl`).

    `format` is its `w:numFmt`, `text` the pattern of the number (%1.%2), `suffix` what follows it
    (tab, space, nothing). The level restarts after a number of level `restart_after` or above;
    None stands for any level above it. `legal` writes all numbers as decimals.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart_after: int | None = None
    legal: bool = False


class LevelReader:
    """Reads level definitions; `w` is the word-processing namespace in braces."""

    def __init__(self, w: str) -> None:
        self._w = w

    def levels(self, abstract: Element) -> dict[int, Level]:
        """Return the levels of a `w:abstractNum`, by their index from 0."""
        return {self.index(one): self._level(one) for one in abstract.iterfind(f"{self._w}lvl")}

    def overridden(self, number: Element, levels: Mapping[int, Level]) -> Mapping[int, Level]:
        """Return the levels of a list as one `w:num` overrides them."""
        found = dict(levels)
        for override in number.iterfind(f"{self._w}lvlOverride"):
            own = override.find(f"{self._w}lvl")
            index = self.index(override)
            if own is not None:
                found[index] = self._level(own)
            if start := self.value(override, "startOverride"):
                found[index] = replace(found.get(index, Level()), start=_number(start, 1))
        return found

    def restarted(self, number: Element) -> Iterator[int]:
        """Yield the levels that a `w:num` restarts where it is used first."""
        for override in number.iterfind(f"{self._w}lvlOverride"):
            if self.value(override, "startOverride"):
                yield self.index(override)

    def by_style(self, abstract: Element) -> Mapping[str, int]:
        """Return the levels that are linked to paragraph styles, by the style's id."""
        levels = abstract.iterfind(f"{self._w}lvl")
        return {self.value(one, "pStyle"): self.index(one) for one in levels}

    def index(self, element: Element) -> int:
        """Return the level that a `w:lvl` or `w:lvlOverride` is about."""
        return min(_number(element.get(f"{self._w}ilvl", ""), 0), MAX_LEVELS - 1)

    def value(self, parent: Element, name: str) -> str:
        """Return the `w:val` of a child element, "" where there is none."""
        child = parent.find(f"{self._w}{name}")
        return "" if child is None else child.get(f"{self._w}val", "")

    def _level(self, element: Element) -> Level:
        w = self._w
        has_picture = element.find(f"{w}lvlPicBulletId") is not None
        legal = element.find(f"{w}isLgl")
        format_ = BULLET_FORMAT if has_picture else self._format(element)
        text = self.value(element, "lvlText")
        if format_ == BULLET_FORMAT:
            text = _BULLET if has_picture else self._bullet_text(element)
        restart = self.value(element, "lvlRestart")
        return Level(
            _number(self.value(element, "start"), 0),
            format_,
            text,
            self.value(element, "suff") or "tab",
            _number(restart, 0) if restart else None,
            legal is not None and is_on(legal.get(f"{w}val", "1")),
        )

    def _format(self, level: Element) -> str:
        # it may stand in an AlternateContent
        formats = level.iter(f"{self._w}numFmt")
        return next((one.get(f"{self._w}val", "") for one in formats), "decimal")

    def _bullet_text(self, level: Element) -> str:
        """Return a level's bullet; Latin letters in a symbol font become its private-use signs."""
        text, w = self.value(level, "lvlText"), self._w
        fonts = level.find(f"{w}rPr/{w}rFonts")
        names = () if fonts is None else (fonts.get(f"{w}ascii", ""), fonts.get(f"{w}hAnsi", ""))
        if any(_SYMBOL_FONTS.match(name) for name in names):
            text = "".join(
                chr(_PRIVATE_USE | ord(sign)) if ord(sign) < _END_OF_LATIN_1 else sign
                for sign in text
            )
        return "".join(_bullet(sign) for sign in text)


def _bullet(sign: str) -> str:
    is_private = "\ue000" <= sign <= "\uf8ff"
    return _BULLETS.get(sign, _BULLET if is_private else sign)


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < MAX_LEVELS else default
