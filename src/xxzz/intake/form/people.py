"""Tables of persons within a form: a person in each line, or in each column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.form.label import PASSED_OVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels

Answers = list[tuple["Label", "Cell"]]


@dataclass(slots=True)
class People:
    """Reads the lines of such tables; `PASSED_OVER` labels what no box takes."""

    labels: Labels
    _heads: dict[int, str] = field(default_factory=dict)
    """What stands over each column of a table with a person in each line."""
    _persons: list[tuple[Cell, str]] = field(default_factory=list)
    """The cells that name the persons over their columns, with their sections."""

    def read(self, line: Line, section: str) -> Answers | None:
        """Return the answers of a line with their labels, None where it is of no such table."""
        found = self._of_lines(line, section)
        return self._of_columns(line, section) if found is None else found

    def _of_lines(self, line: Line, section: str) -> Answers | None:
        """Read labels over columns, then a person in each line."""
        first, *others = line
        heads = len(others) > 1 and all(self._is_head(cell, section) for cell in others)
        if heads and not self.labels.is_column(first.text):
            self._heads = {cell.column: cell.text for cell in others}
            return []
        label = self._label_of(first, section)
        if not (self._heads and label and label.section) or self._any_label(others, section):
            self._heads = {}
            return None
        return [(self._inner(cell, label.section), cell) for cell in others]

    def _inner(self, cell: Cell, section: str) -> Label:
        inner = self.labels.whole(self._heads.get(cell.column, ""), section)
        own = inner and self.labels.section_of(inner) in ("", section)
        return inner if inner and own else PASSED_OVER

    def _is_head(self, cell: Cell, section: str) -> bool:
        label = self._label_of(cell, section)
        return self.labels.is_column(cell.text) or bool(label and label.other)

    def _of_columns(self, line: Line, section: str) -> Answers | None:
        """Read persons over columns (负责人, 联系人), then a label and the answers in each line."""
        first, *others = line
        labels = [(cell, self._label_of(cell, section)) for cell in line]
        named = [(cell, label.section) for cell, label in labels if label and label.section]
        if len({person for _, person in named}) > 1:
            self._persons = named
            return None
        people = {person for cell in others if (person := self._over(cell))}
        if people and len(people) == len(self._persons) and not self._any_label(others, section):
            found = [(self.labels.whole(first.text, self._over(cell)), cell) for cell in others]
            answers = [(label, cell) for label, cell in found if label]
            if len(answers) == len(others) and all(self.labels.is_inner(one) for one, _ in answers):
                return answers
        self._persons = []
        return None

    def _over(self, cell: Cell) -> str:
        """Return the section whose name stands over a cell."""
        end = cell.column + cell.width
        return next(
            (
                section
                for head, section in self._persons
                if head.column < end and cell.column < head.column + head.width
            ),
            "",
        )

    def _label_of(self, cell: Cell, section: str) -> Label | None:
        return self.labels.whole((cell.origin or cell).text, section)

    def _any_label(self, cells: Sequence[Cell], section: str) -> bool:
        return any(self._label_of(cell, section) for cell in cells)
