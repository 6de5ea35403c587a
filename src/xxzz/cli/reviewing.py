"""What the commands from the review to the announcement have in common."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.complaints import complain_of
from xxzz.cli.console import complain, emit
from xxzz.cli.errors import FOUND, OK, wrong_usage
from xxzz.cli.log import look_in
from xxzz.cli.options import season_of
from xxzz.desk.steps import Done, Review
from xxzz.review.refused import worded
from xxzz.text.columns import one_line

Ledger = Annotated[
    Path, typer.Argument(metavar="汇总", help="xxzz merge 写的文件夹，或其中的 全市汇总.xlsx")
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", "--out", metavar="文件夹", help="写到哪个文件夹")
]


def review_of(year: int | None, data: Path | None, folder: Path, *places: Path) -> Review:
    """Return the review in a folder; whom it names, and the places it reads, no log shows."""
    season = season_of(year, data)
    look_in((folder, *places), season)
    return Review(folder, season, data)


def day_of(text: str, option: str) -> dt.date:
    """Return the day that an option names."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise wrong_usage(f"{option} 要写日期，例如 2023-11-01，现在是“{text}”。") from error


def tell(done: Done) -> int:
    """Say what a step did and what a person should look at; returns the exit code."""
    complain_of(done.problems, worded=worded)
    for path in done.renamed:
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
    for line in done.missing:
        complain(one_line(line))
    for line in done.lines:
        emit(one_line(line))
    return OK if done.complete else FOUND
