"""Finds the columns of a 指标自评 sheet: indicators, and fields that identify the nomination.

An indicator (附件1) is recognised by its id or its text, which people number, shorten, or copy
together with the remark that the blank workbook adds to it.
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
_MIN_LENGTH_TO_GUESS = 8


class IndicatorColumns:
    """The header of one sheet; rows and columns count from 1.

    `items` has the column of each indicator, `keys` that of each identifying field, `unknown` the
    other labels by column. `last_row` is the header's last row, 0 where there is no header.
    """

    def __init__(self, grid: Grid, items: Sequence[Indicator], labels: Labels) -> None:
        self._keys = labels.keys
        self._ids = {comparison_key(item.id): item.id for item in items}
        self._texts = {_core(item.text): item.id for item in items}
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
        key = _core(text)
        if key in self._texts or len(key) < _MIN_LENGTH_TO_GUESS:
            return self._texts.get(key)
        alike = [item for full, item in self._texts.items() if _begins_alike(full, key)]
        return alike[0] if len(alike) == 1 else None


def _begins_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _core(text: str) -> str:
    """Return a text without the number in front and the sign at the end."""
    return _NUMBER.sub("", comparison_key(text)).rstrip(_ENDS)


def _texts(row: Sequence[Any]) -> dict[int, str]:
    return {
        column: as_displayed(value) for column, value in enumerate(row, 1) if not is_blank(value)
    }
