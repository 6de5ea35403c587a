"""Finds the columns of a 指标自评 sheet: the indicators, and what says whose row it is.

An indicator (附件1) is known by its identifier or its text, which people number, shorten and copy
with the remark that the blank workbook adds to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.intake.nominations.labels import Labels
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.season.models import Indicator

_HEADER_ROWS = 12
_NUMBER = re.compile(r"\(?\d{1,2}[.、)]")
_ENDS = "。.;:"
_CERTAIN = 8


class IndicatorColumns:
    """The header of one sheet; rows and columns count from 1.

    `last_row` is 0 where there is no header, `unknown` has the texts of it that mean nothing.
    """

    def __init__(self, grid: Grid, items: Sequence[Indicator], labels: Labels) -> None:
        self._keys = labels.keys
        self._ids = {comparison_key(item.id): item.id for item in items}
        self._texts = {_bare(item.text): item.id for item in items}
        self._labels = labels
        self.items: dict[str, int] = {}
        self.keys: dict[str, int] = {}
        self.last_row = 0
        self._read(grid.rows[:_HEADER_ROWS])
        texts = _texts(grid.rows[self.last_row - 1]) if self.last_row else {}
        known = {*self.items.values(), *self.keys.values()}
        self.unknown: Mapping[int, str] = {
            column: text
            for column, text in texts.items()
            if column not in known and not labels.field(text)
        }

    def _read(self, rows: Sequence[Sequence[Any]]) -> None:
        for number, row in enumerate(rows, 1):
            texts = _texts(row)
            items = {name: column for column, text in texts.items() if (name := self._item(text))}
            keys = {
                name: column
                for column, text in texts.items()
                if (name := self._labels.field(text)) in self._keys
            }
            self.items |= items
            self.keys |= keys
            if items or len(keys) > 1:
                self.last_row = number

    def _item(self, text: str) -> str | None:
        key = comparison_key(text)
        if key in self._ids:
            return self._ids[key]
        key = _bare(text)
        if key in self._texts or len(key) < _CERTAIN:
            return self._texts.get(key)
        alike = [item for full, item in self._texts.items() if _begins_alike(full, key)]
        return alike[0] if len(alike) == 1 else None


def _begins_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _bare(text: str) -> str:
    return _NUMBER.sub("", comparison_key(text)).rstrip(_ENDS)


def _texts(row: Sequence[Any]) -> dict[int, str]:
    return {
        column: as_displayed(value) for column, value in enumerate(row, 1) if not is_blank(value)
    }
