"""Finds rows below a header that say how to fill in the columns: 必填, 下拉选择, 500字以内."""

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

_MIN_CELLS = 3
_MIN_SHARE = 0.6
_INSTRUCTION = re.compile(
    r"\(?(?:如[:.,\"“]|例如|比如|例[:.]|格式|请|填|应|须|需|必|选填|可不填|可选|可空|按|与|同营业执照|不超过|不少于|不得|限"
    r"|下拉|点选|单选|从.*选|(?:半角)?数字|文本|阿拉伯|系统|自动|写明|注明|手机\d*位|\d+位).*"
    r"|.*(?:字以内|字以下|字左右|必填|选填|填写|选择|一致|全称|位数字|格式|相同|为准|即可)\)?"
    r"|\d+(?:[-~]\d+)?字\)?"
)


class Instructions:
    """Finds the rows of one list that stand above all nominations and tell how to fill it in."""

    def __init__(self, season: Season) -> None:
        self._name = season.roles.name
        self._left_over = frozenset(map(comparison_key, season.notice.placeholders.whole))
        self._measure = season.measure
        self._above = True
        self._rows: list[int] = []

    def take(self, row: int, values: Mapping[str, str]) -> bool:
        """Tell whether a row says how to fill in the columns, and remember it."""
        if self._above:
            name = values.get(self._name, "")
            said = sum(map(self._is_instruction, values.values()))
            enough = said >= max(_MIN_CELLS, _MIN_SHARE * len(values))
            self._above = enough and (not name or self._is_instruction(name))
        if self._above:
            self._rows.append(row)
        return self._above

    def problems(self, sheet: Location) -> Iterator[Problem]:
        """Yield one problem for all such rows."""
        if self._rows:
            yield Problem(
                f"第{'、'.join(map(str, self._rows))}行像是填写说明，没有算在名单里。",
                f"是说明的，请删去，或移到表头上面；确是要推荐的{self._measure}，请写实际的内容。",
                sheet._replace(row=self._rows[0]),
                rule=rule_names.PLACEHOLDER_TEXT,
                severity=Severity.WARNING,
            )

    def _is_instruction(self, text: str) -> bool:
        key = comparison_key(text)
        return key in self._left_over or _INSTRUCTION.fullmatch(key) is not None
