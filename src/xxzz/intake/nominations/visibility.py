"""Checks a list for rows and cells that are struck out, hidden or white on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import NominationRef, Problem, Severity
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.location import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.intake.spreadsheet.survey import Struck
    from xxzz.location import Location

_MAX_SHOWN = 10


class VisibilityCheck:
    """Checks the nominations of one list; `headers` has each column's header.

    `measure` counts nominations.
    """

    def __init__(
        self, grid: Grid, headers: Mapping[int, str], sheet: Location, measure: str
    ) -> None:
        self._measure = measure
        self._grid = grid
        self._headers = headers
        self._sheet = sheet
        self._struck: dict[int, dict[int, Struck]] = {}
        for (row, column), text in grid.struck.items():
            if column in headers:
                self._struck.setdefault(row, {})[column] = text

    def problems(self, rows: Sequence[tuple[int, NominationRef]]) -> Iterator[Problem]:
        """Yield the problems of the rows that are nominations, given with their numbers."""
        for number, nomination in rows:
            if number in self._struck:
                yield from self._struck_out(number, nomination)
        numbers = [number for number, _ in rows]
        yield from self._hidden_rows([one for one in numbers if one in self._grid.hidden_rows])
        if self._grid.hidden_columns:
            yield from self._hidden_columns(numbers)
        if self._grid.pale:
            yield from self._pale(numbers)

    def _hidden_rows(self, hidden: Sequence[int]) -> Iterator[Problem]:
        if hidden:
            more = f"等{len(hidden)}行" if len(hidden) > _MAX_SHOWN else "行"
            yield self._unseen(
                f"第{_some(hidden)}{more}是隐藏的（或者筛选掉了），也算在名单里，"
                f"共{len(hidden)}{self._measure}。",
                "请取消隐藏和筛选，看一看；不推荐的请删去整行。",
                self._sheet._replace(row=hidden[0]),
            )

    def _hidden_columns(self, rows: Sequence[int]) -> Iterator[Problem]:
        hidden = [at for at in self._headers if at in self._grid.hidden_columns]
        hidden = [at for at in hidden if any(self._is_filled(row, at) for row in rows)]
        if hidden:
            named = [f"{column_letters(at)}列“{self._headers[at]}”" for at in hidden]
            more = f"等{len(named)}列" if len(named) > _MAX_SHOWN else ""
            yield self._unseen(
                f"{_some(named)}{more}是隐藏的，里面的内容也读了。",
                "请取消隐藏，看一看；不要的内容请清空。",
                self._sheet._replace(row=rows[0], column=hidden[0]),
            )

    def _pale(self, rows: Sequence[int]) -> Iterator[Problem]:
        places = [(r, c) for r in rows for c in self._headers if (r, c) in self._grid.pale]
        cells = [self._sheet._replace(row=r, column=c) for r, c in places if self._is_filled(r, c)]
        if cells:
            more = f"等{len(cells)}格" if len(cells) > _MAX_SHOWN else ""
            shown = _some([one.cell for one in cells])
            yield self._unseen(
                f"{shown}{more}里的字看不见（白色的字，或者格式设成不显示），也读了。",
                "请把字改成黑色、格式改成“常规”，看一看；不要的内容请清空。",
                cells[0],
            )

    def _is_filled(self, row: int, column: int) -> bool:
        return not is_blank(self._grid.rows[row - 1][column - 1])

    def _unseen(self, message: str, hint: str, place: Location) -> Problem:
        rule, warning = rule_names.VALUE_INVALID, Severity.WARNING
        return Problem(message, hint, place, rule=rule, severity=warning)

    def _struck_out(self, number: int, nomination: NominationRef) -> Iterator[Problem]:
        cells = self._grid.rows[number - 1]
        filled = {at for at in self._headers if not is_blank(cells[at - 1])}
        struck = {at: text for at, text in self._struck[number].items() if at in filled}
        whole = {at for at, text in struck.items() if not text.rest}
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
        if text.rest:
            return Problem(
                f"“{header}”里有划掉的字“{text.struck[:_MAX_SHOWN]}”，没有读；读到的是“{value[:_MAX_SHOWN]}”。",
                "请核对，把划掉的字删去。",
                place,
                nomination,
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )
        return Problem(
            f"“{header}”里的“{value[:_MAX_SHOWN]}”整格划掉了（删除线）。",
            "不要的，请清空这一格，填上正确的内容；没有错的，请取消删除线。",
            place,
            nomination,
            rule=rule_names.VALUE_INVALID,
        )


def _some(texts: Sequence[object]) -> str:
    return "、".join(map(str, texts[:_MAX_SHOWN]))
