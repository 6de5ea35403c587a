"""Pairs the labels of a form's tables with their values, whatever people did to the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import Text, short
from xxzz.intake.form.collected import PART_OF_A_LABEL, Collected
from xxzz.intake.form.grid import Cell
from xxzz.intake.form.inner import fields_in, written
from xxzz.intake.form.label import PASSED_OVER
from xxzz.intake.form.marks import has_sign
from xxzz.intake.form.people import People
from xxzz.intake.form.pieces import unfilled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels
    from xxzz.intake.form.pieces import Piece

_MOST_CELLS_OF_A_LABEL = 6
_HEADS_BEFORE_BLANKS = 3


@dataclass(slots=True)
class Boxes:
    """Reads the tables of one form; what they say gathers in `collected`."""

    labels: Labels
    collected: Collected
    _section: str = ""
    _open: tuple[Label, Cell] | None = None
    _waiting: bool = False
    _labels_above: dict[int, tuple[Label, Cell]] = field(default_factory=dict)
    _people: People = field(init=False)
    _further: int = 0
    """How many cells with text stand behind the current one and before the next label."""

    def __post_init__(self) -> None:
        """Begin outside any table of persons."""
        self._people = People(self.labels)

    def read(self, lines: Sequence[Line]) -> None:
        """Read a table's lines, after those of the tables before it."""
        for line in lines:
            above, self._labels_above = self._labels_above, {}
            self._open, self._waiting = None, False
            if self._take_people(line):
                continue
            only_labels = self._has_only_labels(line)
            for at, cell, label in self._labelled(line):
                if only_labels and not cell.text:
                    continue
                behind = takewhile(lambda other: not self._label_of(other), line[at + 1 :])
                self._further = sum(bool(other.text) for other in behind)
                if label and (only_labels or not self._is_answer(label)):
                    self._start(label, cell)
                elif cell.origin is None:
                    self._value(cell, above)
                if cell.inner and fields_in(cell.inner, self.labels, self._section):
                    self._read_inner(cell.inner)

    def _has_only_labels(self, line: Line) -> bool:
        """Tell whether a line heads columns; the last of them may be blank, for want of boxes."""
        blank = sum(1 for _ in takewhile(lambda cell: not (cell.origin or cell).text, line[::-1]))
        heads = line[: len(line) - blank]
        enough = not blank or len(heads) >= _HEADS_BEFORE_BLANKS
        return enough and all(self._label_of(cell) for cell in heads)

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
        is_option = label.field == self.labels.category and has_sign(text)
        if (
            is_option
            or label.field in self.labels.long_fields
            or not self.collected.has(label.field)
        ):
            self._put(label, owner, place, unfilled(text))
        else:
            self.collected.leave(text, place)

    def _take_people(self, line: Line) -> bool:
        """Take a line of a table of persons, where it is one."""
        found = self._people.read(line, self._section)
        for label, cell in found or ():
            if label == PASSED_OVER and cell.text:
                self.collected.leave(cell.text, cell)
            else:
                self._section = self.labels.section_of(label) or self._section
                self._put(label, cell, cell, unfilled(cell.text))
        return found is not None

    def _labelled(self, line: Line) -> Iterator[tuple[int, Cell, Label | None]]:
        """Yield the cells with their place in the line, and what they stand for as labels."""
        at = 0
        while at < len(line):
            cell, taken = line[at], 1
            label = self._label_of(cell)
            if label is None and not self._waiting and 0 < len(cell.text) <= PART_OF_A_LABEL:
                label, taken = self._split_label(line[at : at + _MOST_CELLS_OF_A_LABEL])
            yield at + taken - 1, cell, label
            at += taken

    def _label_of(self, cell: Cell) -> Label | None:
        return self.labels.whole((cell.origin or cell).text, self._section)

    def _split_label(self, cells: Sequence[Cell]) -> tuple[Label | None, int]:
        text = cells[0].text
        for taken, cell in enumerate(cells[1:], 2):
            if not 0 < len(cell.text) <= PART_OF_A_LABEL:
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
            text, pieces = self._parted(opened[0], text)
            self._put(*opened, cell, unfilled(text))
            if pieces:
                self._add(pieces, cell)
        elif text:
            self.collected.leave(text, cell)

    def _parted(self, label: Label, text: str) -> tuple[str, Sequence[Piece]]:
        """Part a short answer from the labels and answers that stand behind it in its cell."""
        if label.joint or label.field in ("", self.labels.category, *self.labels.long_fields):
            return text, ()
        return self.labels.behind(text, self._section)

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
                said = f"栏名和内容之间没有冒号，当作“{short(piece.value)}”。"
                self.collected.doubt(piece.label.field, said)
            if piece.close and piece.label.field:
                said = "这一栏和前一栏写在一起，中间没有隔开。"
                self.collected.doubt(piece.label.field, said)
        self._open = None

    def _put(self, label: Label, owner: Cell, cell: Cell, text: str) -> None:
        piece = Text(cell.row, cell.column, text)
        self.collected.put(label, owner, piece, last=self._further == 0)

    def _content(self, cell: Cell) -> str:
        text = self.labels.without_hints(cell.text)
        if not cell.inner or fields_in(cell.inner, self.labels, self._section):
            return text
        return "\n".join(filter(None, (text, *written(cell.inner))))

    def _read_inner(self, lines: Sequence[Line]) -> None:
        hanging = self._labels_above
        self._labels_above = {}
        self.read(lines)
        self._labels_above = hanging
