"""Reads former winners in workbooks: 往年名单.xlsx, or 获奖名单.xlsx of `xxzz publish`."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.find import PAST
from xxzz.intake.lists import read_lists
from xxzz.intake.past.rows import YEAR, Past, columns, to_past, winners_in, year_in
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xxzz.season import Season

_SHEET = "获奖名单"
"""The sheet of 获奖名单.xlsx with the winners; its other sheet lists the inputs."""


def read_workbook_of_winners(path: Path, season: Season) -> Past:
    """Read all sheets that have a list.

    For rows without a year, it is taken from the text above the list, or from the file's name.
    """
    place = Location(path.as_posix())
    try:
        tables = read_lists(path, columns(season), _SHEET, path.name)
    except WorkbookUnreadable as error:
        return Past(problems=(_unreadable(place, error.message, error.hint),))
    named = [table for table in tables if "name" in table.columns]
    if not named:
        titles = "、".join(
            season.field(name).header for name in (season.roles.category, season.roles.name)
        )
        hint = f"请写一行表头：{YEAR}、{titles}。"
        return Past(problems=(_unreadable(place, "没有找到往年名单的表头。", hint),))
    return to_past(
        one
        for table in named
        for one in winners_in(table, year=year_in([*table.above, table.sheet, path.stem]))
    )


def with_past_winners(season: Season, places: Iterable[Path]) -> tuple[Season, tuple[Problem, ...]]:
    """Return the season with the former winners of the lists in some folders, and their problems.

    A file in `places` stands for its folder.
    """
    folders = (path if path.is_dir() else path.parent for path in places)
    lists = {os.path.realpath(path): path for one in folders if (path := one / PAST).is_file()}
    if not lists:
        return season, ()
    read = [read_workbook_of_winners(path, season) for path in lists.values()]
    winners = tuple(winner for one in read for winner in one.winners)
    problems = tuple(problem for one in read for problem in one.problems)
    return replace(season, past_winners=winners), problems


def _unreadable(place: Location, message: str, hint: str) -> Problem:
    return Problem(message, hint, place, rule=rule_names.WORKBOOK_UNREADABLE)
