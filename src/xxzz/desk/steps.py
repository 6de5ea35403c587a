"""What the steps of the review have in common: where they work, and what they say."""

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
"""Where results lie unless a person names another folder."""


@dataclass(frozen=True)
class Review:
    """A review's folder and its year; `data` is the folder of tables, None for the program's."""

    folder: Path
    season: Season
    data: Path | None = None

    @cached_property
    def table(self) -> ReviewTable:
        """How this year's nominations are judged; SeasonError where that can't be used."""
        return load_review(self.season, self.data)


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did; everything in it is said in Chinese.

    `complete` is false where a person has to act before the next step. `renamed` are files of other
    content that lay there before, renamed.
    """

    lines: tuple[str, ...]
    complete: bool = True
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    renamed: tuple[Path, ...] = ()


def need(path: Path, command: Command) -> None:
    """See that the result of an earlier step is there.

    Raises:
        Refused: it is not; with the command that makes it.
    """
    if not path.exists():
        hint = f"请先{command.run}。"
        raise Refused([error(Location(path.as_posix()), "还没有这份文件。", hint)])


@contextmanager
def reading() -> Iterator[None]:
    """Say of a file that can't be opened which it is, and what to do.

    Raises:
        Refusal: a file can't be read.
    """
    try:
        yield
    except OSError as fault:
        name = fault.filename or ""
        text = f"文件“{name}”打不开。请核对文件名，关闭打开着它的程序，再试一次。"
        raise Refusal(text) from fault
