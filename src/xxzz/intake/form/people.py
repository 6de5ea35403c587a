"""Reads tables of persons within a form, with one person in each row or in each column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.intake.form.label import IGNORED
from xxzz.intake.form.line_labels import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels

_NUMBER = re.compile(r"[0-9]{1,2}[.、]?")
_MIN_COLUMNS = 2
_MAX_HEAD = 2
"""The most characters of a column's head that is no label."""

Answers = list[tuple["Label", "Cell"]]


@dataclass(slots=True)
class People:
    """Reads a form's rows in order, and takes those that belong to such a table."""

    labels: Labels
    _heads: dict[int, str] = field(default_factory=dict)
    """The column heads of a table with a person in each row, by column."""
    _persons: list[tuple[Cell, str]] = field(default_factory=list)
    """The cells that name the persons over their columns, each with its section."""

    def read(self, line: Line, below: Line, section: str) -> Answers | None:
        """Return a row's answers with their labels, None for a row of another table.

        `below` is the row below it. The label of an answer without a field is `IGNORED`.
        """
        found = self._in_rows(line, below, section)
        return self._in_columns(line, section) if found is None else found

    def _in_rows(self, line: Line, below: Line, section: str) -> Answers | None:
        """Read a row of labels over columns, or a row with a person and the answers."""
        role = self._role_in(line, section)
        if self._heads and role and role[0].column not in self._heads:
            others = [cell for cell in line if cell is not role[0]]
            answers = [(self._inner(cell, role[1].section), cell) for cell in others]
            return [
                one for one in answers if one[0] != IGNORED or not _NUMBER.fullmatch(one[1].text)
            ]
        self._heads = self._heads_in(line, below, section)
        return [] if self._heads else None

    def _heads_in(self, line: Line, below: Line, section: str) -> dict[int, str]:
        """Return the heads over columns of answers; empty for a row that is not such."""
        first, *others = line
        if len(others) > 1 and all(self._is_head(cell, section) for cell in others):
            role = first
        elif found := self._role_in(below, section):
            role = next((cell for cell in line if cell.column == found[0].column), first)
            others = [cell for cell in line if cell is not role]
            columns = sum(self.labels.is_column(cell.text) for cell in others)
            short = all(self._is_head(one, section) or len(one.text) <= _MAX_HEAD for one in others)
            named = label_of(self.labels, role, section)
            of_person = named and (named.section or self.labels.is_inner(named))
            if of_person or columns < _MIN_COLUMNS or not short:
                return {}
        else:
            return {}
        is_column = self.labels.is_column(role.text)
        return {} if is_column else {cell.column: cell.text for cell in others}

    def _is_head(self, cell: Cell, section: str) -> bool:
        label = label_of(self.labels, cell, section)
        return self.labels.is_column(cell.text) or bool(label and label.other)

    def _role_in(self, line: Line, section: str) -> tuple[Cell, Label] | None:
        """Return the only cell of a row that is a label, if it names a person (负责人)."""
        found = [(cell, label) for cell in line if (label := label_of(self.labels, cell, section))]
        return found[0] if len(found) == 1 and found[0][1].section else None

    def _inner(self, cell: Cell, section: str) -> Label:
        inner = self.labels.whole(self._heads.get(cell.column, ""), section)
        own = inner and self.labels.section_of(inner) in ("", section)
        return inner if inner and own else IGNORED

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
