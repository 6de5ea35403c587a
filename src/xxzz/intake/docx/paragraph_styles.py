"""Styles of paragraphs and tables: the list that a paragraph belongs to, the table's borders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.style_sheet import StyleSheet
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

MAX_LEVELS = 9
"""The levels that a list can have in Word."""
NO_NUMBER = "0"
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "left": "left"}
_ALIGNMENTS |= {"start": "left"}
_NO_BORDER = ("none", "nil")


class _ParagraphProperties(NamedTuple):
    """The properties that one style or paragraph sets; None is inherited.

    `number` is the `w:numId` of a list and `level` the level in it; `set_by` is the id of the style
    that sets them. `alignment` is center, right, left or "" (justified).
    """

    number: str | None = None
    level: int | None = None
    set_by: str | None = None
    has_borders: bool | None = None
    alignment: str | None = None


_NOTHING = _ParagraphProperties()


class ParagraphStyles:
    """The styles of one document; `properties` is the `w:pPr` of a paragraph."""

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, self._of_style, _NOTHING)

    def number(self, properties: Element | None) -> str:
        """Return the `w:numId` of the list that a paragraph belongs to, else `NO_NUMBER`."""
        return self._of_paragraph(properties).number or NO_NUMBER

    def level(self, properties: Element | None, linked: Mapping[str, int]) -> int:
        """Return the level of a paragraph in its list, from 0.

        `linked` has the list's levels that are linked to styles, by the style's id. Such a link
        takes precedence over the level that the style sets.
        """
        effective = self._of_paragraph(properties)
        level = linked.get(effective.set_by) if effective.set_by else None
        return (effective.level or 0) if level is None else level

    def alignment(self, properties: Element | None) -> str:
        """Return the alignment of a paragraph: center, right, left or "" (justified)."""
        return self._of_paragraph(properties).alignment or ""

    def number_of(self, style: str) -> str:
        """Return the `w:numId` that a numbering style sets, else `NO_NUMBER`."""
        return self._sheet.own.get(style, _NOTHING).number or NO_NUMBER

    def has_borders(self, table: Element) -> bool:
        """Tell whether a table, one of its cells or its style has borders."""
        w = self._w
        own = self._has_border(table.find(f"{w}tblPr/{w}tblBorders"))
        style = table.find(f"{w}tblPr/{w}tblStyle")
        named = self._sheet.of(None if style is None else style.get(f"{w}val"), "table")
        cells = table.iterfind(f"{w}tr/{w}tc/{w}tcPr/{w}tcBorders")
        return bool(named.has_borders if own is None else own) or any(map(self._has_border, cells))

    def _of_paragraph(self, properties: Element | None) -> _ParagraphProperties:
        style = None if properties is None else properties.find(f"{self._w}pStyle")
        named = self._sheet.of(None if style is None else style.get(f"{self._w}val"), "paragraph")
        return inherit(self._own(properties, ""), named)

    def _of_style(self, style: Element) -> _ParagraphProperties:
        w = self._w
        own = self._own(style.find(f"{w}pPr"), style.get(f"{w}styleId", ""))
        borders = style.find(f"{w}tblPr/{w}tblBorders")
        return own._replace(has_borders=self._has_border(borders))

    def _own(self, properties: Element | None, set_by: str) -> _ParagraphProperties:
        aligned = None if properties is None else properties.find(f"{self._w}jc")
        numbered = self._numbered(properties, set_by)
        if aligned is None:
            return numbered
        value = aligned.get(f"{self._w}val", "")
        return numbered._replace(alignment=_ALIGNMENTS.get(value, ""))

    def _numbered(self, properties: Element | None, set_by: str) -> _ParagraphProperties:
        numbered = None if properties is None else properties.find(f"{self._w}numPr")
        if numbered is None:
            return _NOTHING
        number, level = (numbered.find(f"{self._w}{name}") for name in ("numId", "ilvl"))
        at = "" if level is None else level.get(f"{self._w}val", "")
        known = at.isascii() and at.isdigit() and len(at) < MAX_LEVELS
        return _ParagraphProperties(
            None if number is None else number.get(f"{self._w}val", NO_NUMBER),
            min(int(at), MAX_LEVELS - 1) if known else None,
            set_by,
        )

    def _has_border(self, sides: Iterable[Element] | None) -> bool | None:
        if sides is None:
            return None
        return any(side.get(f"{self._w}val", "none") not in _NO_BORDER for side in sides)
