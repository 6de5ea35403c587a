"""Recognises transposed lists, with the headers in a column and a nomination in each column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.nominations.headers import find_header
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.intake.spreadsheet.grid import Grid

if TYPE_CHECKING:
    from xxzz.intake.nominations.labels import Labels
    from xxzz.location import Location
    from xxzz.season import Season

_MIN_FIELDS = 6
_MAX_ROWS = 50


def lies_on_its_side(grid: Grid, labels: Labels, season: Season) -> bool:
    """Tell whether a sheet without a header has one, with nominations, when it is transposed.

    Excluded are the sheet that explains the columns, which has only the season's examples, and
    reports on forms, which have columns before the one with the headers.
    """
    if len(grid.rows) > _MAX_ROWS:
        return False
    transposed = Grid(grid.name, [list(column) for column in zip(*grid.rows, strict=True)])
    header = find_header(transposed, labels)
    if header is None or len(header.columns) < _MIN_FIELDS:
        return False
    before = (sum(value != "" for value in row) for row in transposed.rows[: header.row - 1])
    if any(filled * 2 > len(header.columns) for filled in before):
        return False
    roles = season.roles
    name, category = (header.columns.get(field, 0) for field in (roles.name, roles.category))
    rows = transposed.rows[header.last_row :] if name and category else []
    pairs = ((as_displayed(row[name - 1]), as_displayed(row[category - 1])) for row in rows)
    example = season.field(roles.name).example
    return any(text not in ("", example) and season.category(kind) for text, kind in pairs)


def on_its_side(sheet: Location, season: Season) -> Problem:
    """Return the problem of a transposed list."""
    measure = season.measure
    return Problem(
        f"工作表“{sheet.sheet}”里的名单横竖颠倒了：表头写成了一列，一{measure}也没有读到。",
        "请选中整张表复制，在一张空白工作表里点右键，选“选择性粘贴→转置”，让表头排成一行，"
        f"每{measure}一行；再删去原来的这张。",
        sheet,
        rule=rule_names.COLUMN_MISSING,
    )
