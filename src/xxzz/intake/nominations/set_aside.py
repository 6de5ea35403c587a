"""Finds headings within a list below which nominations are set aside: 备选名单, 未入选."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.spreadsheet.cells import as_displayed, is_blank
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from xxzz.location import Location
    from xxzz.season import Season

_MAX_CELLS = 2
_MAX_LENGTH = 20


class SetAside:
    """The headings of one list that set aside what stands below them."""

    def __init__(self, season: Season) -> None:
        self._words = tuple(map(comparison_key, season.notice.sheets.set_aside))
        self._measure = season.measure
        self._headings: dict[int, str] = {}

    def take(self, number: int, row: Sequence[Any]) -> None:
        """Remember a row that is no nomination, if it is such a heading."""
        texts = [as_displayed(value) for value in row if not is_blank(value)]
        text = " ".join(texts)
        if len(texts) <= _MAX_CELLS and len(text) <= _MAX_LENGTH:
            key = comparison_key(text)
            if any(word in key for word in self._words):
                self._headings[number] = text

    def problems(self, sheet: Location, rows: Sequence[int]) -> Iterator[Problem]:
        """Yield a problem for each heading above a nomination; `rows` are those of nominations."""
        for number, text in self._headings.items():
            if below := sum(row > number for row in rows):
                yield Problem(
                    f"第{number}行写着“{text}”，它下面的{below}{self._measure}也都算推荐。",
                    "不推荐的，请删去或移到别的文件；要推荐的，请删去这一行字。",
                    sheet._replace(row=number),
                    rule=rule_names.NOMINATION_WITHDRAWN,
                    severity=Severity.WARNING,
                )
