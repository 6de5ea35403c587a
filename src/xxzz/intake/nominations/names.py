"""Reads the cells with names: a list number in front, several names on lines of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.season.name_slips import about_number, about_several, several_on_lines
from xxzz.text.normalise import cleaned
from xxzz.text.rank import numbered_name, rank_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.finding import NominationRef
    from xxzz.intake.nominations.headers import Header
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.nomination import Origin
    from xxzz.season import Season


class Names:
    """The names of one list."""

    def __init__(self, grid: Grid, header: Header, season: Season) -> None:
        self._season = season
        self._field = season.roles.name
        self._column = header.columns.get(self._field)
        self._rows: Sequence[Sequence[object]] = grid.rows
        cells = [cleaned(self._raw(row)) for row in grid.rows[header.last_row :]]
        self._counted = _is_counted([numbered_name(cell)[0] for cell in cells if cell])

    def without_number(self, values: dict[str, str]) -> bool:
        """Remove the list number in front of a name; tell whether one is left that may be one.

        It is one where the same number is the 序号, or where all names are counted in turn.
        """
        number, name = numbered_name(values.get(self._field, ""))
        if not number:
            return False
        if self._counted or rank_number(values.get(self._season.roles.rank, "")) == number:
            values[self._field] = name
            return False
        return True

    def problems(
        self, origin: Origin, values: dict[str, str], ref: NominationRef, *, numbered: bool
    ) -> Iterator[Problem]:
        """Yield what has to be asked about the name of a row."""
        place = origin.locate(self._field)
        if numbered:
            yield Problem(
                *about_number(self._season),
                place,
                ref,
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )
        raw = self._raw(self._rows[(origin.base.row or 1) - 1])
        if several_on_lines(raw, self._season):
            yield Problem(*about_several(self._season), place, ref, rule=rule_names.NAME_SEVERAL)

    def _raw(self, row: Sequence[object]) -> str:
        cell = row[self._column - 1] if self._column else ""
        return cleaned(cell) if isinstance(cell, str) else ""


def _is_counted(numbers: Sequence[int | None]) -> bool:
    """Tell whether all have a number, in turn from 1 (which may begin again)."""
    turns = zip([0, *numbers], numbers, strict=False)
    return len(numbers) > 1 and all(new in (1, (old or 0) + 1) for old, new in turns)
