"""Recognises a table in Word that is a list, with a nomination in each row, and no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Labels

_MIN_LABELS = 4
_MIN_SHARE = 0.6
"""The least share of known labels among the filled cells of a header."""
_MIN_ROWS = 2
_LAST_HEADER = 3


def nominations_listed(tables: Sequence[Sequence[Line]], labels: Labels) -> int:
    """Return the number of rows with a nomination in the first table that is a list, else 0."""
    for lines in tables:
        for at, line in enumerate(lines[:_LAST_HEADER]):
            column = _name_column(line, labels)
            if column is not None:
                names = [
                    cell.text for row in lines[at + 1 :] for cell in row if cell.column == column
                ]
                rows = sum(bool(name) and not labels.whole(name) for name in names)
                return rows if rows >= _MIN_ROWS else 0
    return 0


def _name_column(line: Line, labels: Labels) -> int | None:
    """Return the column of the nominations' names below a line, None if it is no header."""
    filled = [cell for cell in line if cell.text]
    fields = {label.field: cell for cell in filled if (label := labels.whole(cell.text))}
    known = len(fields.keys() - {""})
    if known < _MIN_LABELS or known < _MIN_SHARE * len(filled) or labels.name not in fields:
        return None
    return fields[labels.name].column
