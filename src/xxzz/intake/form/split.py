"""Splits a document into its forms, each with the lines above it and the content behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from xxzz.intake.form.document import blocks, text_of
from xxzz.intake.form.grid import Cell, read_grid
from xxzz.intake.form.inner import fields_in
from xxzz.intake.form.title import Title, TitleKind
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Labels
    from xxzz.intake.form.title import TitleReader

_MIN_FIELDS = 4
"""The least fields of 附件3 with labels in a table that is a form."""
_MIN_FIELDS_WITH_NAME = 2
"""The same for a table with 名称, which can be the first part of a form that was cut in two."""
_MIN_FIELDS_UNTITLED = 8
"""The same without title and 名称, since any table of data has 邮箱, 地址 and 电话."""
_SEVERAL, _FIRST_CELLS = 2, 2
_LINES_ABOVE = 8
_MIN_TEXT_ABOVE = 20
"""The least characters above the first form that are worth a remark; 附件3 or a number is not."""
_MAX_TEXT_BETWEEN = 100
"""The most characters between two tables that are parts of one form."""


@dataclass(slots=True)
class Segment:
    """A form: title, lines between title and table, tables, their fields, content behind them."""

    title: Title
    head: Sequence[str]
    tables: list[list[Line]]
    fields: set[str]
    tail: list[Element] = field(default_factory=list)


class Splitter:
    """Splits one document."""

    def __init__(self, document: Document, labels: Labels, titles: TitleReader) -> None:
        self.segments: list[Segment] = []
        self.above = ""
        """The text above the first form that is no part of it."""
        self.title = Title(TitleKind.NONE)
        """The title of a document without a form."""
        self._document = document
        self._labels = labels
        self._name = labels.name
        self._titles = titles
        self._pending: list[Element] = []
        """The blocks since the last form that are not assigned yet."""
        for block in blocks(document):
            if not (block.is_table and self._is_form(block.element)):
                self._pending.append(block.element)
        if self.segments:
            self.segments[-1].tail += self._pending
        self.segments = [one for one in self.segments if self._is_whole(one)]
        if not self.segments:
            self._read_as_text()

    def _read_as_text(self) -> None:
        """Find the title of a document without tables of a form, and a form of lines under it."""
        lines = [text for element in self._pending for text in self._lines(element)]
        self.title = self._titles.read(lines[:_LINES_ABOVE])
        if self.title.kind not in (TitleKind.THIS_YEAR, TitleKind.WITHOUT_YEAR):
            return
        below = lines[self.title.at + 1 :]
        labels = [pair.label for line in below for pair in self._labels.split(line)]
        labels += [label for line in below if (label := self._labels.whole(line))]
        fields = {label.field for label in labels}
        if len(fields - {""}) >= _MIN_FIELDS:
            self.segments.append(Segment(self.title, below, [], fields))

    def _is_form(self, table: Element) -> bool:
        lines = read_grid(self._document, table)
        headings = list(self._headings())
        fields = set(fields_in([*headings, *lines], self._labels))
        if self._continues(fields):
            self.segments[-1].tables.append([*headings, *lines])
            self.segments[-1].fields |= fields
            self._pending = []
            return True
        needed = _MIN_FIELDS_WITH_NAME if self._name in fields else _MIN_FIELDS
        if len(fields) < needed:
            return False
        self._begin(lines, fields)
        self._split_rows()
        return True

    def _split_rows(self) -> None:
        """Split the last form where its table has the boxes of a further one below."""
        last = self.segments[-1]
        (lines,) = last.tables
        starts = [at for at, line in enumerate(lines) if self._name in self._labelled(line)]
        if len(starts) < _SEVERAL or starts[0] > starts[1] - starts[0]:
            return
        parts = [lines[a:b] for a, b in pairwise([0, *starts[1:], len(lines)])]
        fields = [set(fields_in(part, self._labels)) for part in parts]
        if all(len(one) >= _MIN_FIELDS for one in fields):
            self.segments[-1:] = [
                Segment(last.title, last.head, [part], found)
                for part, found in zip(parts, fields, strict=True)
            ]

    def _labelled(self, line: Line) -> set[str]:
        """Return the fields whose labels are the first cells of a row."""
        labels = (self._labels.whole(cell.text) for cell in line[:_FIRST_CELLS])
        return {label.field for label in labels if label}

    def _continues(self, fields: set[str]) -> bool:
        """Tell whether a table is a further part of the form before it."""
        if not self.segments or self._name in fields:
            return False
        between = sum(len(line) for element in self._pending for line in self._lines(element))
        are_new = bool(fields) and not fields & self.segments[-1].fields
        return not between or (are_new and between <= _MAX_TEXT_BETWEEN)

    def _headings(self) -> Iterator[Line]:
        """Yield the lines between two tables that begin a section: 二、联系人信息."""
        for line in (line for element in self._pending for line in self._lines(element)):
            label = self._labels.whole(line)
            if label and label.section:
                yield [Cell(line, 0, 0)]

    def _begin(self, lines: list[Line], fields: set[str]) -> None:
        start, title, head = self._head()
        first = next((cell.text for line in lines[:1] for cell in line if len(line) == 1), "")
        inside = self._titles.read([first]) if first else Title(TitleKind.NONE)
        if not title.is_of_award and inside.kind is not TitleKind.NONE:
            title = inside
            # the line for the 推荐单位 may be in the title's cell
            below = first.split("\n")[1:]
            if any(self._labels.split(line) for line in below):
                head, lines = [*head, *below], lines[1:]
        before = self._pending[:start]
        if self.segments:
            self.segments[-1].tail += before
        else:
            above = "\n".join(text_of(self._document, element) for element in before)
            self.above = cleaned(above) if len(above) >= _MIN_TEXT_ABOVE else ""
        self._pending = []
        self.segments.append(Segment(title, head, [lines], fields))

    def _head(self) -> tuple[int, Title, list[str]]:
        """Find the lines above a form, from its title or the line for the 推荐单位 on.

        Returns the index of the first block, the title, and the lines below it.
        """
        start = len(self._pending)
        taken: list[tuple[int, str]] = []
        for at in range(len(self._pending) - 1, -1, -1):
            lines = self._lines(self._pending[at])
            taken[:0] = [(at, line) for line in lines]
            if len(taken) >= _LINES_ABOVE:
                break
        title = self._titles.read([line for _, line in taken])
        if title.kind is not TitleKind.NONE:
            start = taken[title.at][0]
            # the line 附件3 above the title belongs to the form
            if title.at and len(taken[title.at - 1][1]) <= len("附件 3："):
                start = taken[title.at - 1][0]
            return start, title, [line for _, line in taken[title.at + 1 :]]
        head: list[str] = []
        for at, line in reversed(taken):
            if not self._labels.split(line):
                break
            start = at
            head.insert(0, line)
        return start, title, head

    def _lines(self, element: Element) -> list[str]:
        return [line for line in map(cleaned, text_of(self._document, element).split("\n")) if line]

    def _is_whole(self, segment: Segment) -> bool:
        needed = _MIN_FIELDS if self._name in segment.fields else _MIN_FIELDS_UNTITLED
        return segment.title.is_of_award or len(segment.fields) >= needed
