"""Reads a form's table as rows of cells, with merged cells and inner tables resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING

from xxzz.intake.docx.walk import HIDDEN_ROW_PROPERTIES
from xxzz.intake.form.document import children, needs_walk, plain_text, text_of
from xxzz.text.normalise import cleaned
from xxzz.xml.names import local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

MAX_CELLS = 5_000
_PICTURES = ("blip", "imagedata", "chart", "relIds")
_SPAN = re.compile("[0-9]{1,3}")


@dataclass(slots=True)
class Cell:
    """A cell.

    `row` counts from 1 in the outermost table, as a person counts; `column` is the index in the
    table's grid. `origin` is the uppermost of the cells that are merged with this one downwards,
    None for that one itself. `inner` has the rows of the tables in the cell, `element` is its
    `w:tc`.
    """

    text: str
    row: int
    column: int
    width: int = 1
    origin: Cell | None = None
    inner: list[Line] = field(default_factory=list)
    has_picture: bool = False
    element: Element | None = None


Line = list[Cell]


def read_grid(document: Document, table: Element) -> list[Line]:
    """Read a table's rows; no more than `MAX_CELLS` cells are read."""
    return _Reader(document, table, count(1)).lines


class _Reader:
    """Reads one table in a single pass, and each table in a cell by a reader of its own.

    `numbers` counts the cells of all tables; `outer_row` is the row that an inner table is in.
    """

    def __init__(
        self, document: Document, table: Element, numbers: Iterator[int], outer_row: int = 0
    ) -> None:
        self.lines: list[Line] = []
        self._document = document
        self._numbers = numbers
        self._outer_row = outer_row
        self._column = 0
        self._merged: dict[int, Cell] = {}
        self._above: Cell | None = None
        """The merged cell above the current one, if there is one."""
        self._element: Element | None = None
        """The current cell's element, None between cells."""
        self._parts: list[str] = []
        self._is_plain = True
        self._read(table)

    def _read(self, table: Element) -> None:
        starts = self._starts()
        elements = table.iter()
        next(elements)  # the table itself
        for element in elements:
            start = starts.get(element.tag)
            if start and start(element):
                inside = sum(1 for _ in element.iter()) - 1
                next(islice(elements, inside, inside), None)
        self._close()

    def _starts(self) -> dict[str, Callable[[Element], bool]]:
        """Return the handlers of opening elements by tag; a true result skips the content."""
        w = self._document.w
        return {
            **dict.fromkeys((*needs_walk(w), f"{w}cellDel"), self._leave_to_walk),
            **dict.fromkeys((f"{w}drawing", f"{w}pict", f"{w}object"), self._picture),
            f"{w}tr": self._row,
            f"{w}tc": self._cell,
            f"{w}gridSpan": self._span,
            f"{w}vMerge": self._merge,
            f"{w}tbl": self._table,
            f"{w}p": self._paragraph,
            f"{w}t": self._text,
            f"{w}br": self._break,
        }

    def _row(self, row: Element) -> bool:
        self._close()
        w = self._document.w
        properties = {one.tag: one for some in row.iterfind(f"{w}trPr") for one in some}
        if any(f"{w}{name}" in properties for name in HIDDEN_ROW_PROPERTIES):
            return True
        self._column = _number(properties.get(f"{w}gridBefore"), w, least=0)
        self.lines.append([])
        return False

    def _cell(self, element: Element) -> bool:
        self._close()
        if not self.lines or next(self._numbers) > MAX_CELLS:
            return True
        self.lines[-1].append(Cell("", self._outer_row or len(self.lines), self._column))
        self.lines[-1][-1].element = element
        self._above = self._merged.pop(self._column, None)
        self._element = element
        self._parts = []
        self._is_plain = not self._document.styles.hide_text
        return False

    def _close(self) -> None:
        """Finish the current cell, if there is one."""
        if self._element is None:
            return
        cell = self.lines[-1][-1]
        if cell.origin is None:
            cell.text = cleaned("".join(self._parts) if self._is_plain else self._walked())
        self._column += cell.width
        self._element = None

    def _walked(self) -> str:
        w, cell = self._document.w, self._element
        if cell is None or cell.find(f"{w}tcPr/{w}cellDel") is not None:
            return ""
        return "\n".join(text_of(self._document, one) for one in children(cell, w, f"{w}p"))

    def _span(self, element: Element) -> bool:
        if self._element is not None:
            self.lines[-1][-1].width = _number(element, self._document.w)
        return False

    def _merge(self, element: Element) -> bool:
        if self._element is not None:
            cell = self.lines[-1][-1]
            if element.get(f"{self._document.w}val", "continue") != "restart":
                cell.origin = self._above
            self._merged[cell.column] = cell.origin or cell
        return False

    def _table(self, table: Element) -> bool:
        if self._element is not None:
            cell = self.lines[-1][-1]
            inner = _Reader(self._document, table, self._numbers, cell.row)
            cell.inner += inner.lines
        return True

    def _paragraph(self, _: Element) -> bool:
        self._parts.append("\n")
        return False

    def _text(self, element: Element) -> bool:
        self._parts.append(plain_text(element))
        return False

    def _break(self, _: Element) -> bool:
        self._parts.append("\n")
        return False

    def _picture(self, element: Element) -> bool:
        if self._element is not None:
            self.lines[-1][-1].has_picture |= any(
                local_name(one.tag) in _PICTURES for one in element.iter()
            )
        return self._leave_to_walk(element)

    def _leave_to_walk(self, _: Element) -> bool:
        self._is_plain = False
        return False


def _number(element: Element | None, w: str, least: int = 1) -> int:
    text = "" if element is None else element.get(f"{w}val", "")
    return max(int(text), least) if _SPAN.fullmatch(text) else least
