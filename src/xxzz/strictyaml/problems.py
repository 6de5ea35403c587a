"""Problems in a season's tables, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from xxzz.location import Location

Keys = Sequence[str | int]
"""Path of a value in a table: keys of mappings and 0-based indexes of lists."""


class TableProblem(NamedTuple):
    """A problem in a table and its line."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}：{self.message}"


_POSITION = re.compile(r"第\d+项")
_SAME = 3
_SHOWN = 5


def gathered(problems: Iterable[TableProblem]) -> list[TableProblem]:
    """Return the problems; one that repeats on many lines, such as in every row, is merged."""
    alike: dict[tuple[str, str], list[TableProblem]] = {}
    for one in problems:
        key = one.location.file, _POSITION.sub("", one.message)
        alike.setdefault(key, []).append(one)
    found: list[TableProblem] = []
    for group in alike.values():
        found += [_together(group)] if len(group) >= _SAME else group
    return found


def _together(group: Sequence[TableProblem]) -> TableProblem:
    first, *others = group
    lines = "、".join(str(one.location.line) for one in others[:_SHOWN])
    more = "等" if len(others) > _SHOWN else ""
    return first._replace(
        message=f"{first.message}还有{len(others)}处一样的，在第{lines}{more}行。"
    )


class SeasonError(Refusal):
    """A season's tables can't be used; `problems` says where and why, in Chinese."""

    heading = "规则表不能用：\n"

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
