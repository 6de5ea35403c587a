"""Shared code of the review's steps."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.location import Location
from xxzz.refusal import Refusal
from xxzz.review.refused import Refused, error
from xxzz.season.review import load_review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.finding import Problem
    from xxzz.remedies import Command
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

REVIEW = Path("评审")
"""Default folder of the results."""


@dataclass(frozen=True)
class Review:
    """A review's folder and season; `data` is a custom folder of tables."""

    folder: Path
    season: Season
    data: Path | None = None

    @cached_property
    def table(self) -> ReviewTable:
        """The rules of judging; raises SeasonError if they are invalid."""
        return load_review(self.season, self.data)


@dataclass(frozen=True, slots=True)
class StepResult:
    """The result of a step; all texts are Chinese.

    `complete` is false if a person has to act before the next step. `renamed` are existing files
    with other content, which were renamed.
    """

    lines: tuple[str, ...]
    complete: bool = True
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    renamed: tuple[Path, ...] = ()


def require_result(path: Path, command: Command) -> None:
    """Check that an earlier step's result exists.

    Raises:
        Refused: it does not; the hint names the command.
    """
    if not path.exists():
        hint = f"请先{command.run}。"
        raise Refused([error(Location(path.as_posix()), "还没有这份文件。", hint)])


@contextmanager
def reading_files() -> Iterator[None]:
    """Turn errors about unreadable files into refusals.

    Raises:
        Refusal: a file can't be read.
    """
    try:
        yield
    except OSError as fault:
        name = fault.filename or ""
        text = f"文件“{name}”打不开。请核对文件名，关闭打开着它的程序，再试一次。"
        raise Refusal(text) from fault
