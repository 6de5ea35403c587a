"""What styles say of whole paragraphs and tables: numbers before them, lines around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.style_sheet import StyleSheet
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree.ElementTree import Element

LEVELS = 9
"""Of a list, at most."""
NO_NUMBER = "0"
_NO_LINE = ("none", "nil")


class _ParagraphProperties(NamedTuple):
    """What a style or paragraph sets; None is inherited.

    `number` identifies a list, `level` is the level in it; `by` is the style that sets them.
    """

    number: str | None = None
    level: int | None = None
    by: str | None = None
    lined: bool | None = None


_NOTHING = _ParagraphProperties()


class ParagraphStyles:
    """The styles of one document."""

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._sheet = StyleSheet(root, w, self._of_style, _NOTHING)

    def number(self, properties: Element | None) -> str:
        """Return the number of the list that a paragraph stands in."""
        return self._of_paragraph(properties).number or NO_NUMBER

    def level(self, properties: Element | None, linked: Mapping[str, int]) -> int:
        """Return the level of a paragraph; `linked` are the list's levels by the styles they name.

        The level that names the style goes before the one that the style names.
        """
        said = self._of_paragraph(properties)
        named = linked.get(said.by) if said.by else None
        return (said.level or 0) if named is None else named

    def number_of(self, style: str) -> str:
        """Return the list that a style of lists stands for."""
        return self._sheet.own.get(style, _NOTHING).number or NO_NUMBER

    def has_lines(self, table: Element) -> bool:
        """Tell whether a table has lines: its own, its cells' or its style's."""
        w = self._w
        own = self._lines(table.find(f"{w}tblPr/{w}tblBorders"))
        style = table.find(f"{w}tblPr/{w}tblStyle")
        named = self._sheet.of(None if style is None else style.get(f"{w}val"), "table")
        cells = table.iterfind(f"{w}tr/{w}tc/{w}tcPr/{w}tcBorders")
        return bool(named.lined if own is None else own) or any(map(self._lines, cells))

    def _of_paragraph(self, properties: Element | None) -> _ParagraphProperties:
        style = None if properties is None else properties.find(f"{self._w}pStyle")
        named = self._sheet.of(None if style is None else style.get(f"{self._w}val"), "paragraph")
        own = self._numbered(properties, "")
        return inherit(own, named)

    def _of_style(self, style: Element) -> _ParagraphProperties:
        w = self._w
        said = self._numbered(style.find(f"{w}pPr"), style.get(f"{w}styleId", ""))
        return said._replace(lined=self._lines(style.find(f"{w}tblPr/{w}tblBorders")))

    def _numbered(self, properties: Element | None, by: str) -> _ParagraphProperties:
        numbered = None if properties is None else properties.find(f"{self._w}numPr")
        if numbered is None:
            return _NOTHING
        number, level = (numbered.find(f"{self._w}{name}") for name in ("numId", "ilvl"))
        at = "" if level is None else level.get(f"{self._w}val", "")
        known = at.isascii() and at.isdigit() and len(at) < LEVELS
        return _ParagraphProperties(
            None if number is None else number.get(f"{self._w}val", NO_NUMBER),
            min(int(at), LEVELS - 1) if known else None,
            by,
        )

    def _lines(self, sides: Iterable[Element] | None) -> bool | None:
        if sides is None:
            return None
        return any(side.get(f"{self._w}val", "none") not in _NO_LINE for side in sides)
