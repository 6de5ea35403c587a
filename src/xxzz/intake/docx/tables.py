"""Builds a table from its rows and cells as a walk opens and closes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import Block, Cell, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.paragraph_styles import ParagraphStyles

MAX_COLUMNS = 63
"""The limit of Word."""
_DEFAULT_WIDTH = 1440


@dataclass(slots=True)
class TableBuilder:
    """Builds the table of one `w:tbl`; `w` is the word-processing namespace in braces."""

    element: Element
    w: str
    rows: list[Row] = field(default_factory=list)
    _row: list[Cell] = field(default_factory=list)
    _cell: Element | None = None
    _cell_blocks: list[Block] = field(default_factory=list)

    def open_row(self) -> None:
        """Begin a row."""
        self._row = []

    def close_row(self, row: Element, *, is_hidden: bool) -> None:
        """End a row; a hidden one, and one without cells, is dropped."""
        if self._row and not is_hidden:
            properties = row.find(f"{self.w}trPr")
            before = self._number(properties, "gridBefore")
            heading = properties is not None and properties.find(f"{self.w}tblHeader") is not None
            self.rows.append(Row(tuple(self._row), before, heading))
        self._row = []

    def open_cell(self, cell: Element) -> list[Block] | None:
        """Begin a cell and return the list for its blocks, None for a cell within a cell."""
        if self._cell is not None:
            return None
        self._cell, self._cell_blocks = cell, []
        return self._cell_blocks

    def close_cell(self, cell: Element) -> bool:
        """End a cell; return False if it is not the one that was begun."""
        if self._cell is not cell:
            return False
        properties = cell.find(f"{self.w}tcPr")
        span = max(self._number(properties, "gridSpan"), 1)
        vertical = None if properties is None else properties.find(f"{self.w}vMerge")
        merged = "" if vertical is None else vertical.get(f"{self.w}val", "continue")
        merged = merged if merged in ("", "restart") else "continue"
        self._row.append(Cell(tuple(self._cell_blocks), span, merged))
        self._cell = None
        return True

    def build(self, styles: ParagraphStyles) -> Table | None:
        """Return the table, None where it has no columns or more than `MAX_COLUMNS`."""
        columns = max((row.columns for row in self.rows), default=0)
        if not 0 < columns <= MAX_COLUMNS:
            return None
        return Table(self._widths(columns), tuple(self.rows), styles.has_borders(self.element))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of all cells, for a table that can't be built."""
        for row in self.rows:
            for cell in row.cells:
                yield from cell.blocks

    def _widths(self, columns: int) -> tuple[int, ...]:
        """Return the columns' widths from the grid, else from a full row, else equal ones."""
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
        return (_DEFAULT_WIDTH,) * columns

    def _number(self, properties: Element | None, name: str) -> int:
        one = None if properties is None else properties.find(f"{self.w}{name}")
        text = "" if one is None else one.get(f"{self.w}val", "")
        # limited before they are added up, to one more than is allowed
        return min(_twips(text), MAX_COLUMNS + 1)


def _twips(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 0
