"""Spreads values that are written once, in the first row of each group, without merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.nominations.columns import OWN_HEADERS
from xxzz.intake.spreadsheet.cells import is_blank
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.intake.nominations.headers import Header
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.location import Location
    from xxzz.season import Season

_MIN_BLANK = 2
_MAX_SHOWN = 10


class Groups:
    """Spreads 申报类型 and 推荐单位 down to the blank cells of their groups, and tells so.

    A column is written in groups if its first row is filled, no value stands twice, and at least as
    many rows are blank as are filled. A cell that was forgotten among equal ones stays blank.
    """

    def __init__(self, grid: Grid, header: Header, season: Season) -> None:
        self._grid = grid
        self._header = header
        self._season = season
        self._spread: dict[str, list[int]] = {}
        """The rows whose blank cell got the value above, by field."""

    def spread(self) -> None:
        """Fill in the blank cells of the groups, in place."""
        if any(comparison_key(text) in OWN_HEADERS for text in self._header.unknown.values()):
            return  # each row comes from a form of its own, and what that lacks is not above
        roles = self._season.roles
        rows = [at for at in self._named_rows() if not self._repeats_header(at)]
        for field in (roles.category, roles.recommender):
            column = self._header.columns.get(field)
            if column and rows:
                self._spread_column(field, column - 1, rows)

    def problems(self, sheet: Location) -> Iterator[Problem]:
        """Yield one problem for each column that was spread."""
        for field, rows in self._spread.items():
            place = sheet._replace(column=self._header.columns[field])
            cells = [place._replace(row=row).cell or "" for row in rows]
            shown = "、".join(cells[:_MAX_SHOWN]) + ("等" if len(cells) > _MAX_SHOWN else "")
            yield Problem(
                f"“{self._season.field(field).header}”只写在每一组的第一行，"
                f"下面空着的{len(rows)}格（{shown}）按上面一格的算。",
                "请核对；最好把这一列往下填满，免得弄错。",
                place._replace(row=rows[0]),
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )

    def _named_rows(self) -> Iterator[int]:
        """Yield the indexes of the rows below the header that have a name."""
        if column := self._header.columns.get(self._season.roles.name):
            for at in range(self._header.last_row, len(self._grid.rows)):
                if not is_blank(self._grid.rows[at][column - 1]):
                    yield at

    def _repeats_header(self, at: int) -> bool:
        return self._grid.rows[at] in self._grid.rows[self._header.row - 1 : self._header.last_row]

    def _spread_column(self, field: str, column: int, rows: list[int]) -> None:
        cells = [self._grid.rows[at][column] for at in rows]
        filled = [comparison_key(str(cell)) for cell in cells if not is_blank(cell)]
        blank = len(cells) - len(filled)
        if is_blank(cells[0]) or blank < max(_MIN_BLANK, len(filled)):
            return
        if len(set(filled)) < len(filled):
            return
        value = cells[0]
        for at, cell in zip(rows, cells, strict=True):
            if is_blank(cell):
                self._grid.rows[at][column] = value
                self._spread.setdefault(field, []).append(at + 1)
            else:
                value = cell
