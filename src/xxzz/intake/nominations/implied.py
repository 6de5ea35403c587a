"""What no column of a list but its sheet, its title or a heading says of the rows below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.nominations.category_names import CategoryNames
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from xxzz.intake.nominations.lists import NominationList
    from xxzz.season import Season

_FEW = 2


class Implied:
    """The values that hold until a heading says another category; `values` has them by field."""

    def __init__(self, one: NominationList, season: Season) -> None:
        self._season = season
        self._names = CategoryNames(season)
        self._field = season.roles.category
        self._has_column = self._field in one.header.columns
        self.values = one.implied(season)

    def take_heading(self, row: Sequence[Any]) -> bool:
        """Take a row that names the category of those below it, where there is no column for it."""
        if self._has_column or sum(value != "" for value in row) > _FEW:
            return False
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        category = self._names.in_heading(texts)
        if category:
            self.values[self._field] = self._season.info(category).name
        return category is not None

    def doubt_heading(self, row: Sequence[Any]) -> None:
        """Forget the category that a heading said, where a row may say another one.

        Better no category than that of the rows above.
        """
        texts = [as_displayed(value) for value in row if value != ""]
        if self._field in self.values and len(texts) <= _FEW:
            other = self._names.in_name("".join(texts))
            if other and self._season.info(other).name != self.values[self._field]:
                del self.values[self._field]
