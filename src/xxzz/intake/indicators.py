"""指标自评 sheets (附件1): a row per nomination, a column per indicator; the answers join them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xxzz.finding import Problem
from xxzz.intake.cells import is_blank, shown
from xxzz.intake.notes import is_note
from xxzz.location import Location
from xxzz.nomination import Category, Origin
from xxzz.text.normalise import squash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.labels import Labels
    from xxzz.intake.sheets import Grid
    from xxzz.nomination import Nomination
    from xxzz.season import Season

_HEADER_ROWS = 12
_KEYS = ("name", "rank", "recommender")
_FEW_CELLS = 2
_PERCENT = "%"


def add_indicators(
    nominations: list[Nomination],
    grids: Mapping[Category, Grid],
    file: str,
    season: Season,
    labels: Labels,
) -> Iterator[Problem]:
    """Replace nominations by ones with their answers; yields a problem for each row of nobody."""
    for category, grid in grids.items():
        sheet = _Sheet(grid, category, season, labels)
        people = _Index(nominations, category, season)
        for number, row in sheet.rows():
            place = Location(file, grid.name, number)
            answers = sheet.answers(row)
            index = people.find(sheet.keys(row))
            if index is None:
                if answers:
                    yield sheet.nobody(row, place)
            elif answers:
                nominations[index] = _joined(nominations[index], answers, place, sheet.columns)


def _joined(
    nomination: Nomination, answers: Mapping[str, str], place: Location, columns: Mapping[str, int]
) -> Nomination:
    places = {name: place.at_column(column) for name, column in columns.items()}
    answered = {name: places[name] for name in answers}
    origin = nomination.origin
    # a blank cell has a place too, so that one can be told to fill it in
    merged = Origin(origin.base, origin.columns, {**places, **origin.places, **answered})
    changes = {"indicators": {**nomination.indicators, **answers}, "origin": merged}
    return nomination.model_copy(update=changes)


class _Sheet:
    """One sheet's columns: of the indicators, by identifier or full text, and of the keys."""

    def __init__(self, grid: Grid, category: Category, season: Season, labels: Labels) -> None:
        items = season.indicators[category].items
        names = {squash(name): item.id for item in items for name in (item.id, item.text)}
        self._percent = {i.id for i in items if i.measure and i.measure.unit == _PERCENT}
        self._grid = grid
        self._title = season.info(category).name
        self.columns: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._header_row = 0
        for number, row in enumerate(grid.rows[:_HEADER_ROWS], 1):
            texts = [(column, shown(v)) for column, v in enumerate(row, 1) if not is_blank(v)]
            items_here = {names.get(squash(text)): column for column, text in texts}
            keys_here = {labels.field(text): column for column, text in texts}
            self.columns |= {name: column for name, column in items_here.items() if name}
            self._keys |= {k: c for k, c in keys_here.items() if k in _KEYS}
            if any(items_here) or len(self._keys.items() & keys_here.items()) > 1:
                self._header_row = number

    def rows(self) -> Iterator[tuple[int, Sequence[Any]]]:
        """Yield the rows below the header that are filled in, with their numbers."""
        start = self._header_row
        for number, row in enumerate(self._grid.rows[start:], start + 1):
            texts = [shown(value) for value in row if not is_blank(value)]
            if texts and not (len(texts) <= _FEW_CELLS and is_note(texts, 1)):
                yield number, row

    def keys(self, row: Sequence[Any]) -> dict[str, str]:
        """Return what says whose row it is: 单位（集体）名称, 序号, 推荐单位."""
        return {name: shown(row[column - 1]) for name, column in self._keys.items()}

    def answers(self, row: Sequence[Any]) -> dict[str, str]:
        """Return the answers of a row by indicator, blank ones left out."""
        answers = {
            name: self._answer(name, row[column - 1]) for name, column in self.columns.items()
        }
        return {name: text for name, text in answers.items() if text}

    def _answer(self, name: str, value: Any) -> str:
        # a cell formatted as a percentage holds 0.95 and shows 95%
        if name in self._percent and isinstance(value, float) and 0 <= value <= 1:
            return f"{value * 100:g}%"
        return shown(value)

    def nobody(self, row: Sequence[Any], place: Location) -> Problem:
        """Say that a row's name is not among the nominations of the sheet's category."""
        name = self.keys(row).get("name", "")
        what = f"“{name}”不在推荐名单的“{self._title}”里" if name else "这一行没有写是哪一家"
        return Problem(
            f"{what}，这一行自评没有用上。",
            "请核对“单位（集体）名称”，与推荐名单里写得一样；申报类型也要对得上。",
            place.at_column(self._keys.get("name")),
            rule="value-invalid",
        )


class _Index:
    """Finds a nomination of one category by name, or by 序号 where no name is given."""

    def __init__(
        self, nominations: Sequence[Nomination], category: Category, season: Season
    ) -> None:
        self._by_name: dict[str, list[int]] = {}
        self._by_rank: dict[str, list[int]] = {}
        self._recommenders = [squash(nomination.recommender) for nomination in nominations]
        for index, nomination in enumerate(nominations):
            if season.category(nomination.category) is category:
                self._by_name.setdefault(squash(nomination.name), []).append(index)
                self._by_rank.setdefault(squash(nomination.rank), []).append(index)

    def find(self, keys: Mapping[str, str]) -> int | None:
        """Return the place of the nomination that the keys name; 推荐单位 decides between two."""
        table = self._by_name if keys.get("name") else self._by_rank
        key = squash(keys.get("name") or keys.get("rank") or "")
        found = table.get(key, []) if key else []
        wanted = squash(keys.get("recommender", ""))
        same = [index for index in found if self._recommenders[index] == wanted]
        return next(iter(same or found), None)
