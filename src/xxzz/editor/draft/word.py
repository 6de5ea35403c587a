"""Reads the tables of a Word document as texts, with the lines above each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.convert import to_docx
from xxzz.intake.docx.kind import is_old_word
from xxzz.intake.docx.text import DocumentUnreadable, open_document
from xxzz.intake.form.document import blocks, text_of
from xxzz.intake.form.grid import read_grid
from xxzz.intake.form.prepare import prepare
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Line


@dataclass(slots=True)
class WordTable:
    """A table; `above` are the lines since the previous table.

    The text of a merged cell is repeated in all its positions; `lower` has those after the first.
    """

    above: tuple[str, ...]
    rows: list[list[str]]
    lower: set[tuple[int, int]]

    @property
    def wide(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def continue_with(self, other: WordTable) -> None:
        """Append the rows of a table that continues this one on the next page."""
        start = len(self.rows)
        self.rows += other.rows
        self.lower |= {(start + row, column) for row, column in other.lower}

    def labels(self, upto: int) -> list[str]:
        """Return the header of each column: the lowest non-empty text of the first rows."""
        columns = zip(*self.rows[:upto], strict=True)
        return [next((text for text in reversed(column) if text), "") for column in columns]


def tables_in(data: bytes) -> list[WordTable]:
    """Read the tables of a Word document; an old .doc is converted by LibreOffice.

    Raises:
        DocumentUnreadable: it is not a readable Word document.
    """
    if is_old_word(data):
        converted = to_docx([data])[0]
        if isinstance(converted, DocumentUnreadable):
            raise converted
        data = converted
    document = open_document(data)
    prepare(document)
    found: list[WordTable] = []
    above: list[str] = []
    for block in blocks(document):
        if block.is_table:
            table = _table(read_grid(document, block.element), above)
            if not above and found and table.wide == found[-1].wide:
                found[-1].continue_with(table)  # the table was split at a page break
            else:
                found.append(table)
            above = []
        else:
            lines = map(cleaned, text_of(document, block.element).split("\n"))
            above += [line for line in lines if line]
    return found


def label(text: str) -> str:
    """Return the comparison key of a header."""
    return comparison_key(text)


def _table(lines: Sequence[Line], above: list[str]) -> WordTable:
    wide = max((cell.column + cell.width for line in lines for cell in line), default=0)
    rows = [[""] * wide for _ in lines]
    lower = set()
    for at, line in enumerate(lines):
        for cell in line:
            text = "".join((cell.origin or cell).text.split("\n"))
            for column in range(cell.column, cell.column + cell.width):
                rows[at][column] = text
                if cell.origin is not None or column > cell.column:
                    lower.add((at, column))
    return WordTable(tuple(above), rows, lower)
