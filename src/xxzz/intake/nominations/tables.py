"""Splits a sheet into its tables; there may be a second one with other columns below the first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.intake.nominations.headers import find_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.intake.nominations.headers import ColumnNames, Header
    from xxzz.intake.spreadsheet.grid import Grid

_MIN_COMMON_LABELS = 5
"""The least labels that a further header has in common with the first."""


def tables_of(grid: Grid, header: Header, labels: ColumnNames) -> Iterator[tuple[Grid, Header]]:
    """Yield the tables of a sheet from the top, each with its header; rows keep their numbers.

    A header that repeats the one above it, as on each printed page, doesn't begin a table.
    """
    begins = 0
    for at in _like_headers(grid, header):
        found = find_header(_rows(grid, at, len(grid.rows)), labels)
        if found and found.row == at + 1 and found.columns != header.columns:
            yield _rows(grid, begins, at), header
            begins, header = at, found
    yield _rows(grid, begins, len(grid.rows)) if begins else grid, header


def _like_headers(grid: Grid, header: Header) -> Iterator[int]:
    rows = grid.rows[header.row - 1 : header.last_row]
    texts = {value for row in rows for value in row if isinstance(value, str) and value}
    for at, row in enumerate(grid.rows[header.last_row :], header.last_row):
        if sum(type(value) is str and value in texts for value in row) >= _MIN_COMMON_LABELS:
            yield at


def _rows(grid: Grid, begin: int, end: int) -> Grid:
    """Return a copy of a sheet in which all rows but some are blank."""
    blank = [""] * len(grid.rows[0])
    return replace(
        grid,
        rows=[*(blank for _ in range(begin)), *grid.rows[begin:end]],
        unsaved=frozenset(place for place in grid.unsaved if begin < place[0] <= end),
    )
