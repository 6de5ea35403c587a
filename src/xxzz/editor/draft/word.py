"""Reads the tables of a Word document as texts, with the lines above each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from xxzz.intake.docx.convert import to_docx
from xxzz.intake.docx.kind import is_old_word
from xxzz.intake.docx.text import DocumentUnreadable, open_document
from xxzz.intake.form.document import blocks, text_of
from xxzz.intake.form.grid import read_grid
from xxzz.intake.form.prepare import prepare
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.intake.form.grid import Cell, Line


_HEADING = re.compile(r"附件\s*[0-9一二三四五六七八九]*[:：]?|[^。；]*(?:表|指标|通知)(?:（续）)?")
"""A line with which something else begins, not a note below a table."""
_GOES_ON = re.compile(r"[（(]?(?:接|续)上?[表页][）)]?[:：]?|.*[（(](?:接|续)(?:上?[表页])?[）)]")


@dataclass(slots=True)
class WordTable:
    """A table; `above` are the lines since the previous table, and rows that are a title.

    The text of a merged cell is repeated in all its positions; `lower` has those after the first.
    `across` has the rows that are one cell, `split` the cells of several paragraphs. `below` are
    notes: the last rows that are one cell, the lines up to a heading, the footnotes.
    """

    above: tuple[str, ...]
    rows: list[list[str]]
    lower: set[tuple[int, int]]
    across: set[int] = field(default_factory=set)
    split: set[tuple[int, int]] = field(default_factory=set)
    below: list[str] = field(default_factory=list)

    @property
    def wide(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def continue_with(self, other: WordTable) -> None:
        """Append the rows of a table that continues this one on the next page."""
        start = len(self.rows)
        self.rows += other.rows
        self.lower |= {(start + row, column) for row, column in other.lower}
        self.split |= {(start + row, column) for row, column in other.split}
        self.across |= {start + row for row in other.across}
        self.below += other.below


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
    _bracket_raised(document)
    prepare(document)
    notes = _footnotes(document)
    found: list[WordTable] = []
    lines: list[str] = []
    for block in blocks(document):
        if not block.is_table:
            texts = map(cleaned, text_of(document, block.element).split("\n"))
            lines += [line for line in texts if line]
            continue
        own = [notes[one] for one in _references(document, block.element) if one in notes]
        table = _table(read_grid(document, block.element), lines, own)
        if found and table.wide == found[-1].wide and all(map(_GOES_ON.fullmatch, lines)):
            found[-1].continue_with(table)  # the table was split at a page break
        else:
            _take_notes(found, lines)
            found.append(table)
        lines = []
    _take_notes(found, lines)
    return found


def label(text: str) -> str:
    """Return the comparison key of a header."""
    return comparison_key(text)


def _table(lines: Sequence[Line], above: list[str], notes: list[str]) -> WordTable:
    wide = max((cell.column + cell.width for line in lines for cell in line), default=0)
    bands = [len(line) == 1 and line[0].width == wide > 1 for line in lines]
    first = next((at for at, band in enumerate(bands) if not band), 0)
    last = len(lines) - next((at for at, band in enumerate(reversed(bands)) if not band), 0)
    titles, ends = (
        [text for line in some for text in line[0].text.split("\n") if text]
        for some in (lines[:first], lines[last:])
    )
    made = WordTable((*above, *titles), [], set(), below=[*ends, *notes])
    made.across = {at for at, band in enumerate(bands[first:last]) if band}
    for at, line in enumerate(lines[first:last]):
        made.rows.append([""] * wide)
        for cell in line:
            _place(cell, at, made)
    return made


def _place(cell: Cell, at: int, table: WordTable) -> None:
    parts = [part for part in (cell.origin or cell).text.split("\n") if part.strip()]
    for column in range(cell.column, cell.column + cell.width):
        table.rows[at][column] = "".join(parts)
        if cell.origin is not None or column > cell.column:
            table.lower.add((at, column))
        if len(parts) > 1:
            table.split.add((at, column))


def _take_notes(found: Sequence[WordTable], lines: Sequence[str]) -> None:
    if found:
        found[-1].below[:0] = takewhile(lambda line: not _HEADING.fullmatch(line), lines)


def _footnotes(document: Document) -> dict[str, str]:
    """Return the texts of the footnotes by their ids."""
    w = document.w
    root = document.related("footnotes")
    notes = () if root is None else root.iterfind(f"{w}footnote")
    return {note.get(f"{w}id", ""): cleaned(text_of(document, note)) for note in notes}


def _references(document: Document, element: Element) -> Iterator[str]:
    w = document.w
    return (one.get(f"{w}id", "") for one in element.iter(f"{w}footnoteReference"))


def _bracket_raised(document: Document) -> None:
    """Put raised figures in tables, the marks of notes, in brackets: 3 and a raised 1 are not 31.

    They are raised no longer, since `prepare` would remove them.
    """
    w = document.w
    for run in document.body.iterfind(f".//{w}tbl//{w}r"):
        raised = run.find(f"{w}rPr/{w}vertAlign")
        if raised is not None and raised.get(f"{w}val") == "superscript":
            for text in run.iterfind(f"{w}t"):
                text.text = f"（{text.text}）" if text.text else ""
            raised.set(f"{w}val", "baseline")
