"""Finds example rows (例：某街道) that were left in a list; they are reported and not counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.location import Location
    from xxzz.season import Season

_MAX_SHOWN = 10
_MIN_ANSWERS = 6
"""The least answers of a row that is an example because all equal the season's."""


class Examples:
    """Finds the example rows of one list.

    A row is an example if a cell up to the name, or the remark, says so (例, 示例2, （样例）), if
    the name begins with such a word and a sign or placeholder follows (例：某街道, 示例××社区), or
    if all answers are the season's examples. 示例路小学 and 例家珍家庭 are regular names.
    """

    def __init__(self, season: Season) -> None:
        self._season = season
        roles = season.roles
        self._marked = (roles.rank, roles.recommender, roles.category, roles.name, roles.remark)
        """The fields in which a row can say that it is an example."""
        self._given = {field.id: comparison_key(field.example) for field in season.notice.fields}
        words = sorted(map(comparison_key, season.notice.sheets.examples), key=len, reverse=True)
        self._heads = re.compile("|".join({re.escape(word[0]) for word in words}) or r"(?!)")
        any_word = "|".join(map(re.escape, words)) or r"(?!)"
        self._whole = re.compile(rf"\(?(?:{any_word})\d{{0,2}}\)?[:.]?(?:\(.*\))?")
        self._begins = re.compile(
            rf"\((?:{any_word})\d{{0,2}}\)|(?:{any_word})\d{{0,2}}(?:[:.,、|/-]|[某×x○*])"
        )
        self._rows: dict[int, str] = {}

    def take(self, row: int, values: Mapping[str, str]) -> bool:
        """Tell whether a row is an example, and remember it."""
        texts = [values.get(name, "") for name in self._marked]
        if not (any(map(self._says_so, texts)) or self._is_own(values)):
            return False
        self._rows[row] = values.get(self._season.roles.name, "") or next(filter(None, texts), "")
        return True

    def _says_so(self, text: str) -> bool:
        if not self._heads.search(text):
            return False  # a quick check, since most texts are not
        key = comparison_key(text)
        return bool(self._whole.fullmatch(key) or self._begins.match(key))

    def _is_own(self, values: Mapping[str, str]) -> bool:
        return len(values) >= _MIN_ANSWERS and all(
            comparison_key(text) == self._given[name] for name, text in values.items()
        )

    def problems(self, sheet: Location) -> Iterator[Problem]:
        """Yield one problem for all example rows."""
        if not self._rows:
            return
        rows = list(self._rows)
        shown = "、".join(map(str, rows[:_MAX_SHOWN])) + ("等" if len(rows) > _MAX_SHOWN else "")
        measure = self._season.measure
        yield Problem(
            f"第{shown}行是填写示例（“{self._rows[rows[0]]}”），没有算在名单里，共{len(rows)}行。",
            f"是示例的，请删去；确是要推荐的{measure}，请把“例”“示例”这样的字样去掉，写实际的内容。",
            sheet._replace(row=rows[0]),
            rule=rule_names.PLACEHOLDER_TEXT,
            severity=Severity.WARNING,
        )
