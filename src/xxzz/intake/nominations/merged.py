"""Spreads the values of merged cells, which only the first row of the merged range has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cells import as_displayed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xxzz.intake.nominations.headers import Header
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.nomination import Roles


def spread_merged(grid: Grid, header: Header, roles: Roles) -> None:
    """Give the rows of a table the values of cells that are merged downwards, in place.

    The rows beside a merged 单位（集体）名称 become one nomination. All other merged values, except
    序号, are copied to each row.
    """
    for rows in _merged_rows(grid, header, roles.name):
        _join_into_first(rows)
    names = header.columns.keys() - {roles.name, roles.rank}
    merged = [
        (header.columns[name] - 1, rows)
        for name in names
        for rows in _merged_rows(grid, header, name)
    ]
    filled = {id(row) for _, rows in merged for row in rows if any(row)}
    for at, (first, *others) in merged:
        for row in others:
            if row[at] == "" and id(row) in filled:
                row[at] = first[at]


def _join_into_first(rows: list[list[Any]]) -> None:
    first, *others = rows
    for row in others:
        for at, value in enumerate(row):
            if value != "" and value != first[at]:
                first[at] = (
                    value
                    if first[at] == ""
                    else f"{as_displayed(first[at])}\n{as_displayed(value)}"
                )
            row[at] = ""


def _merged_rows(grid: Grid, header: Header, name: str) -> Iterator[list[list[Any]]]:
    """Yield the rows of each merged range below the header that begins in a field's column."""
    column, last = header.columns.get(name), header.last_row
    for top, left, bottom, _ in sorted(grid.merged):
        # overlapping ranges, which only a hostile file has, are skipped
        if left == column and last < top < bottom and top <= len(grid.rows):
            yield grid.rows[top - 1 : bottom]
            last = bottom
