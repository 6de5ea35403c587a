"""Cells with formulas that a program wrote without a result, so that they can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.location import Location


def unsaved_in(grid: Grid, row: int, columns: Mapping[str, int]) -> set[str]:
    """Return the fields of a row that are such formulas; `columns` has each field's column."""
    if not grid.unsaved:
        return set()
    return {name for name, column in columns.items() if (row, column) in grid.unsaved}


def unsaved_problems(
    grid: Grid, last_row: int, headers: Mapping[int, str], sheet: Location
) -> Iterator[Problem]:
    """Yield a problem for each column with such formulas below the header's last row."""
    places: dict[int, list[int]] = {}
    for row, column in sorted(grid.unsaved):
        if row > last_row and column in headers:
            places.setdefault(column, []).append(row)
    for column, rows in places.items():
        others = f"（这一列共有{len(rows)}格）" if len(rows) > 1 else ""
        yield Problem(
            f"“{headers[column]}”是公式，但没有保存计算结果，读不出来{others}。",
            "请用 Excel 或 WPS 打开工作簿，等它算完后保存；或者直接填写内容。",
            sheet._replace(row=rows[0], column=column),
            rule=rule_names.CELL_UNREADABLE,
        )
