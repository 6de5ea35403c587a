"""Reads the lines of a form outside tables, above them or instead of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.form.grid import Cell
from xxzz.intake.form.label_splitter import without_writing_line
from xxzz.intake.form.marks import has_sign

if TYPE_CHECKING:
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.place import FormPlace


@dataclass(slots=True)
class LineReader:
    """Reads lines in order.

    `is_form` is true for a form without a table, where values can be below their labels.
    """

    place: FormPlace
    is_form: bool
    _open: tuple[Label, Cell] | None = None
    """The last label, with its line."""

    def read(self, text: str) -> None:
        """Read a line."""
        place, labels = self.place, self.place.labels
        line = Cell(text, 0, 0)
        if self.is_form and (label := labels.whole(text, place.section)):
            place.enter(label)
            place.put(label, line, line, "")
            self._open = (label, line)
            return
        pairs = labels.split(text, place.section)
        for pair in pairs:
            place.enter(pair.label)
            if pair.label.section and labels.split(pair.value, place.section):
                self.read(pair.value)
                continue
            place.put(pair.label, line, line, pair.value)
            self._open = (pair.label, line)
        if not pairs and self._open:
            self._continue(*self._open, line)

    def _continue(self, label: Label, owner: Cell, line: Cell) -> None:
        """Add a line without a label to the answer of the label above it, if that may take it."""
        labels, collected = self.place.labels, self.place.collected
        is_long = label.field in labels.long_fields
        if not (self.is_form or is_long):
            return
        is_option = label.field == labels.category and has_sign(line.text)
        if is_option or is_long or not collected.has(label.field):
            self.place.put(label, owner, line, without_writing_line(line.text))
        else:
            collected.add_unlabelled(line.text, line)
