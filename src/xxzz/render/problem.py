"""Errors that prevent rendering: in a template, with its location, or a missing program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.location import Location


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """An error in a template, with its paragraph or table cell."""

    location: Location
    message: str

    def __str__(self) -> str:
        return f"{self.location}：{self.message}"


class TemplateError(Refusal):
    """A template can't be used; `problems` are in Chinese, with locations."""

    heading = "Word 模板不能用：\n"

    def __init__(self, problems: Sequence[TemplateProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class OfficeError(Refusal):
    """PDFs can't be made; with reason and remedy in Chinese."""
