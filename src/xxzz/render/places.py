"""Names the place of a template's paragraph as a person counts it in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.location import Location

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Places:
    """The tables and paragraphs of one part, numbered before anything in it is moved."""

    def __init__(self, root: etree._Element, file: str, part: str) -> None:
        self._file = file
        self._part = part
        self._tables = {table: at for at, table in enumerate(root.iter(_W + "tbl"), 1)}
        outside = (
            p for p in root.iter(_W + "p") if next(p.iterancestors(_W + "tbl"), None) is None
        )
        self._paragraphs = {paragraph: at for at, paragraph in enumerate(outside, 1)}

    def of(self, paragraph: etree._Element) -> Location:
        """Return the place of a paragraph: its table cell, or its number outside tables."""
        cell = next(paragraph.iterancestors(_W + "tc"), None)
        if cell is None:
            return Location(
                self._file, part=self._part or None, paragraph=self._paragraphs[paragraph]
            )
        row = next(cell.iterancestors(_W + "tr"))
        table = next(row.iterancestors(_W + "tbl"))
        numbers = (self._tables[table], _number(row), _number(cell))
        return Location(self._file, part="{}第{}个表格第{}行第{}格".format(self._part, *numbers))


def _number(element: etree._Element) -> int:
    return sum(1 for _ in element.itersiblings(element.tag, preceding=True)) + 1
