"""A form's table as lines of cells, with merged and nested ones resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.form_document import children, text_of
from xxzz.text.normalise import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from xxzz.intake.docx_package import Document

MAX_CELLS = 5_000
_SPAN = re.compile("[0-9]{1,3}")


@dataclass(slots=True)
class Cell:
    """A cell; `row` counts from 1 in the outermost table, and is all a person can count.

    `origin` is the cell of which this one is a lower part, where cells are merged downwards;
    `inner` has the lines of tables in the cell.
    """

    text: str
    row: int
    column: int
    width: int = 1
    origin: Cell | None = None
    inner: list[Line] = field(default_factory=list)


Line = list[Cell]


def read_grid(document: Document, table: _Element) -> list[Line]:
    """Read a table's rows; of absurdly many cells, the first ones."""
    return _Reader(document).read(table)


@dataclass(slots=True)
class _Reader:
    document: Document
    cells: int = 0

    def read(self, table: _Element, outer_row: int = 0) -> list[Line]:
        w = self.document.w
        merged: dict[int, Cell] = {}
        rows = (row for row in children(table, w, (f"{w}tr",)) if not _is_gone(row, w))
        return [
            list(self._line(row, outer_row or number, merged)) for number, row in enumerate(rows, 1)
        ]

    def _line(self, row: _Element, number: int, merged: dict[int, Cell]) -> Iterator[Cell]:
        for element, column in _columns(row, self.document.w):
            self.cells += 1
            if self.cells > MAX_CELLS:
                return
            cell = _cell(self.document, element, (number, column), merged)
            for table in children(element, self.document.w, (f"{self.document.w}tbl",)):
                cell.inner += self.read(table, number)
            yield cell


def _cell(
    document: Document, element: _Element, at: tuple[int, int], merged: dict[int, Cell]
) -> Cell:
    w = document.w
    row, column = at
    properties = element.find(f"{w}tcPr")
    width = _number(properties, w, "gridSpan")
    merge = None if properties is None else properties.find(f"{w}vMerge")
    if merge is not None and merge.get(f"{w}val", "continue") != "restart" and column in merged:
        return Cell("", row, column, width, merged[column])
    gone = properties is not None and properties.find(f"{w}cellDel") is not None
    cell = Cell("" if gone else _text(document, element), row, column, width)
    if merge is None:
        merged.pop(column, None)
    else:
        merged[column] = cell
    return cell


def _columns(row: _Element, w: str) -> Iterator[tuple[_Element, int]]:
    column = _number(row.find(f"{w}trPr"), w, "gridBefore", least=0)
    for element in children(row, w, (f"{w}tc",)):
        yield element, column
        column += _number(element.find(f"{w}tcPr"), w, "gridSpan")


def _text(document: Document, cell: _Element) -> str:
    w = document.w
    if next(cell.iter(f"{w}tbl"), None) is None:
        return clean(text_of(document, cell))
    own = (text_of(document, paragraph) for paragraph in children(cell, w, (f"{w}p",)))
    return clean("\n".join(own))


def _is_gone(row: _Element, w: str) -> bool:
    properties = row.find(f"{w}trPr")
    return properties is not None and any(
        properties.find(f"{w}{name}") is not None for name in ("del", "hidden")
    )


def _number(properties: _Element | None, w: str, name: str, least: int = 1) -> int:
    element = None if properties is None else properties.find(f"{w}{name}")
    text = "" if element is None else element.get(f"{w}val", "")
    return max(int(text), least) if _SPAN.fullmatch(text) else least
