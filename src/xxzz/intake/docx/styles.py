"""The properties of a run that decide how its text is counted: hidden, East Asian."""

from __future__ import annotations

import re
from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.emphasis import Emphases
from xxzz.intake.docx.markings import Markings
from xxzz.intake.docx.paragraph_styles import ParagraphStyles
from xxzz.intake.docx.style_sheet import StyleSheet, is_on
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element


class Look(NamedTuple):
    """The effective properties of a run that decide how it is counted.

    `latin_dashes` is true for a run that is marked as Latin text in a Latin font; there WPS counts
    —— as a word of its own, elsewhere as a gap between words.
    """

    east_asian: bool
    hidden: bool
    latin_dashes: bool = False


class _RunProperties(NamedTuple):
    """The properties that one style or run sets; None is inherited."""

    hint: str | None = None
    hidden: bool | None = None
    font: str | None = None
    """The font of ASCII characters, or "+" and the name of a theme font."""


_NOTHING = _RunProperties()
_HAN = re.compile("[\u3400-\u9fff]")
_CHINESE_FONTS = re.compile(
    r"n?simsun|simhei|sim(?:kai|fang)|fangsong|kaiti|dengxian|microsoft (?:yahei|jhenghei)"
    r"|st(?:song|fangsong|kaiti|heiti|xihei|zhongsong|xingkai|liti)|lisu|youyuan|p?mingliu|fz[a-z]+"
    r"|(?:song|hei|kai|yuan)ti sc|pingfang|source han|noto (?:sans|serif) (?:cjk|sc)|wenquanyi"
    r"|wps .*song|hanyi|founder|nsimsun",
    re.IGNORECASE,
)
"""Chinese fonts with Latin names; the names of all others contain Chinese characters."""


class Styles:
    """The styles of one document."""

    def __init__(
        self, root: Element | None, w: str, theme: Mapping[str, str] | None = None
    ) -> None:
        """`theme` has the fonts of the document's theme, by the names that `w:asciiTheme` uses."""
        self._w = w
        self._theme = theme or {}
        self._sheet = StyleSheet(
            root, w, lambda style: self._properties(style.find(f"{w}rPr")), _NOTHING
        )
        defaults = None if root is None else root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr")
        self._document = self._properties(defaults)
        own = self._sheet.own.values()
        self.hide_text = any(one.hidden for one in (self._document, *own))
        """Whether there is a style that hides text."""
        self.numbered = root is not None and next(root.iter(f"{w}numPr"), None) is not None
        """Whether there is a style whose paragraphs are numbered."""
        self.markings = Markings(root, w)
        self._root = root

    @cached_property
    def paragraphs(self) -> ParagraphStyles:
        """The styles of paragraphs and tables, read when first needed: few documents need them."""
        return ParagraphStyles(self._root, self._w)

    @cached_property
    def emphases(self) -> Emphases:
        """What sets text off from the text around it."""
        return Emphases(self._root, self._w)

    def look(self, paragraph_style: str | None, properties: Element | None) -> Look:
        """Return the effective look of a run; `properties` is its `w:rPr`."""
        own = self._properties(properties)
        named = properties.find(f"{self._w}rStyle") if properties is not None else None
        run_style = None if named is None else named.get(f"{self._w}val")
        character = self._sheet.of(run_style, "character")
        paragraph = self._sheet.of(paragraph_style, "paragraph")
        effective = reduce(inherit, (own, character, paragraph, self._document))
        chinese = self._is_chinese(effective.font)
        hidden = own.hidden
        if hidden is None:
            # w:vanish is a toggle property (ISO 29500-1, 17.7.3): two styles that set it cancel out
            by_styles = bool(character.hidden) != bool(paragraph.hidden)
            hidden = bool(self._document.hidden) or by_styles
        east_asian = effective.hint == "eastAsia" or chinese
        latin = own.hint == "default" and own.font is not None and not east_asian
        return Look(east_asian, hidden, latin)

    def _is_chinese(self, font: str | None) -> bool:
        name = self._theme.get(font[1:], "") if font and font[0] == "+" else font or ""
        return bool(_HAN.search(name) or _CHINESE_FONTS.match(name.strip()))

    def _properties(self, properties: Element | None) -> _RunProperties:
        if properties is None:
            return _NOTHING
        w = self._w
        fonts = properties.find(f"{w}rFonts")
        vanish = properties.find(f"{w}vanish")
        return _RunProperties(
            None if fonts is None else fonts.get(f"{w}hint"),
            None if vanish is None else is_on(vanish.get(f"{w}val", "1")),
            None if fonts is None else self._font(fonts),
        )

    def _font(self, fonts: Element) -> str | None:
        # a theme font takes precedence over a named font (ISO 29500-1, 17.3.2.26)
        theme = fonts.get(f"{self._w}asciiTheme")
        return f"+{theme}" if theme else fonts.get(f"{self._w}ascii")
