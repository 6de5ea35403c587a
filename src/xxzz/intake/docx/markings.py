"""Text that a reader of a document ignores: struck out, white on white, hidden by a table style.

Both the run's own properties and its styles can mark it so.
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
"""The least value of red, green and blue with which a colour can't be seen on white paper."""
_WHITE_THEME_COLORS = ("background1", "light1")


class Marking(NamedTuple):
    """The properties that one style or run sets; None is inherited."""

    struck: bool | None = None
    double_struck: bool | None = None
    hidden: bool | None = None
    pale: bool | None = None
    shaded: bool | None = None


_NOTHING = Marking()


class Place(NamedTuple):
    """The ids of the styles that apply to a run; `shaded` where its background is not white."""

    table: str | None
    paragraph: str | None
    character: str | None
    shaded: bool = False


class Markings:
    """Computes the effective markings of a document's runs."""

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, self._of_style, _NOTHING)
        defaults = None if root is None else root.find(f"{w}docDefaults/{w}rPrDefault/{w}rPr")
        self._document = self.read(defaults)
        markings = (self._document, *self._sheet.own.values())
        self.any = any(one.struck or one.double_struck or one.pale for one in markings)
        """Whether there is a style that strikes text out or makes it white."""

    def read(self, properties: Element | None) -> Marking:
        """Return the properties that a `w:rPr` sets."""
        if properties is None:
            return _NOTHING
        w = self._w
        found = {one.tag: one for one in properties}
        switches = (found.get(f"{w}{name}") for name in ("strike", "dstrike", "vanish"))
        struck, double_struck, hidden = (
            None if one is None else is_on(one.get(f"{w}val", "1")) for one in switches
        )
        color = found.get(f"{w}color")
        pale = None if color is None else self.is_pale(color)
        return Marking(struck, double_struck, hidden, pale, self.is_shaded(properties))

    def is_shaded(self, properties: Element | None) -> bool | None:
        """Tell whether properties set a background that is not white; None if they set none."""
        if properties is None:
            return None
        w = self._w
        shading = properties.find(f"{w}shd")
        if properties.find(f"{w}highlight") is not None:
            return True
        if shading is None:
            return None
        fill = shading.get(f"{w}fill", "auto")
        filled = _COLOR.fullmatch(fill) is not None and not _is_pale(fill)
        return filled or shading.get(f"{w}val", "clear") not in ("clear", "nil")

    def is_pale(self, color: Element) -> bool:
        """Tell whether a `w:color` can't be seen on white."""
        w = self._w
        if color.get(f"{w}themeColor") in _WHITE_THEME_COLORS:
            return _is_pale(color.get(f"{w}themeShade", "FF") * 3)
        return _is_pale(color.get(f"{w}val", ""))

    def is_struck(self, own: Marking, place: Place) -> bool:
        """Tell whether a run is struck out by its own properties or its styles."""
        styles = self._styles(place)
        if own.struck is None:
            # a toggle property (ISO 29500-1, 17.7.3): two styles that set it cancel out
            struck = bool(self._document.struck) or _is_odd(one.struck for one in styles)
        else:
            struck = own.struck
        return struck or bool(self._effective(own, styles).double_struck)

    def is_invisible(self, own: Marking, place: Place) -> bool:
        """Tell whether a run is white on white, or hidden by the style of its table."""
        styles = self._styles(place)
        effective = self._effective(own, styles)
        table = styles[0]
        if own.hidden is None and table.hidden and _is_odd(one.hidden for one in styles):
            return True
        return bool(effective.pale) and not (place.shaded or effective.shaded)

    def _styles(self, place: Place) -> tuple[Marking, Marking, Marking]:
        return (
            self._sheet.of(place.table, "table"),
            self._sheet.of(place.paragraph, "paragraph"),
            self._sheet.of(place.character, "character"),
        )

    def _effective(self, own: Marking, styles: tuple[Marking, Marking, Marking]) -> Marking:
        table, paragraph, character = styles
        return reduce(inherit, (own, character, paragraph, table, self._document))

    def _of_style(self, style: Element) -> Marking:
        w = self._w
        marking = self.read(style.find(f"{w}rPr"))
        # a table style that shades some of its cells (the header row) counts as shading them all
        shadings = (
            self.is_shaded(one) for tag in ("pPr", "tcPr", "tblPr") for one in style.iter(w + tag)
        )
        return marking._replace(shaded=True) if any(shadings) else marking


def _is_pale(color: str) -> bool:
    return _COLOR.fullmatch(color) is not None and min(bytes.fromhex(color)) >= _PALE


def _is_odd(switches: Iterable[bool | None]) -> bool:
    return sum(map(bool, switches)) % 2 == 1
