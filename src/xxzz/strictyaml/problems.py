"""What is wrong with a season's tables, at its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from xxzz.location import Location

Keys = Sequence[str | int]
"""The way to a value in a table: keys of mappings, positions in lists from 0."""


class TableProblem(NamedTuple):
    """One thing that is wrong with a table, at its line."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}：{self.message}"


class SeasonError(Refusal):
    """A season's tables can't be used; `problems` says where and why, in Chinese."""

    heading = "规则表不能用：\n"

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
