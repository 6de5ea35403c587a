"""A table while it is read: rows and cells as they open and close."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import Block, Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.paragraph_styles import ParagraphStyles

MOST_COLUMNS = 63
"""As in Word."""
_EQUAL = 1440


@dataclass(slots=True)
class TableBuilder:
    """Collects the cells of one table."""

    element: Element
    w: str
    rows: list[Row] = field(default_factory=list)
    _row: list[Cell] = field(default_factory=list)
    _opened: Element | None = None
    _cell: list[Block] = field(default_factory=list)

    def open_row(self) -> None:
        """Begin a row."""
        self._row = []

    def close_row(self, row: Element, *, gone: bool) -> None:
        """End a row; one without cells, and one that nobody sees, is none."""
        if self._row and not gone:
            properties = row.find(f"{self.w}trPr")
            before = self._number(properties, "gridBefore")
            heading = properties is not None and properties.find(f"{self.w}tblHeader") is not None
            self.rows.append(Row(tuple(self._row), before, heading))
        self._row = []

    def open_cell(self, cell: Element) -> list[Block] | None:
        """Begin a cell; returns where its content goes, None for a cell within a cell."""
        if self._opened is not None:
            return None
        self._opened, self._cell = cell, []
        return self._cell

    def close_cell(self, cell: Element) -> bool:
        """End a cell, if it is the one that was begun."""
        if self._opened is not cell:
            return False
        properties = cell.find(f"{self.w}tcPr")
        span = max(self._number(properties, "gridSpan"), 1)
        down = None if properties is None else properties.find(f"{self.w}vMerge")
        merged = "" if down is None else down.get(f"{self.w}val", "continue")
        merged = merged if merged in ("", "restart") else "continue"
        self._row.append(Cell(tuple(self._cell), span, merged))
        self._opened = None
        return True

    def made(self, styles: ParagraphStyles) -> Table | None:
        """Return the table, None where it is wider than any that Word takes."""
        columns = max((row.columns for row in self.rows), default=0)
        if not 0 < columns <= MOST_COLUMNS:
            return None
        return Table(self._widths(columns), tuple(self.rows), styles.has_lines(self.element))

    def content(self) -> Iterator[Block]:
        """Yield what stands in the cells, one after another."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.blocks

    def _widths(self, columns: int) -> tuple[int, ...]:
        """Return the widths of the columns: equal ones where the table tells none."""
        w = self.w
        grid = [
            _twips(one.get(f"{w}w", "")) for one in self.element.iterfind(f"{w}tblGrid/{w}gridCol")
        ]
        if len(grid) >= columns and all(grid[:columns]):
            return tuple(grid[:columns])
        for row in self.element.iterfind(f"{w}tr"):
            cells = [_twips(one.get(f"{w}w", "")) for one in row.iterfind(f"{w}tc/{w}tcPr/{w}tcW")]
            if len(cells) == columns and all(cells):
                return tuple(cells)
        return (_EQUAL,) * columns

    def _number(self, properties: Element | None, name: str) -> int:
        one = None if properties is None else properties.find(f"{self.w}{name}")
        text = "" if one is None else one.get(f"{self.w}val", "")
        # beyond what any table has, so that a hostile one is seen to be too wide
        return min(_twips(text), MOST_COLUMNS + 1)


def _twips(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 0
