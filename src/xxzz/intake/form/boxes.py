"""Pairs the labels of a form's tables with their values, whatever people did to the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import (
    Found,
    Text,
    is_cut_up,
    join,
    row_name,
    share_numbers,
    short,
    under_names,
)
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
_CHOICE = "category"


@dataclass(slots=True)
class Boxes:
    """Reads the tables of one form.

    `unlabelled` are texts that belong to no label, `unused` the names of boxes that 附件3 lacks.
    """

    labels: Labels
    unlabelled: list[str] = field(default_factory=list)
    unused: dict[str, None] = field(default_factory=dict)
    _answers: dict[str, Found] = field(default_factory=dict)
    _section: str = ""
    _open: tuple[Label, Cell] | None = None
    _waiting: bool = False
    _labels_above: dict[int, tuple[Label, Cell]] = field(default_factory=dict)
    _columns: dict[int, str] = field(default_factory=dict)
    _filled: set[tuple[int, int]] = field(default_factory=set)
    """The labels of boxes that 附件3 lacks, by row and column, that have their content."""
    _unused_rows: set[int] = field(default_factory=set)
    """Rows with text that no box took."""
    _further: int = 0
    """How many cells with text stand behind the current one and before the next label."""

    def read(self, lines: Sequence[Line]) -> None:
        """Read a table's lines, after those of the tables before it."""
        for line in lines:
            above, self._labels_above = self._labels_above, {}
            self._open, self._waiting = None, False
            if self._is_of_columns(line):
                continue
            only_labels = all(self._label_of(cell) for cell in line)
            for at, cell, label in self._labelled(line):
                behind = takewhile(lambda other: not self._label_of(other), line[at + 1 :])
                self._further = sum(bool(other.text) for other in behind)
                if label and (only_labels or not self._is_answer(label)):
                    self._start(label, cell)
                elif cell.origin is None:
                    self._value(cell, above)
                if cell.inner and fields_in(cell.inner, self.labels, self._section):
                    self._read_inner(cell.inner)

    def read_line(self, text: str, *, is_form: bool = False) -> None:
        """Read a line of text that stands in no table.

        `is_form` is true where the form has no table; there labels also stand over their values.
        """
        nowhere = Cell(text, 0, 0)
        if is_form and (label := self.labels.whole(text, self._section)):
            self._section = self.labels.section_of(label) or self._section
            self._put(label, nowhere, nowhere, "")
            self._open = (label, nowhere)
            return
        pieces = self.labels.pieces(text, self._section)
        for piece in pieces:
            self._section = self.labels.section_of(piece.label) or self._section
            if piece.label.section and self.labels.pieces(piece.value, self._section):
                self.read_line(piece.value, is_form=is_form)
                continue
            self._put(piece.label, nowhere, nowhere, piece.value)
            self._open = (piece.label, nowhere)
        if (
            not pieces
            and self._open
            and (is_form or self._open[0].field in self.labels.long_fields)
        ):
            self._put_below(text, nowhere)

    def _put_below(self, text: str, place: Cell) -> None:
        """Put a line without a label to the label above it, which must not have its value yet."""
        label, owner = self._open or (PASSED_OVER, place)
        known = self._answers.get(label.field)
        if label.field in self.labels.long_fields or not (known and known.texts):
            self._put(label, owner, place, unfilled(text))
        else:
            self.unlabelled.append(short(text))

    def found(self) -> Iterator[Box]:
        """Yield what was found, a box for each field."""
        share_numbers(self._answers, self.labels.mobile_beside)
        for name, answer in self._answers.items():
            value, split = join(under_names(answer.texts) if name == _CHOICE else answer.texts)
            if split and name != _CHOICE:
                answer.doubts.append("这一栏的内容分在几格里，已合在一起。")
            if name not in (_CHOICE, *self.labels.long_fields):
                value = self.labels.tidy(value)
            for row, _, text in answer.others:
                answer.doubts.append(f"{row_name(row)}还写着“{short(text)}”，没有采用。")
            if not value and {answer.row, answer.row + 1} & self._unused_rows:
                answer.doubts.append("这一栏没有读到内容，它旁边有没有采用的文字。")
            place = f"第{answer.row}行" if answer.row else "表格上方"
            yield Box(name, value, place, tuple(answer.doubts))

    def _is_of_columns(self, line: Line) -> bool:
        """Read a line of a table of persons: labels over columns, then a person in each line."""
        first, *others = line
        heads = len(others) > 1 and all(map(self._is_column, others))
        if heads and not self.labels.is_column(first.text):
            self._columns = {cell.column: cell.text for cell in others}
            return True
        label = self._label_of(first)
        if not (self._columns and label and label.section) or any(map(self._label_of, others)):
            self._columns = {}
            return False
        self._section = label.section
        for cell in others:
            inner = self.labels.whole(self._columns.get(cell.column, ""), self._section)
            if inner and self.labels.section_of(inner) in ("", label.section):
                self._put(inner, cell, cell, unfilled(cell.text))
            elif cell.text:
                self._leave(cell.text, cell)
        return True

    def _is_column(self, cell: Cell) -> bool:
        label = self._label_of(cell)
        return self.labels.is_column(cell.text) or bool(label and label.other)

    def _labelled(self, line: Line) -> Iterator[tuple[int, Cell, Label | None]]:
        """Yield the cells with their place in the line, and what they stand for as labels."""
        at = 0
        while at < len(line):
            cell, taken = line[at], 1
            label = self._label_of(cell)
            if label is None and not self._waiting and 0 < len(cell.text) <= _PART_OF_A_LABEL:
                label, taken = self._split_label(line[at : at + _MOST_CELLS_OF_A_LABEL])
            yield at + taken - 1, cell, label
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
        return bool(label.section or label.other) and self.labels.is_inner(self._open[0])

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
            self._leave(text, cell)

    def _leave(self, text: str, cell: Cell) -> None:
        """Keep in mind a text that belongs to no box."""
        self.unlabelled.append(short(text))
        self._unused_rows.add(cell.row)

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
                doubt = f"栏名和内容之间没有冒号，当作“{short(piece.value)}”。"
                self._answers[piece.label.field].doubts.append(doubt)
        self._open = None

    def _put(self, label: Label, owner: Cell, cell: Cell, text: str) -> None:
        if label.other:
            self._pass_over(label, owner, cell, text)
        if not label.field or (label.section and not text):
            if label.vague and text:
                self._leave(text, cell)
            return
        answer = self._answers.setdefault(label.field, Found(owner, cell.row))
        if not text:
            return
        self._answer(answer, label, owner, Text(cell.row, cell.column, text))

    def _pass_over(self, label: Label, owner: Cell, cell: Cell, text: str) -> None:
        """Name a box that 附件3 lacks; a second text behind it may be another box's answer."""
        self.unused[label.other] = None
        if text and (owner.row, owner.column) in self._filled:
            self._leave(text, cell)
        elif text:
            self._filled.add((owner.row, owner.column))

    def _answer(self, answer: Found, label: Label, owner: Cell, piece: Text) -> None:
        if not answer.texts:
            answer.owner, answer.row = owner, piece.row
        if label.field in self.labels.long_fields and piece.row in {
            one.row for one in answer.texts
        }:
            self._unused_rows.add(piece.row)  # it may be the answer of a box that looks empty
        self._take(
            answer, piece, more=answer.owner is owner and self._is_more(label, answer, piece)
        )
        if label.vague:
            answer.doubts.append("这一格没有归到负责人或联系人下面，看不出是谁的。")

    def _take(self, answer: Found, piece: Text, *, more: bool) -> None:
        """Add a piece to an answer, or to what stands beside it and is not used."""
        if more:
            answer.texts.append(piece)
        elif piece.text not in (known.text for known in answer.texts):
            answer.others.append(piece)

    def _is_more(self, label: Label, answer: Found, piece: Text) -> bool:
        """Tell whether a cell goes on with an answer, and is no box of its own without a label."""
        beside = [one.text for one in answer.texts if one.row == piece.row]
        return (
            not beside
            or label.field in (_CHOICE, *self.labels.long_fields)
            or is_cut_up([*beside, piece.text])
            or (self._further == 0 and len(piece.text) > _PART_OF_A_LABEL)
        )

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
