"""What a person sees in a list and its values do not tell: struck-out text, hidden rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xxzz import rule_names
from xxzz.finding import NominationRef, Problem, Severity
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.intake.spreadsheet.looks import Struck
    from xxzz.location import Location

_SHOWN = 10
_YEARS = range(1900, 2100)


class Seen:
    """Compares the rows of one list with its looks; `headers` has each column's header."""

    def __init__(self, grid: Grid, headers: Mapping[int, str], sheet: Location) -> None:
        self._grid = grid
        self._headers = headers
        self._sheet = sheet
        self._struck: dict[int, dict[int, Struck]] = {}
        for (row, column), text in grid.struck.items():
            if column in headers:
                self._struck.setdefault(row, {})[column] = text

    def problems(self, rows: Sequence[tuple[int, NominationRef]]) -> Iterator[Problem]:
        """Yield what is to be said of the rows that are nominations, by their numbers."""
        for number, nomination in rows:
            if number in self._struck:
                yield from self._struck_out(number, nomination)
        hidden = [number for number, _ in rows if number in self._grid.hidden_rows]
        if hidden:
            shown = "、".join(map(str, hidden[:_SHOWN]))
            more = f"等{len(hidden)}行" if len(hidden) > _SHOWN else "行"
            yield Problem(
                f"第{shown}{more}是隐藏的（或者筛选掉了），也算在名单里，共{len(hidden)}家。",
                "请取消隐藏和筛选，看一看；不推荐的请删去整行。",
                self._sheet._replace(row=hidden[0]),
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )

    def _struck_out(self, number: int, nomination: NominationRef) -> Iterator[Problem]:
        cells = self._grid.rows[number - 1]
        filled = {at for at in self._headers if not is_blank(cells[at - 1])}
        struck = {at: text for at, text in self._struck[number].items() if at in filled}
        whole = {at for at, text in struck.items() if not text.left}
        place = self._sheet._replace(row=number)
        if len(whole) * 2 > len(filled):
            yield Problem(
                "这一行划掉了（删除线），还算在名单里。",
                "不推荐的，请删去整行；要推荐的，请取消删除线。",
                place,
                nomination,
                rule=rule_names.VALUE_INVALID,
            )
            return
        for at, text in sorted(struck.items()):
            yield self._cell(place.at_column(at), as_displayed(cells[at - 1]), text, nomination)

    def _cell(
        self, place: Location, value: str, text: Struck, nomination: NominationRef
    ) -> Problem:
        header = self._headers[place.column or 0]
        if text.left:
            return Problem(
                f"“{header}”里有划掉的字“{text.struck[:_SHOWN]}”，没有读；读到的是“{value[:_SHOWN]}”。",
                "请核对，把划掉的字删去。",
                place,
                nomination,
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )
        return Problem(
            f"“{header}”里的“{value[:_SHOWN]}”整格划掉了（删除线）。",
            "不要的，请清空这一格，填上正确的内容；没有错的，请取消删除线。",
            place,
            nomination,
            rule=rule_names.VALUE_INVALID,
        )


def as_start(value: Any) -> str:
    """Return what may have been typed for a beginning; 2020.10 in a cell for numbers is 2020.1."""
    text = as_displayed(value)
    year, _, month = text.partition(".")
    if isinstance(value, float) and month == "1" and int(value) in _YEARS:
        return f"{year}.1或{year}.10"
    return text
