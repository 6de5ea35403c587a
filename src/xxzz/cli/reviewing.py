"""Shared code of the commands from the review to the announcement."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import FOUND, OK, wrong_usage
from xxzz.cli.log import mask_names_in
from xxzz.cli.options import season_of
from xxzz.cli.problems import print_problems
from xxzz.desk.steps import Review, StepResult
from xxzz.review.refused import worded
from xxzz.text.columns import one_line

Ledger = Annotated[
    Path, typer.Argument(metavar="汇总", help="xxzz merge 写的文件夹，或其中的 全市汇总.xlsx")
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", "--out", metavar="文件夹", help="写到哪个文件夹")
]


def review_of(year: int | None, data: Path | None, folder: Path, *places: Path) -> Review:
    """Return the review in a folder; names in it and in `places` are masked in logs."""
    season = season_of(year, data)
    mask_names_in((folder, *places), season)
    return Review(folder, season, data)


def day_of(text: str, option: str) -> dt.date:
    """Parse the day given by an option."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise wrong_usage(f"{option} 要写日期，例如 2023-11-01，现在是“{text}”。") from error


def print_done(done: StepResult) -> int:
    """Print the result of a step and what needs attention; return the exit code."""
    print_problems(done.problems, worded=worded)
    for path in done.renamed:
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
    for line in done.missing:
        emit_error(one_line(line))
    for line in done.lines:
        emit(one_line(line))
    return OK if done.complete else FOUND
