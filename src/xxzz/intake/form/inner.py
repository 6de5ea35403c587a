"""Tables within a form, and within its cells: what stands in them before they are read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.intake.form.answers import Text, under_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.intake.form.grid import Line
    from xxzz.intake.form.labels import Labels


def written(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of a table that is part of an answer, ticks beside their names."""
    texts = [
        Text(row, cell.column, cell.text)
        for row, line in enumerate(lines)
        for cell in line
        if cell.text
    ]
    for _, pieces in groupby(under_names(texts), key=lambda piece: piece.row):
        yield " ".join(one.text for one in pieces)


def fields_in(lines: Sequence[Line], labels: Labels, section: str = "") -> frozenset[str]:
    """Return the fields whose labels stand in a table, or in tables within it, in a section."""
    found: set[str] = set()
    for line in lines:
        for cell in line:
            label = labels.whole(cell.text, section)
            pieces = () if label else labels.pieces(cell.text, section)
            for one in (label, *(piece.label for piece in pieces)):
                if one:
                    found |= {one.field, *(part.field for part in one.joint)}
                    section = labels.section_of(one) or section
            found |= fields_in(cell.inner, labels, section)
    return frozenset(found - {""})
