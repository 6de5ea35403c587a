"""Merges several columns for one field: each row's answer is taken from the one that has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.location import column_letters
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.location import Location
    from xxzz.season import Season

_MAX_SHOWN = 10
_ONE_COLUMN = "请只留一列：把内容并到一列里，删去另一列；如果是两样内容，请把表头写清楚。"


@dataclass(slots=True)
class _Duplicate:
    """A further column for a field.

    `first` is the field's main column. `taken` are the rows in which only this one has an answer,
    `different` those in which the two disagree.
    """

    name: str
    first: int
    filled: bool = False
    taken: list[int] = field(default_factory=list)
    different: list[int] = field(default_factory=list)


class DuplicateColumns:
    """The further columns of one list.

    `columns` has the main column of each field, `duplicates` the field of each further column.
    """

    def __init__(self, columns: Mapping[str, int], duplicates: Mapping[int, str]) -> None:
        self._others = {at: _Duplicate(name, columns[name]) for at, name in duplicates.items()}
        self.moved: dict[str, int] = {}
        """The further columns that the last row's answers were taken from, by field."""

    def merged(self, number: int, row: Sequence[Any]) -> Sequence[Any]:
        """Return a row in which blank cells of main columns are filled from further ones."""
        self.moved = {}
        for at, other in self._others.items():
            value, first = row[at - 1], row[other.first - 1]
            if is_blank(value):
                continue
            other.filled = True
            if is_blank(first):
                other.taken.append(number)
                self.moved[other.name] = at
                row = [*row[: other.first - 1], value, *row[other.first :]]
            elif comparison_key(as_displayed(value)) != comparison_key(as_displayed(first)):
                other.different.append(number)
        return row

    def problems(self, header: Location, season: Season) -> Iterator[Problem]:
        """Yield a problem for each further column with answers; `header` is the header's row."""
        for at, other in self._others.items():
            if other.filled:
                yield _problem(at, other, header, season.field(other.name).header)


def _problem(at: int, other: _Duplicate, row: Location, header: str) -> Problem:
    first, further = column_letters(other.first), column_letters(at)
    message = f"“{header}”有两列（{first}列和{further}列），"
    if other.different:
        message += f"{_rows(other.different)}两列写的不一样，只读取了{first}列"
    else:
        message += "没有不一样的，合起来读了"
    if other.taken:
        message += f"；{_rows(other.taken)}只有{further}列写了，读取了{further}列"
    return Problem(
        f"{message}。",
        _ONE_COLUMN,
        row.at_column(at),
        rule=rule_names.COLUMN_UNKNOWN,
        severity=Severity.ERROR if other.different else None,
        related=(row.at_column(other.first),),
    )


def _rows(numbers: Sequence[int]) -> str:
    more = "等" if len(numbers) > _MAX_SHOWN else ""
    return f"第{'、'.join(map(str, numbers[:_MAX_SHOWN]))}{more}行"
