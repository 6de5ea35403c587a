"""Rows whose cells all stand one column from their headers: a cell was deleted, or put in."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.location import column_letters
from xxzz.text.contact import email_fault, mobile_fault, postcode_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xxzz.location import Location
    from xxzz.season import Season
    from xxzz.text.contact import Fault

    _Column = tuple[int, Callable[[str], bool]]

_LEAST = 3
"""How many answers must stand one column off before a row is taken for shifted."""
_MOST_IN_PLACE = 1
_SHOWN = 10


class Shifted:
    """Finds shifted rows of one list by answers that cannot be mistaken: 徐汇区, a mobile."""

    def __init__(self, columns: Mapping[str, int], season: Season) -> None:
        roles = season.roles
        known: dict[str, Callable[[str], bool]] = {
            roles.recommender: lambda text: season.recommender(text) is not None,
            roles.category: lambda text: season.category(text) is not None,
        }
        judges = {"mobile": mobile_fault, "email": email_fault}
        for kind, judge in judges.items():
            for field in season.of_kind(kind):
                known[field] = partial(_is_good, judge)
        for field in season.of_kind("postcode"):
            begins = season.field(field).begins
            known[field] = partial(_is_good, partial(postcode_fault, begins=begins))
        self._known = sorted(
            ((columns[field], fits) for field, fits in known.items() if field in columns),
            key=itemgetter(0),
        )
        self._name = columns.get(roles.name, 0)
        self.lost = 0
        self._rows: dict[tuple[bool, int], list[int]] = {}

    def aligned(self, number: int, row: Sequence[Any]) -> Sequence[Any]:
        """Return a row with its answers below their headers, and keep in mind that they were not.

        What stands left of the first answer that is off stays; the header that lost its own is
        blank, and `lost` has its column until the next row.
        """
        self.lost = 0
        if self._ends_in_place(row):
            return row
        for step in (-1, 1):
            off = list(self._fitting(row, step, self._known))
            if len(off) >= _LEAST:
                in_place = list(self._fitting(row, 0, self._known))
                if sum(column > min(off) for column in in_place) <= _MOST_IN_PLACE:
                    return self._moved(
                        number, row, step, self._begin(row, step, min(off), in_place)
                    )
        return row

    def _ends_in_place(self, row: Sequence[Any]) -> bool:
        """Tell whether too many of the last answers are in place for enough others to be off."""
        last = self._known[1 - _LEAST :]
        return len(list(self._fitting(row, 0, last))) > _MOST_IN_PLACE

    def _moved(self, number: int, row: Sequence[Any], step: int, at: int) -> Sequence[Any]:
        self._rows.setdefault((step < 0, at), []).append(number)
        if step < 0:
            self.lost = at - 1
            return [*row[: self.lost - 1], "", *row[self.lost - 1 : -1]]
        return [*row[: at - 1], *row[at:], ""]

    def _begin(self, row: Sequence[Any], step: int, first: int, in_place: Sequence[int]) -> int:
        """Return the first column whose answer is off; `first` is the first of which that is sure.

        It stands behind the last answer that is in place, and behind the name, which nothing tells
        from others. A cell that was put in is mostly blank.
        """
        before = [column for column in in_place if column < first]
        if not before:
            return first
        least = max(*before, self._name if self._name < first else 0) + 1
        if step < 0:
            return min(least + 1, first)
        blank = (at for at in range(first, least - 1, -1) if row[at - 1] == "")
        return next(blank, least)

    def _fitting(self, row: Sequence[Any], step: int, known: Iterable[_Column]) -> Iterator[int]:
        """Yield those of the columns whose answers stand a step from them."""
        for column, fits in known:
            at = column - 1 + step
            text = as_displayed(row[at]) if 0 <= at < len(row) else ""
            if text and fits(text):
                yield column

    def problems(self, sheet: Location) -> list[Problem]:
        """Return one problem for all rows that are shifted in the same way."""
        return [
            self._problem(sheet, rows, first, left=left)
            for (left, first), rows in self._rows.items()
        ]

    def _problem(self, sheet: Location, rows: list[int], first: int, *, left: bool) -> Problem:
        shown = "、".join(map(str, rows[:_SHOWN])) + ("等" if len(rows) > _SHOWN else "")
        way, mend = ("左", "插入一个空的单元格") if left else ("右", "删去多出的一个单元格")
        where = f"{column_letters(first)}列起"
        return Problem(
            f"第{shown}行从{where}向{way}错了一列（共{len(rows)}行），已按错开的位置读。",
            f"请在这几行里{mend}，让各列与表头对齐；再核对错开处前面的一格。",
            sheet._replace(row=rows[0], column=first),
            rule=rule_names.VALUE_INVALID,
        )


def _is_good(judge: Callable[[str], Fault | None], text: str) -> bool:
    return judge(text) is None
