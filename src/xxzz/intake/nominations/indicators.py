"""Reads 指标自评 sheets (附件1), with a row per nomination and a column per indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz import remedies, rule_names
from xxzz.finding import Problem
from xxzz.intake.nominations.indicator_columns import IndicatorColumns
from xxzz.intake.nominations.notes import is_note
from xxzz.intake.nominations.uncalculated import unsaved_in, unsaved_problems
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.location import Location
from xxzz.nomination import Category, Origin
from xxzz.text.normalise import comparison_key
from xxzz.text.rank import numbered_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from xxzz.intake.nominations.labels import Labels
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.nomination import Nomination
    from xxzz.season import Season

_MAX_CELLS_OF_NOTE = 2
_MAX_SHOWN = 20
_PERCENT = "%"


def add_indicators(
    nominations: list[Nomination],
    grids: Mapping[Category, Grid],
    file: str,
    season: Season,
    labels: Labels,
) -> Iterator[Problem]:
    """Replace nominations, in place, by copies with their answers; yield the problems.

    `grids` has the sheet of each category, `file` is the workbook's name in the places.
    """
    of_no_category = _Index(nominations, None, season)
    for category, grid in grids.items():
        sheet = _Sheet(grid, category, Location(file, grid.name), season, labels)
        by_key = _Index(nominations, category, season)
        yield from sheet.problems()
        seen: dict[int, Location] = {}
        for row in sheet.rows():
            index = by_key.find(row.keys)
            if index is None:
                # one without a category is what has to be corrected, and that is told there
                if of_no_category.find(row.keys) is None:
                    yield sheet.unmatched(row)
            elif index in seen:
                yield sheet.duplicate(row, seen[index])
            else:
                seen[index] = row.place
                nominations[index] = _with_answers(nominations[index], row, sheet.columns.items)


class _Row(NamedTuple):
    """A row with answers; `keys` identifies the nomination, `unsaved` are unreadable answers."""

    place: Location
    keys: Mapping[str, str]
    answers: Mapping[str, str]
    unsaved: AbstractSet[str]


def _with_answers(nomination: Nomination, row: _Row, columns: Mapping[str, int]) -> Nomination:
    # blank cells have places too, for the problem that an answer is missing
    places = {name: row.place.at_column(column) for name, column in columns.items()}
    origin = nomination.origin
    merged = Origin(origin.base, origin.columns, {**origin.places, **places})
    return replace(
        nomination,
        indicators={**nomination.indicators, **row.answers},
        unreadable=nomination.unreadable | row.unsaved,
        origin=merged,
    )


class _Sheet:
    """One sheet of answers; `place` is the sheet's."""

    def __init__(
        self, grid: Grid, category: Category, place: Location, season: Season, labels: Labels
    ) -> None:
        items = season.indicators[category].items
        self._percent = {i.id for i in items if i.measure and i.measure.unit == _PERCENT}
        self._texts = {item.id: item.text for item in items}
        self._grid = grid
        self._place = place
        self._category = category
        self._season = season
        self._roles = season.roles
        self.columns = IndicatorColumns(grid, items, labels)

    @property
    def _measure(self) -> str:
        return self._season.measure_of([self._category])

    @property
    def _header(self) -> str:
        return self._season.field(self._roles.name).header

    def problems(self) -> Iterator[Problem]:
        """Yield the problems of the columns: not recognised, or formulas without saved results."""
        columns, rows = self.columns, self._grid.rows
        if not columns.items:
            if any(any(row) for row in rows):
                yield Problem(
                    f"“{self._grid.name}”里没有找到指标的表头，自评没有用上。",
                    f"请照 {remedies.TEMPLATE} 生成的空白表填写；不需要自评的，请删去这张工作表。",
                    self._place,
                    rule=rule_names.COLUMN_UNKNOWN,
                )
            return
        below = rows[columns.last_row :]
        for column, text in columns.unknown.items():
            if any(not is_blank(row[column - 1]) for row in below):
                yield Problem(
                    f"表头“{_shortened(text)}”不是指标，这一列没有用上。",
                    "请改成空白表里的指标编号或原文；如果是本单位自用的列，可以保留。",
                    self._place._replace(row=columns.last_row, column=column),
                    rule=rule_names.COLUMN_UNKNOWN,
                )
        headers = {at: _shortened(self._texts[name]) for name, at in columns.items.items()}
        yield from unsaved_problems(self._grid, columns.last_row, headers, self._place)

    def rows(self) -> Iterator[_Row]:
        """Yield the rows below the header that have answers."""
        start = self.columns.last_row
        for number, row in enumerate(self._grid.rows[start:], start + 1):
            texts = [as_displayed(value) for value in row if not is_blank(value)]
            if not texts or (len(texts) <= _MAX_CELLS_OF_NOTE and is_note(texts, 1)):
                continue
            answers = self._answers(row)
            unsaved = unsaved_in(self._grid, number, self.columns.items)
            if answers or unsaved:
                keys = {name: as_displayed(row[at - 1]) for name, at in self.columns.keys.items()}
                yield _Row(self._place._replace(row=number), keys, answers, unsaved)

    def _answers(self, row: Sequence[Any]) -> dict[str, str]:
        columns = self.columns.items
        answers = {name: self._answer(name, row[column - 1]) for name, column in columns.items()}
        return {name: text for name, text in answers.items() if text}

    def _answer(self, name: str, value: Any) -> str:
        # the value of a cell that is formatted as a percentage is 0.95 for 95%
        if name in self._percent and isinstance(value, float) and 0 <= value <= 1:
            return f"{value * 100:g}%"
        return as_displayed(value)

    def unmatched(self, row: _Row) -> Problem:
        """Return the problem of a row that belongs to no nomination of the sheet's category."""
        name = row.keys.get(self._roles.name, "")
        season, title = self._season, self._season.info(self._category).name
        what = f"这一行没有写是哪一{self._measure}"
        if name:
            what = f"“{name}”不在{season.notice.sheets.nominations}的“{title}”里"
        return Problem(
            f"{what}，这一行自评没有用上。",
            f"请核对“{self._header}”，与{season.notice.sheets.nominations}里写得一样；"
            f"{season.category_header}也要对得上。这一{season.measure}在另一个工作簿的名单里的，"
            "请把这一行移到那个工作簿的自评表里，这里删去。",
            row.place.at_column(self.columns.keys.get(self._roles.name)),
            rule=rule_names.VALUE_INVALID,
        )

    def duplicate(self, row: _Row, first: Location) -> Problem:
        """Return the problem of a further row for the nomination of the row `first`."""
        place = row.place.at_column(self.columns.keys.get(self._roles.name))
        return Problem(
            f"这一{self._measure}的自评在第{first.row}行已经有了，这一行没有用上。",
            f"请只留一行；如果是另一{self._measure}，请把“{self._header}”写对。",
            place,
            rule=rule_names.VALUE_INVALID,
            related=(first.at_column(place.column),),
        )


