"""Pairs the labels of a form's tables with their values, whatever people did to the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.intake.form.grid import Cell
from xxzz.intake.form.labels import PASSED_OVER, unfilled
from xxzz.intake.form.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Label, Labels, Piece

_MOST_CELLS_OF_A_LABEL = 6
_PART_OF_A_LABEL = 4
"""Characters that a cell has at most where a label is written over several cells."""
_SHOWN = 20


@dataclass(slots=True)
class _Answer:
    """What was found for one field; `owner` is the cell of its label."""

    owner: Cell
    row: int
    texts: list[tuple[int, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Boxes:
    """Reads the tables of one form; `unlabelled` are texts that belong to no label."""

    labels: Labels
    unlabelled: list[str] = field(default_factory=list)
    _answers: dict[str, _Answer] = field(default_factory=dict)
    _section: str = ""
    _open: tuple[Label, Cell] | None = None
    _waiting: bool = False
    _labels_above: dict[int, tuple[Label, Cell]] = field(default_factory=dict)

    def read(self, lines: Sequence[Line]) -> None:
        """Read a table's lines, after those of the tables before it."""
        for line in lines:
            above, self._labels_above = self._labels_above, {}
            self._open, self._waiting = None, False
            only_labels = all(self._label_of(cell) for cell in line)
            for cell, label in self._labelled(line):
                if label and (only_labels or not self._is_answer(label)):
                    self._start(label, cell)
                elif cell.origin is None:
                    self._value(cell, above)
                if cell.inner and fields_in(cell.inner, self.labels, self._section):
                    self._read_inner(cell.inner)

    def read_line(self, text: str) -> bool:
        """Read a line of text above the table; tells whether it was a label with its value."""
        pieces = self.labels.pieces(text)
        nowhere = Cell(text, 0, 0)
        for piece in pieces:
            self._put(piece.label, nowhere, nowhere, piece.value)
        return bool(pieces)

    def found(self) -> Iterator[Box]:
        """Yield what was found, a box for each field."""
        for name, answer in self._answers.items():
            value, split = _join(answer.texts)
            if split and name != "category":
                answer.doubts.append("这一栏的内容分在几格里，已合在一起。")
            place = f"第{answer.row}行" if answer.row else "表格上方"
            yield Box(name, value, place, tuple(answer.doubts))

    def _labelled(self, line: Line) -> Iterator[tuple[Cell, Label | None]]:
        at = 0
        while at < len(line):
            cell, taken = line[at], 1
            label = self._label_of(cell)
            if label is None and not self._waiting and 0 < len(cell.text) <= _PART_OF_A_LABEL:
                label, taken = self._split_label(line[at : at + _MOST_CELLS_OF_A_LABEL])
            yield cell, label
            at += taken

    def _label_of(self, cell: Cell) -> Label | None:
        return self.labels.whole((cell.origin or cell).text, self._section)

    def _split_label(self, cells: Sequence[Cell]) -> tuple[Label | None, int]:
        text = cells[0].text
        for taken, cell in enumerate(cells[1:], 2):
            if not 0 < len(cell.text) <= _PART_OF_A_LABEL:
                break
            text += cell.text
            if label := self.labels.whole(text, self._section):
                return label, taken
        return None, 1

    def _is_answer(self, label: Label) -> bool:
        """Tell whether a label's word is an answer here: 负责人 is also what stands behind 职务."""
        if self._open is None or not self._waiting:
            return False
        return bool(label.section) and self.labels.is_inner(self._open[0])

    def _start(self, label: Label, cell: Cell) -> None:
        owner = cell.origin or cell
        self._section = self.labels.section_of(label) or self._section
        self._open = None if label.section and cell.origin else (label, owner)
        self._waiting = True
        if not label.section:
            self._labels_above[cell.column] = (label, owner)
            self._put(label, owner, cell, "")

    def _value(self, cell: Cell, above: Mapping[int, tuple[Label, Cell]]) -> None:
        text = self._content(cell)
        opened = self._open
        pieces = self.labels.pieces(text, self._section)
        if opened and not self._may_be_labels(opened[0], pieces):
            pieces = ()
        if opened:
            self._labels_above.pop(opened[1].column, None)
        self._waiting = False
        if pieces:
            self._add(pieces, cell)
            return
        opened = opened or above.get(cell.column)
        if opened:
            self._put(*opened, cell, unfilled(text))
        elif text:
            self.unlabelled.append(_short(text))

    def _may_be_labels(self, opened: Label, pieces: Sequence[Piece]) -> bool:
        """Tell whether labels in the text of a cell are labels, and not words of an open answer."""
        if opened == PASSED_OVER:
            return False  # what a person writes beside a seal is no answer
        if not pieces or pieces[0].label.field == opened.field:
            return True
        sure = all(piece.sure for piece in pieces) or not self._waiting
        return sure and opened.field not in self.labels.long_fields

    def _add(self, pieces: Sequence[Piece], cell: Cell) -> None:
        for piece in pieces:
            self._section = self.labels.section_of(piece.label) or self._section
            if inner := self.labels.whole(piece.value, self._section):
                self._start(inner, cell)
                return
            self._put(piece.label, cell, cell, piece.value)
            if piece.value and not piece.sure and piece.label.field:
                doubt = f"栏名和内容之间没有冒号，当作“{_short(piece.value)}”。"
                self._answers[piece.label.field].doubts.append(doubt)
        self._open = None

    def _put(self, label: Label, owner: Cell, cell: Cell, text: str) -> None:
        if not label.field or (label.section and not text):
            if label.vague and text:
                self.unlabelled.append(_short(text))
            return
        answer = self._answers.setdefault(label.field, _Answer(owner, cell.row))
        if not text:
            return
        if not answer.texts:
            answer.owner, answer.row = owner, cell.row
        if answer.owner is owner:
            answer.texts.append((cell.row, text))
        elif text not in (known for _, known in answer.texts):
            answer.doubts.append(f"第{cell.row}行还写着“{_short(text)}”，没有采用。")
        if label.vague:
            answer.doubts.append("这一格没有归到负责人或联系人下面，看不出是谁的。")

    def _content(self, cell: Cell) -> str:
        text = self.labels.without_hints(cell.text)
        if not cell.inner or fields_in(cell.inner, self.labels, self._section):
            return text
        rows = (" ".join(inner.text for inner in line if inner.text) for line in cell.inner)
        return "\n".join(filter(None, (text, *rows)))

    def _read_inner(self, lines: Sequence[Line]) -> None:
        hanging = self._labels_above
        self._labels_above = {}
        self.read(lines)
        self._labels_above = hanging


def fields_in(lines: Sequence[Line], labels: Labels, section: str = "") -> frozenset[str]:
    """Return the fields whose labels stand in a table, or in tables within it, in a section."""
    found: set[str] = set()
    for line in lines:
        for cell in line:
            label = labels.whole(cell.text, section)
            pieces = () if label else labels.pieces(cell.text, section)
            found |= {one.field for one in (label, *(piece.label for piece in pieces)) if one}
            found |= fields_in(cell.inner, labels, section)
    return frozenset(found - {""})


def _join(texts: Sequence[tuple[int, str]]) -> tuple[str, bool]:
    """Join what stands in several cells; tells whether a person should look at the result."""
    lines: list[str] = []
    split = False
    for _, group in groupby(texts, key=lambda pair: pair[0]):
        pieces = [text for _, text in group]
        single = all(len(piece) == 1 for piece in pieces)
        numbers = all(piece.isascii() and piece.isalnum() for piece in pieces)
        lines.append(("" if single or numbers else " ").join(pieces))
        split |= len(pieces) > 1 and not single
    return "\n".join(lines), split


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
