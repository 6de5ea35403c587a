"""What styles say of whole paragraphs and tables: numbers before them, lines around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

LEVELS = 9
"""Of a list, at most."""
NO_NUMBER = "0"
_NO_LINE = ("none", "nil")


class _Said(NamedTuple):
    """A list's number and level; None where nothing is said."""

    number: str | None = None
    level: int | None = None


class ParagraphStyles:
    """The styles of one document, resolved along `basedOn`."""

    def __init__(self, root: Element | None, w: str) -> None:
        self._w = w
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in () if root is None else root.iterfind(f"{w}style"):
            name = style.get(f"{w}styleId", "")
            self._styles[name] = style
            if style.get(f"{w}type") == "paragraph" and style.get(f"{w}default") in ("1", "true"):
                self._default = name

    def number(self, properties: Element | None) -> tuple[str, int | None]:
        """Return the list of a paragraph and its level in it, as far as one is said."""
        said = self._said(properties)
        for style in self._chain(self._name(properties)):
            behind = self._said(style.find(f"{self._w}pPr"))
            said = _Said(
                behind.number if said.number is None else said.number,
                behind.level if said.level is None else said.level,
            )
        return said.number or NO_NUMBER, said.level

    def level(self, properties: Element | None, said: int | None, linked: Mapping[str, int]) -> int:
        """Return the level of a paragraph: as said, else the one that its style is linked to."""
        own = self._said(properties)
        if own.number is None and own.level is None:
            for style in self._chain(self._name(properties)):
                name = style.get(f"{self._w}styleId", "")
                if name in linked:
                    return linked[name]
        return said or 0

    def own_number(self, style: str) -> str:
        """Return the list that a style of lists stands for."""
        found = self._styles.get(style)
        said = _Said() if found is None else self._said(found.find(f"{self._w}pPr"))
        return said.number or NO_NUMBER

    def has_lines(self, table: Element) -> bool:
        """Tell whether a table has lines: its own, its cells' or its style's."""
        w = self._w
        own = table.find(f"{w}tblPr/{w}tblBorders")
        if own is not None:
            drawn = any(_is_drawn(side, w) for side in own)
        else:
            style = table.find(f"{w}tblPr/{w}tblStyle")
            name = "" if style is None else style.get(f"{w}val", "")
            drawn = any(self._draws(one) for one in self._chain(name))
        cells = table.iterfind(f"{w}tr/{w}tc/{w}tcPr/{w}tcBorders/*")
        return drawn or any(_is_drawn(side, w) for side in cells)

    def _draws(self, style: Element) -> bool:
        return any(
            _is_drawn(side, self._w)
            for borders in style.iter(f"{self._w}tblBorders")
            for side in borders
        )

    def _name(self, properties: Element | None) -> str:
        style = None if properties is None else properties.find(f"{self._w}pStyle")
        named = "" if style is None else style.get(f"{self._w}val", "")
        return named if named in self._styles else self._default

    def _chain(self, name: str) -> Iterator[Element]:
        """Yield a style and those that it is based on; a hostile file has circles."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            based = self._styles[name].find(f"{self._w}basedOn")
            name = "" if based is None else based.get(f"{self._w}val", "")

    def _said(self, properties: Element | None) -> _Said:
        numbered = None if properties is None else properties.find(f"{self._w}numPr")
        if numbered is None:
            return _Said()
        number, level = (numbered.find(f"{self._w}{name}") for name in ("numId", "ilvl"))
        at = "" if level is None else level.get(f"{self._w}val", "")
        return _Said(
            None if number is None else number.get(f"{self._w}val", NO_NUMBER),
            min(int(at), LEVELS - 1) if at.isdecimal() and len(at) < LEVELS else None,
        )


def _is_drawn(side: Element, w: str) -> bool:
    return side.get(f"{w}val", "none") not in _NO_LINE
