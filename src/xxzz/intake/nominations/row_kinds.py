"""Tells the rows that are nominations from repeated headers, notes, sums and unused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xxzz.intake.nominations.notes import is_note
from xxzz.intake.spreadsheet.cells import ERRORS, as_displayed, is_blank
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.intake.nominations.headers import Header
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.season import Season

_MAX_VALUES_OF_NOTE = 5
_MIN_CELLS_OF_EXPLANATION = 3
_MAX_EXPLANATION_LENGTH = 4


class RowKinds:
    """Classifies the rows below the header of one table."""

    def __init__(self, grid: Grid, header: Header, season: Season) -> None:
        roles = season.roles
        self._header_rows = grid.rows[header.row - 1 : header.last_row]
        self._spans = {top: right - left + 1 for top, left, _, right in grid.merged}
        self._name_column = header.columns.get(roles.name, 0)
        self._name_labels = {row[self._name_column - 1] for row in self._header_rows}
        self._prefilled = frozenset((roles.rank, roles.recommender))
        """The fields that are often filled in advance, in rows that stay unused."""
        self._asides = frozenset(season.notice.form.asides)
        self._season = season
        fields = season.notice.fields
        self._labels = {comparison_key(n) for one in fields for n in (one.header, *one.aliases)}

    def is_nomination(self, number: int, row: Sequence[Any], values: Mapping[str, str]) -> bool:
        """Tell whether a row is a nomination; `values` are its texts by field."""
        if self._repeats_header(row):
            return False
        if len(values) > _MAX_VALUES_OF_NOTE:
            return True
        if all(name in self._prefilled or text in ERRORS for name, text in values.items()):
            return False
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        return not (self._is_signature(texts) or is_note(texts, self._spans.get(number, 1)))

    def _is_signature(self, texts: Sequence[str]) -> bool:
        """Tell whether a row only says whose list it is, or whom to ask: 联系人, 张示例, 电话."""
        if len(texts) == 1:
            return self._season.recommender(texts[0]) is not None
        return comparison_key(texts[0]) in self._labels

    def _repeats_header(self, row: Sequence[Any]) -> bool:
        """Tell whether a row is the header again, as on each page of a printed table."""
        if row in self._header_rows or self._explains_header(row):
            return True
        name = row[self._name_column - 1] if self._name_column else ""
        return isinstance(name, str) and bool(name) and name in self._name_labels

    def _explains_header(self, row: Sequence[Any]) -> bool:
        """Tell whether a row numbers the columns, or says which must be filled in."""
        name = row[self._name_column - 1]
        if isinstance(name, str) and len(name) > _MAX_EXPLANATION_LENGTH:
            return False  # a quick check, since most rows have a name
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        numbers = [str(at) for at in range(1, len(texts) + 1)]
        enough = len(texts) >= _MIN_CELLS_OF_EXPLANATION
        return enough and (texts == numbers or self._asides.issuperset(texts))
