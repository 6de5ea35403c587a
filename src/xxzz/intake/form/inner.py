"""A first look at tables: their text as part of an answer, and the fields they have labels for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import CellText, ticks_joined_to_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Labels


def answer_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the text of a table that is part of an answer, row by row."""
    texts = [
        CellText(row, cell.column, cell.text)
        for row, line in enumerate(lines)
        for cell in line
        if cell.text
    ]
    for _, pieces in groupby(ticks_joined_to_names(texts), key=lambda piece: piece.row):
        yield " ".join(one.text for one in pieces)


def fields_in(lines: Sequence[Line], labels: Labels, section: str = "") -> frozenset[str]:
    """Return the fields that have labels in a table or its inner tables.

    `section` is the one that the table begins in.
    """
    found: set[str] = set()
    for line in lines:
        for cell in line:
            label = labels.whole(cell.text, section)
            pairs = () if label else labels.split(cell.text, section)
            for one in (label, *(pair.label for pair in pairs)):
                if one:
                    found |= {one.field, *(part.field for part in one.joint)}
                    section = labels.section_of(one) or section
            found |= fields_in(cell.inner, labels, section)
    return frozenset(found - {""})
