"""Finds the labels in a row of a form's table, whole cells or several that make up one label."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.label import Label
    from xxzz.intake.form.labels import Labels

MAX_LABEL_PART = 4
"""The most characters of a cell that is a part of a label over several cells."""
_MAX_CELLS_OF_LABEL = 6
_MIN_HEADS_BEFORE_BLANKS = 3


def label_of(labels: Labels, cell: Cell, section: str) -> Label | None:
    """Return the label that a cell consists of, None for any other cell."""
    return labels.whole((cell.origin or cell).text, section)


def heads_columns(labels: Labels, line: Line, section: str) -> bool:
    """Tell whether a row consists of labels only, so that they are the heads of columns.

    The last cells may be blank, as in a table with more columns than labels.
    """
    blank = sum(1 for _ in takewhile(lambda cell: not (cell.origin or cell).text, line[::-1]))
    heads = line[: len(line) - blank]
    enough = not blank or len(heads) >= _MIN_HEADS_BEFORE_BLANKS
    return enough and all(label_of(labels, cell, section) for cell in heads)


def split_label(labels: Labels, cells: Sequence[Cell], section: str) -> tuple[Label | None, int]:
    """Return the label that the first of some cells begins, and over how many cells it reaches.

    Without such a label, the result is (None, 1).
    """
    text = ""
    for taken, cell in enumerate(cells[:_MAX_CELLS_OF_LABEL], 1):
        if not 0 < len(cell.text) <= MAX_LABEL_PART:
            break
        text += cell.text
        if taken > 1 and (label := labels.whole(text, section)):
            return label, taken
    return None, 1
