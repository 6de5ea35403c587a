"""Reads tables of persons within a form, with one person in each row or in each column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.form.label import IGNORED
from xxzz.intake.form.line_labels import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels

Answers = list[tuple["Label", "Cell"]]


@dataclass(slots=True)
class People:
    """Reads a form's rows in order, and takes those that belong to such a table."""

    labels: Labels
    _heads: dict[int, str] = field(default_factory=dict)
    """The column heads of a table with a person in each row, by column."""
    _persons: list[tuple[Cell, str]] = field(default_factory=list)
    """The cells that name the persons over their columns, each with its section."""

    def read(self, line: Line, section: str) -> Answers | None:
        """Return a row's answers with their labels, None for a row of another table.

        The label of an answer without a field is `IGNORED`.
        """
        found = self._in_rows(line, section)
        return self._in_columns(line, section) if found is None else found

    def _in_rows(self, line: Line, section: str) -> Answers | None:
        """Read a row of labels over columns, or a row with a person and the answers."""
        first, *others = line
        heads = len(others) > 1 and all(self._is_head(cell, section) for cell in others)
        if heads and not self.labels.is_column(first.text):
            self._heads = {cell.column: cell.text for cell in others}
            return []
        label = label_of(self.labels, first, section)
        if not (self._heads and label and label.section) or self._any_label(others, section):
            self._heads = {}
            return None
        return [(self._inner(cell, label.section), cell) for cell in others]

    def _inner(self, cell: Cell, section: str) -> Label:
        inner = self.labels.whole(self._heads.get(cell.column, ""), section)
        own = inner and self.labels.section_of(inner) in ("", section)
        return inner if inner and own else IGNORED

    def _is_head(self, cell: Cell, section: str) -> bool:
        label = label_of(self.labels, cell, section)
        return self.labels.is_column(cell.text) or bool(label and label.other)

    def _in_columns(self, line: Line, section: str) -> Answers | None:
        """Read a row of persons over columns (负责人, 联系人), or a label with their answers."""
        first, *others = line
        labels = [(cell, label_of(self.labels, cell, section)) for cell in line]
        named = [(cell, label.section) for cell, label in labels if label and label.section]
        if len({person for _, person in named}) > 1:
            self._persons = named
            return None
        people = {person for cell in others if (person := self._person_over(cell))}
        if people and len(people) == len(self._persons) and not self._any_label(others, section):
            found = [
                (self.labels.whole(first.text, self._person_over(cell)), cell) for cell in others
            ]
            answers = [(label, cell) for label, cell in found if label]
            if len(answers) == len(others) and all(self.labels.is_inner(one) for one, _ in answers):
                return answers
        self._persons = []
        return None

    def _person_over(self, cell: Cell) -> str:
        """Return the section of the person who is named over a cell, "" if there is none."""
        end = cell.column + cell.width
        return next(
            (
                section
                for head, section in self._persons
                if head.column < end and cell.column < head.column + head.width
            ),
            "",
        )

    def _any_label(self, cells: Sequence[Cell], section: str) -> bool:
        return any(label_of(self.labels, cell, section) for cell in cells)
