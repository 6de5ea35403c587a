"""Pairs the labels of a form's tables with their values, however people changed the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import row_name, short
from xxzz.intake.form.inner import answer_lines, fields_in
from xxzz.intake.form.label import IGNORED
from xxzz.intake.form.label_splitter import without_writing_line
from xxzz.intake.form.line_labels import heads_columns, label_of, split_label
from xxzz.intake.form.people import People

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.label_splitter import LabelledValue
    from xxzz.intake.form.labels import Labels
    from xxzz.intake.form.place import FormPlace


@dataclass(slots=True)
class BoxReader:
    """Reads the tables of one form, in order."""

    place: FormPlace
    labels: Labels = field(init=False)
    _open: tuple[Label, Cell] | None = None
    """The label, with its cell, whose values are read."""
    _expects_value: bool = False
    """Whether the open label has no value yet."""
    _labels_above: dict[int, tuple[Label, Cell]] = field(default_factory=dict)
    """The labels in the row above that have no value beside them, by column."""
    _long_above: tuple[Label, Cell] | None = None
    """The label, with its cell, of a long answer that the row above ends with."""
    _people: People = field(init=False)
    _texts_ahead: int = 0
    """The number of cells with text between the current cell and the next label."""

    def __post_init__(self) -> None:
        """Begin outside any table of persons."""
        self.labels = self.place.labels
        self._people = People(self.labels)

    def read(self, lines: Sequence[Line]) -> None:
        """Read a table's rows, after those of the tables before it."""
        for at, line in enumerate(lines):
            below = lines[at + 1] if at + 1 < len(lines) else []
            above, self._labels_above = self._labels_above, {}
            long_above, self._long_above = self._long_above, None
            self._open, self._expects_value = None, False
            if not (self._read_people(line, below) or self._continue(long_above, line)):
                self._read_row(line, above)

    def _read_row(self, line: Line, above: Mapping[int, tuple[Label, Cell]]) -> None:
        if self._has_values_first(line):
            line = [line[at + 1 - 2 * (at % 2)] for at in range(len(line))]
        only_labels = heads_columns(self.labels, line, self.place.section)
        for at, cell, label in self._labelled(line):
            if only_labels and not cell.text:
                continue
            behind = takewhile(lambda other: not self._label_of(other), line[at + 1 :])
            self._texts_ahead = sum(bool(other.text) for other in behind)
            has_boxes = self._has_boxes(cell)
            if label and (only_labels or not self._is_answer(label)):
                self._start(label, cell)
            elif cell.origin is None:
                self._value(cell, above)
            if has_boxes:
                self._read_inner(cell.inner)
        if self._open and self._open[0].field in self.labels.long_fields:
            self._long_above = self._open

    def _continue(self, long_above: tuple[Label, Cell] | None, line: Line) -> bool:
        """Add a row whose label is blank to the long answer in the row above."""
        texts = [cell for cell in line if cell.text]
        if not long_above or line[0].text or line[0].origin or len(texts) != 1:
            return False
        (cell,) = texts
        if self._label_of(cell) or self.labels.split(cell.text, self.place.section):
            return False
        self._long_above = long_above
        self._put(*long_above, cell, self._content(cell))
        doubt = f"{row_name(cell.row)}没有栏名，当作这一栏的下文。"
        self.place.collected.doubt(long_above[0].field, doubt)
        return True

    def _read_people(self, line: Line, below: Line) -> bool:
        """Read a row of a table of persons; return False for any other row."""
        found = self._people.read(line, below, self.place.section)
        for label, cell in found or ():
            if label == IGNORED and cell.text:
                self.place.collected.add_unlabelled(cell.text, cell)
            else:
                self.place.enter(label)
                self._put(label, cell, cell, without_writing_line(cell.text))
        return found is not None

    def _labelled(self, line: Line) -> Iterator[tuple[int, Cell, Label | None]]:
        """Yield the cells with their index in the row, and with the label that they are, if any.

        Of a label over several cells, the first cell has the index of the last.
        """
        at = 0
        while at < len(line):
            cell, taken = line[at], 1
            label = self._label_of(cell)
            if label is None and not self._expects_value:
                label, taken = split_label(self.labels, line[at:], self.place.section)
            yield at + taken - 1, cell, label
            at += taken

    def _label_of(self, cell: Cell) -> Label | None:
        return label_of(self.labels, cell, self.place.section)

    def _is_answer(self, label: Label) -> bool:
        """Tell whether a label's word is an answer here: 负责人 may be the answer to 职务."""
        if self._open is None or not self._expects_value:
            return False
        return bool(label.section or label.other) and self.labels.is_inner(self._open[0])

    def _start(self, label: Label, cell: Cell) -> None:
        owner = cell.origin or cell
        self.place.enter(label)
        self._open = None if label.section and cell.origin else (label, owner)
        self._expects_value = True
        if not label.section:
            self._labels_above[cell.column] = (label, owner)
            self._put(label, owner, cell, "")

    def _value(self, cell: Cell, above: Mapping[int, tuple[Label, Cell]]) -> None:
        text = self._content(cell)
        opened = self._open
        pairs = self.labels.split(text, self.place.section)
        if opened and not self._may_be_labels(opened[0], pairs):
            pairs = ()
        if opened:
            self._labels_above.pop(opened[1].column, None)
        self._expects_value = False
        if pairs:
            self._add(pairs, cell)
            return
        opened = opened or above.get(cell.column)
        if opened:
            text, pairs = self._split_trailing(opened[0], text)
            self._put(*opened, cell, without_writing_line(text))
            if pairs:
                self._add(pairs, cell)
        elif text:
            self.place.collected.add_unlabelled(text, cell)

    def _split_trailing(self, label: Label, text: str) -> tuple[str, Sequence[LabelledValue]]:
        """Split a short answer from the labels and answers behind it in its cell."""
        if label.joint or label.field in (
            "",
            self.labels.category,
            *self.labels.long_fields,
        ):
            return text, ()
        return self.labels.split_trailing(text, self.place.section)

    def _may_be_labels(self, opened: Label, pairs: Sequence[LabelledValue]) -> bool:
        """Tell whether labels in the text of a cell are labels, and not words of an answer."""
        if opened == IGNORED:
            return False  # the text beside a seal or signature
        if not pairs or pairs[0].label.field == opened.field:
            return True
        sure = all(pair.separated for pair in pairs) or not self._expects_value
        return sure and opened.field not in self.labels.long_fields

    def _add(self, pairs: Sequence[LabelledValue], cell: Cell) -> None:
        for pair in pairs:
            self.place.enter(pair.label)
            if inner := self.labels.whole(pair.value, self.place.section):
                self._start(inner, cell)
                return
            self._put(pair.label, cell, cell, pair.value)
            if pair.value and not pair.separated and pair.label.field:
                doubt = f"栏名和内容之间没有冒号，当作“{short(pair.value)}”。"
                self.place.collected.doubt(pair.label.field, doubt)
            if pair.adjoining and pair.label.field:
                doubt = "这一栏和前一栏写在一起，中间没有隔开。"
                self.place.collected.doubt(pair.label.field, doubt)
        self._open = None

    def _put(self, label: Label, owner: Cell, cell: Cell, text: str) -> None:
        self.place.put(label, owner, cell, text, last=self._texts_ahead == 0)

    def _content(self, cell: Cell) -> str:
        text = self.labels.without_hints(cell.text)
        if not cell.inner or self._has_boxes(cell):
            return text
        return "\n".join(filter(None, (text, *answer_lines(cell.inner))))

    def _has_boxes(self, cell: Cell) -> bool:
        """Tell whether the tables in a cell are boxes of the form, not part of an answer.

        A table of honours has the label 荣誉 itself, and one of a story's readers 姓名.
        """
        fields = (
            fields_in(cell.inner, self.labels, self.place.section) if cell.inner else frozenset()
        )
        if self._open and self._open[0].field in self.labels.long_fields:
            return len(fields - {self._open[0].field}) > 1
        return bool(fields)

    def _has_values_first(self, line: Line) -> bool:
        """Tell whether each label of a row has its value on its left: 张三｜姓名｜主任｜职务."""
        values, labels = line[::2], line[1::2]
        return (
            len(labels) == len(values) > 1
            and all(cell.origin is None and not self._label_of(cell) for cell in values)
            and bool(values[0].text and values[1].text)
            and all(map(self._label_of, labels))
        )

    def _read_inner(self, lines: Sequence[Line]) -> None:
        outer = self._labels_above
        self._labels_above = {}
        self.read(lines)
        self._labels_above = outer
