"""Cells that are merged over several rows of a table, of which the first alone has the value."""

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
    """Make a row of the table hold all that a person sees in it.

    What stands beside a merged 单位（集体）名称 belongs to one nomination; all else that is merged,
    but for 序号, holds for each row.
    """
    for rows in _merged_rows(grid, header, roles.name):
        _gather(rows)
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


def _gather(rows: list[list[Any]]) -> None:
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
    """Yield the rows of each range that begins below the header in the column of a field."""
    column, last = header.columns.get(name), header.last_row
    for top, left, bottom, _ in sorted(grid.merged):
        # ranges that overlap, which only a made-up file has, are not walked again and again
        if left == column and last < top < bottom and top <= len(grid.rows):
            yield grid.rows[top - 1 : bottom]
            last = bottom
