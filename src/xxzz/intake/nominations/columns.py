"""Checks the columns of a table: missing, misspelt and unknown ones."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING

from xxzz import remedies, rule_names
from xxzz.finding import Problem
from xxzz.location import column_letters
from xxzz.text.normalise import comparison_key
from xxzz.text.suggest import question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from typing import Any

    from xxzz.intake.nominations.headers import Header
    from xxzz.intake.nominations.labels import Labels
    from xxzz.location import Location
    from xxzz.nomination import Category
    from xxzz.season import Season

SOURCE_FILE = "来源文件"
"""The header of the column in which `xxzz collect` writes the names of the forms."""

OWN_HEADERS = frozenset({comparison_key(SOURCE_FILE)})
"""The headers of columns that the program itself writes, by comparison key."""
_MIN_LIKENESS = 0.66
_MAX_SHORT_LENGTH = 3
_MAX_UNKNOWN = 20
_MANY_MISSING = 5
"""As many missing columns have a common cause: the sheet is a summary or another kind of list."""


def needed_fields(season: Season, categories: Collection[Category]) -> list[str]:
    """Return the fields that need a column for nominations of these categories.

    They are the required ones, and those that other rules expect to be filled in (序号, 事迹).
    """
    return [
        field.id
        for field in season.notice.fields
        if any(c in categories for c in season.needed_by(field))
    ]


class ColumnCheck:
    """Compares one header with the season's fields; `row` is the header's row."""

    def __init__(self, header: Header, row: Location, labels: Labels, season: Season) -> None:
        self._header = header
        self._row = row
        self._labels = labels
        self._season = season
        self._absent = [f.id for f in season.notice.fields if f.id not in header.columns]
        self._unknown = {
            column: text
            for column, text in header.unknown.items()
            if comparison_key(text) not in OWN_HEADERS
        }

    def problems(
        self,
        categories: Collection[Category],
        rows: Sequence[Sequence[Any]],
        implied: Collection[str] = (),
    ) -> Iterator[Problem]:
        """Yield all problems; `categories` and `rows` are those of the nominations below.

        `implied` are the fields that the sheet's name or a heading tells, so that they need none.
        """
        listed = dict(list(self._unknown.items())[:_MAX_UNKNOWN])
        meant = self._meant_fields(listed)
        columns = {name: column for column, name in meant.items()}
        needed = needed_fields(self._season, categories)
        missing = [name for name in needed if name in self._absent and name not in implied]
        apart = [name for name in missing if name not in columns]
        if len(apart) >= _MANY_MISSING:
            yield self._many_missing(apart)
            missing = [name for name in missing if name in columns]
        for name in missing:
            column = columns.get(name)
            listed.pop(column or 0, None)
            yield self._missing(name, column)
        for column in listed:
            yield self._unknown_column(column, meant.get(column))
        yield from self._unnamed(rows)

    def _many_missing(self, names: Sequence[str]) -> Problem:
        headers = "、".join(f"“{self._season.field(name).header}”" for name in names)
        return Problem(
            f"缺少{len(names)}列：{headers}。",
            "请在表头这一行加上。这张表如果只是汇总表或名册，它不是推荐名单："
            f"请用 {remedies.TEMPLATE} 生成空白名单，填写齐全。",
            self._row,
            rule=rule_names.COLUMN_MISSING,
        )

    def _missing(self, name: str, near: int | None) -> Problem:
        header = self._season.field(name).header
        place = self._row.at_column(near)
        message, hint = (
            f"缺少“{header}”这一列。",
            f"请在表头这一行加上“{header}”，每一{self._season.measure}都填写。",
        )
        if near is not None:
            label = self._unknown[near]
            message = f"缺少“{header}”这一列；{place.cell} 的表头是“{label}”。"
            change = f"请把 {place.cell} 改成“{header}”；如果不是，请另加一列“{header}”。"
            hint = f"{question([header])}如果是，{change}"
        return Problem(message, hint, place, rule=rule_names.COLUMN_MISSING)

    def _unknown_column(self, column: int, near: str | None) -> Problem:
        message = f"表头“{self._unknown[column]}”认不出来，这一列没有用上。"
        hint = "如果是本单位自用的列，可以保留；如果不是，请改成空白表里的表头。"
        if near is not None:
            header = self._season.field(near).header
            hint = f"{question([header])}如果是，请把表头改成“{header}”。"
        return Problem(message, hint, self._row.at_column(column), rule=rule_names.COLUMN_UNKNOWN)

    def _unnamed(self, rows: Sequence[Sequence[Any]]) -> Iterator[Problem]:
        header = self._header
        named = {*header.columns.values(), *header.unknown, *header.duplicates}
        width = len(rows[0]) if rows else 0
        filled = [c for c in range(1, width + 1) if c not in named and _has_content(rows, c)]
        if filled:
            letters = "、".join(column_letters(column) for column in filled[:_MAX_UNKNOWN])
            yield Problem(
                f"{letters}列有内容，却没有表头，没有用上。",
                "请补上表头；不需要的内容请删去。",
                self._row.at_column(filled[0]),
                rule=rule_names.COLUMN_UNKNOWN,
            )

    def _meant_fields(self, labels: Mapping[int, str]) -> dict[int, str]:
        """Return for misspelt labels the field that each most likely means, each field once."""
        scores = {
            (column, field): self._likeness(label, field)
            for column, label in labels.items()
            for field in self._absent
        }
        meant: dict[int, str] = {}
        for column, field in sorted(scores, key=lambda pair: -scores[pair]):
            near = scores[column, field] >= _MIN_LIKENESS
            if near and column not in meant and field not in meant.values():
                meant[column] = field
        return meant

    def _likeness(self, label: str, field: str) -> float:
        if not self._labels.fits(self._labels.leading_stem(label), field):
            return 0.0
        key = comparison_key(label)
        return max(_likeness(key, name) for name in self._labels.names(field))


def _likeness(text: str, name: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415  # seldom needed

    if len(text) == len(name) <= _MAX_SHORT_LENGTH:  # one wrong character, as in 序好
        return _MIN_LIKENESS if sum(map(eq, text, name)) == len(name) - 1 > 0 else 0.0
    return SequenceMatcher(a=name, b=text, autojunk=False).ratio()


def _has_content(rows: Sequence[Sequence[Any]], column: int) -> bool:
    return any(row[column - 1] != "" for row in rows)
