"""Describes the location of a template's paragraph the way Word users count it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.location import Location

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.xml.parents import Parents

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Places:
    """The tables and paragraphs of one part, numbered before the template is modified."""

    def __init__(self, parents: Parents, root: Element, file: str, part: str) -> None:
        self._parents = parents
        self._file = file
        self._part = part
        self._tables = {table: at for at, table in enumerate(root.iter(_W + "tbl"), 1)}
        outside = (p for p in root.iter(_W + "p") if parents.nearest(p, _W + "tbl") is None)
        self._paragraphs = {paragraph: at for at, paragraph in enumerate(outside, 1)}

    def of(self, paragraph: Element) -> Location:
        """Return a paragraph's location: its table cell, or its number outside tables."""
        parents = self._parents
        cell = parents.nearest(paragraph, _W + "tc")
        row = None if cell is None else parents.nearest(cell, _W + "tr")
        table = None if row is None else parents.nearest(row, _W + "tbl")
        if cell is None or row is None or table is None:
            return Location(
                self._file, part=self._part or None, paragraph=self._paragraphs.get(paragraph)
            )
        numbers = (self._tables[table], self._number(row), self._number(cell))
        return Location(self._file, part="{}第{}个表格第{}行第{}格".format(self._part, *numbers))

    def _number(self, element: Element) -> int:
        parent = self._parents.of(element)
        return 1 if parent is None else parent.findall(element.tag).index(element) + 1
