"""Which text of a document nobody reads: struck out, white on white, hidden by its table's style.

Styles say so as well as the text itself.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.style_sheet import StyleSheet, is_on
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_COLOR = re.compile("[0-9a-fA-F]{6}")
_PALE = 0xF0
"""How much of each of red, green and blue makes a colour that is not seen on paper."""
_WHITE_OF_THEME = ("background1", "light1")


class Marking(NamedTuple):
    """What one place says of how text looks; None where it says nothing."""

    struck: bool | None = None
    doubly: bool | None = None
    hidden: bool | None = None
    pale: bool | None = None
    shaded: bool | None = None


_NOTHING = Marking()


class Place(NamedTuple):
    """The styles that hold where a text stands, by their names, and how its ground is marked."""

    table: str | None
    paragraph: str | None
    character: str | None
    shaded: bool = False


class Markings:
    """How the styles of one document mark text."""

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, self._of_style, _NOTHING)
        defaults = None if root is None else root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr")
        self._document = self.said(defaults)
        said = (self._document, *self._sheet.own.values())
        self.any = any(one.struck or one.doubly or one.pale for one in said)
        """Whether a style may make text that nobody reads."""

    def said(self, properties: Element | None) -> Marking:
        """Return what `w:rPr` says."""
        if properties is None:
            return _NOTHING
        w = self._w
        found = {one.tag: one for one in properties}
        switches = (found.get(f"{w}{name}") for name in ("strike", "dstrike", "vanish"))
        struck, doubly, hidden = (
            None if one is None else is_on(one.get(f"{w}val", "1")) for one in switches
        )
        color = found.get(f"{w}color")
        pale = None if color is None else self.is_pale(color)
        return Marking(struck, doubly, hidden, pale, self.shaded(properties))

    def shaded(self, properties: Element | None) -> bool | None:
        """Tell whether properties set text off from white; None where they do not say."""
        if properties is None:
            return None
        w = self._w
        ground = properties.find(f"{w}shd")
        if properties.find(f"{w}highlight") is not None:
            return True
        if ground is None:
            return None
        fill = ground.get(f"{w}fill", "auto")
        filled = _COLOR.fullmatch(fill) is not None and not _is_pale(fill)
        return filled or ground.get(f"{w}val", "clear") not in ("clear", "nil")

    def is_pale(self, color: Element) -> bool:
        """Tell whether a colour is not seen on white."""
        w = self._w
        if color.get(f"{w}themeColor") in _WHITE_OF_THEME:
            return _is_pale(color.get(f"{w}themeShade", "FF") * 3)
        return _is_pale(color.get(f"{w}val", ""))

    def is_struck(self, own: Marking, place: Place) -> bool:
        """Tell whether a run is struck out, by itself or by its styles."""
        styles = self._styles(place)
        if own.struck is None:
            # a toggle (ISO 29500-1, 17.7.3): two kinds of styles undo each other
            struck = bool(self._document.struck) or _is_odd(one.struck for one in styles)
        else:
            struck = own.struck
        return struck or bool(self._over(own, styles).doubly)

    def is_unseen(self, own: Marking, place: Place) -> bool:
        """Tell whether a run is as white as its ground, or hidden by the style of its table."""
        styles = self._styles(place)
        all_in_all = self._over(own, styles)
        table = styles[0]
        if own.hidden is None and table.hidden and _is_odd(one.hidden for one in styles):
            return True
        return bool(all_in_all.pale) and not (place.shaded or all_in_all.shaded)

    def _styles(self, place: Place) -> tuple[Marking, Marking, Marking]:
        return (
            self._sheet.of(place.table, "table"),
            self._sheet.of(place.paragraph, "paragraph"),
            self._sheet.of(place.character, "character"),
        )

    def _over(self, own: Marking, styles: tuple[Marking, Marking, Marking]) -> Marking:
        table, paragraph, character = styles
        return reduce(inherit, (own, character, paragraph, table, self._document))

    def _of_style(self, style: Element) -> Marking:
        w = self._w
        said = self.said(style.find(f"{w}rPr"))
        # where only some parts of a table are dark, which of them is left open
        grounds = (
            self.shaded(one) for tag in ("pPr", "tcPr", "tblPr") for one in style.iter(w + tag)
        )
        return said._replace(shaded=True) if any(grounds) else said


def _is_pale(color: str) -> bool:
    return _COLOR.fullmatch(color) is not None and min(bytes.fromhex(color)) >= _PALE


def _is_odd(switches: Iterable[bool | None]) -> bool:
    return sum(map(bool, switches)) % 2 == 1
