"""Splits a document into its forms, each with the lines above it and what follows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.form.document import blocks, text_of
from xxzz.intake.form.grid import Cell, read_grid
from xxzz.intake.form.inner import fields_in
from xxzz.intake.form.title import Kind, Title
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Labels
    from xxzz.intake.form.title import TitleReader

_ENOUGH_LABELS = 4
"""Different labels of 附件3 from which a table is a form; with 名称, two can be its first part."""
_ENOUGH_WITH_NAME = 2
_ENOUGH_WITHOUT_NAME = 8
"""Labels from which it is one without title and 名称: any table of data has 邮箱, 地址 and 电话."""
_LINES_ABOVE = 8
_LEAST_ABOVE = 20
"""Characters above the first form from which they are more than 附件3 or a number."""
_MOST_BETWEEN = 100
"""Characters between two tables that can still be parts of one form."""


@dataclass(slots=True)
class Segment:
    """A form: its title, the lines between title and table, its tables, and what follows."""

    title: Title
    head: Sequence[str]
    tables: list[list[Line]]
    fields: set[str]
    tail: list[Element] = field(default_factory=list)


class Splitter:
    """Goes over the blocks of one document."""

    def __init__(self, document: Document, labels: Labels, titles: TitleReader) -> None:
        self.segments: list[Segment] = []
        self.above = ""
        """What stands above the first form and is no part of it."""
        self.title = Title(Kind.NONE)
        """The title of a document without a form."""
        self._document = document
        self._labels = labels
        self._name = labels.name
        self._titles = titles
        self._waiting: list[Element] = []
        for block in blocks(document):
            if not (block.is_table and self._is_form(block.element)):
                self._waiting.append(block.element)
        if self.segments:
            self.segments[-1].tail += self._waiting
        self.segments = [one for one in self.segments if self._is_whole(one)]
        if not self.segments:
            self._read_as_text()

    def _read_as_text(self) -> None:
        """Find the title of a document without a form, and a form that is written as lines."""
        lines = [text for element in self._waiting for text in self._lines(element)]
        self.title = self._titles.read(lines[:_LINES_ABOVE])
        if self.title.kind not in (Kind.OURS, Kind.OURS_WITHOUT_YEAR):
            return
        below = lines[self.title.at + 1 :]
        fields = {piece.label.field for line in below for piece in self._labels.pieces(line)}
        if len(fields - {""}) >= _ENOUGH_LABELS:
            self.segments.append(Segment(self.title, below, [], fields))

    def _is_form(self, table: Element) -> bool:
        lines = read_grid(self._document, table)
        headings = list(self._headings())
        fields = set(fields_in([*headings, *lines], self._labels))
        if self._continues(fields):
            self.segments[-1].tables.append([*headings, *lines])
            self.segments[-1].fields |= fields
            self._waiting = []
            return True
        least = _ENOUGH_WITH_NAME if self._name in fields else _ENOUGH_LABELS
        if len(fields) < least:
            return False
        self._begin(lines, fields)
        return True

    def _continues(self, fields: set[str]) -> bool:
        """Tell whether a table is a further part of the form before it, which was cut in two."""
        if not self.segments or self._name in fields:
            return False
        between = sum(len(line) for element in self._waiting for line in self._lines(element))
        new = bool(fields) and not fields & self.segments[-1].fields
        return not between or (new and between <= _MOST_BETWEEN)

    def _headings(self) -> Iterator[Line]:
        """Yield the lines between two tables that say whose boxes follow: 二、联系人信息."""
        for line in (line for element in self._waiting for line in self._lines(element)):
            label = self._labels.whole(line)
            if label and label.section:
                yield [Cell(line, 0, 0)]

    def _begin(self, lines: list[Line], fields: set[str]) -> None:
        start, title, head = self._head()
        first = next((cell.text for line in lines[:1] for cell in line if len(line) == 1), "")
        inside = self._titles.read([first]) if first else Title(Kind.NONE)
        if title.kind in (Kind.NONE, Kind.OTHER_AWARD) and inside.kind is not Kind.NONE:
            title = inside
            # the line for the 推荐单位 may stand in the title's cell
            below = first.split("\n")[1:]
            if any(self._labels.pieces(line) for line in below):
                head, lines = [*head, *below], lines[1:]
        before = self._waiting[:start]
        if self.segments:
            self.segments[-1].tail += before
        else:
            above = "\n".join(text_of(self._document, element) for element in before)
            self.above = cleaned(above) if len(above) >= _LEAST_ABOVE else ""
        self._waiting = []
        self.segments.append(Segment(title, head, [lines], fields))

    def _head(self) -> tuple[int, Title, list[str]]:
        """Find where the lines above a form begin: its title, or the line for the 推荐单位."""
        start = len(self._waiting)
        taken: list[tuple[int, str]] = []
        for at in range(len(self._waiting) - 1, -1, -1):
            lines = self._lines(self._waiting[at])
            taken[:0] = [(at, line) for line in lines]
            if len(taken) >= _LINES_ABOVE:
                break
        title = self._titles.read([line for _, line in taken])
        if title.kind is not Kind.NONE:
            start = taken[title.at][0]
            # 附件3 above the title
            if title.at and len(taken[title.at - 1][1]) <= len("附件 3："):
                start = taken[title.at - 1][0]
            return start, title, [line for _, line in taken[title.at + 1 :]]
        head: list[str] = []
        for at, line in reversed(taken):
            if not self._labels.pieces(line):
                break
            start = at
            head.insert(0, line)
        return start, title, head

    def _lines(self, element: Element) -> list[str]:
        return [line for line in map(cleaned, text_of(self._document, element).split("\n")) if line]

    def _is_whole(self, segment: Segment) -> bool:
        ours = segment.title.kind in (Kind.OURS, Kind.OURS_WITHOUT_YEAR, Kind.OTHER_YEAR)
        least = _ENOUGH_LABELS if self._name in segment.fields else _ENOUGH_WITHOUT_NAME
        return ours or len(segment.fields) >= least
