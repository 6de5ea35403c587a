"""Checks all tables of a year, including those of the review, for errors and doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.location import Location
from xxzz.season import SeasonError, TableProblem, load_tables
from xxzz.season.doubts import doubts
from xxzz.season.review import load_holidays, load_review, review_files
from xxzz.strictyaml.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xxzz.season import Season


class Checked(NamedTuple):
    """The result for a year's tables: errors that make them unusable, and doubts to check."""

    year: int
    errors: tuple[TableProblem, ...]
    doubts: tuple[TableProblem, ...] = ()


def check_season(year: int, data: Path | None = None) -> Checked:
    """Check the tables of a year in a folder, by default the bundled ones."""
    try:
        season, trees = load_tables(year, data)
    except SeasonError as error:
        return Checked(year, error.problems)
    review, _ = review_files(season, data)
    if not review.is_file():
        missing = TableProblem(
            Location(review.as_posix()), "没有这个文件，评审、公示、公布不能用。"
        )
        return Checked(year, (), (*doubts(season, trees), missing))
    errors: list[TableProblem] = []
    try:
        load_review(season, data)
        trees = {**trees, "review": read_tree(review)}
    except SeasonError as error:
        errors += error.problems
    asked = list(doubts(season, trees))
    try:
        asked += _holidays(season, data)
    except SeasonError as error:
        errors += error.problems
    return Checked(year, tuple(errors), tuple(asked))


def _holidays(season: Season, data: Path | None) -> Iterator[TableProblem]:
    if season.year not in {one.year for one in load_holidays(season, data).years}:
        place = Location(review_files(season, data)[1].as_posix())
        text = f"没有{season.year}年的放假安排，公示的工作日算不出来，请按国务院办公厅的通知补上。"
        yield TableProblem(place, text)
