"""The values of rows that are not in a column, but in the sheet's name, a title or a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.nominations.category_names import CategoryNames
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from xxzz.intake.nominations.lists import NominationList
    from xxzz.season import Season

_MAX_CELLS_OF_HEADING = 2


class Implied:
    """The implied values of the current row, by field; headings change the category."""

    def __init__(self, nominations: NominationList, season: Season) -> None:
        self._season = season
        self._names = CategoryNames(season)
        self._field = season.roles.category
        self._has_column = self._field in nominations.header.columns
        self.values = nominations.implied(season)

    def take_heading(self, row: Sequence[Any]) -> bool:
        """Read a row that names the category of the rows below; return False for any other row.

        A table with a column for the category has no such rows.
        """
        filled = sum(value != "" for value in row)
        if self._has_column or filled > _MAX_CELLS_OF_HEADING:
            return False
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        category = self._names.in_heading(texts)
        if category:
            self.values[self._field] = self._season.info(category).name
        return category is not None

    def doubt_heading(self, row: Sequence[Any]) -> None:
        """Drop the category of the last heading at a row that may be the heading of another one.

        No category is better than a wrong one.
        """
        texts = [as_displayed(value) for value in row if value != ""]
        if self._field in self.values and len(texts) <= _MAX_CELLS_OF_HEADING:
            other = self._names.in_name("".join(texts))
            if other and self._season.info(other).name != self.values[self._field]:
                del self.values[self._field]