def _shortened(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}……"


class _Index:
    """Finds a nomination by name, or by 序号 in a row without a name.

    It finds those of one category only; None are those whose category is not known.
    """

    def __init__(
        self, nominations: Sequence[Nomination], category: Category | None, season: Season
    ) -> None:
        self._roles = season.roles
        self._by_name: dict[str, list[int]] = {}
        self._by_rank: dict[str, list[int]] = {}
        self._recommenders = [comparison_key(nomination.recommender) for nomination in nominations]
        for index, nomination in enumerate(nominations):
            if season.category(nomination.category) == category:
                self._by_name.setdefault(comparison_key(nomination.name), []).append(index)
                self._by_rank.setdefault(comparison_key(nomination.rank), []).append(index)

    def find(self, keys: Mapping[str, str]) -> int | None:
        """Return the index of the nomination; of two with the same name, 推荐单位 decides."""
        name = keys.get(self._roles.name)
        table = self._by_name if name else self._by_rank
        key = comparison_key(name or keys.get(self._roles.rank) or "")
        bare = comparison_key(numbered_name(name or "")[1])
        found = (table.get(key) or table.get(bare, [])) if key else []
        wanted = comparison_key(keys.get(self._roles.recommender, ""))
        same = [index for index in found if self._recommenders[index] == wanted]
        return next(iter(same or found), None)
