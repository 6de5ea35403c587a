"""What the commands from the review to the announcement have in common."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from xxzz.bundle.output import OutputError, write_files
from xxzz.cli.console import complain, emit
from xxzz.cli.errors import FOUND, CommandExit, cannot_work, wrong_usage
from xxzz.finding import Problem, Severity
from xxzz.render import TemplateError
from xxzz.review.refused import Refused
from xxzz.season import Season, SeasonError
from xxzz.season.models.review import ReviewTable
from xxzz.season.review import load_review
from xxzz.text.columns import one_line

Ledger = Annotated[
    Path, typer.Argument(metavar="汇总", help="xxzz merge 写的文件夹，或其中的 全市汇总.xlsx")
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", "--out", metavar="文件夹", help="写到哪个文件夹")
]
REVIEW = Path("评审")


def review_of(season: Season, data: Path | None) -> ReviewTable:
    """Load the year's table of the review; ends the command where it can't be used."""
    try:
        return load_review(season, data)
    except SeasonError as error:
        raise cannot_work(f"评议规则表不能用：\n{error}") from error


def day_of(text: str, option: str) -> dt.date:
    """Return the day that an option names."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise wrong_usage(f"{option} 要写日期，例如 2023-11-01，现在是“{text}”。") from error


@contextmanager
def working() -> Iterator[None]:
    """Turn what keeps a step from being done into the end of the command."""
    try:
        yield
    except Refused as refused:
        raise CommandExit("\n".join(map(worded, refused.problems)), FOUND) from refused
    except SeasonError as error:
        raise cannot_work(f"规则表不能用：\n{error}") from error
    except TemplateError as error:
        raise cannot_work(f"Word 模板不能用：\n{error}") from error
    except OutputError as error:
        raise cannot_work(one_line(str(error))) from error
    except OSError as error:
        name = error.filename or ""
        raise cannot_work(
            one_line(f"文件“{name}”打不开。请核对文件名，关闭打开着它的程序，再试一次。")
        ) from error


def worded(problem: Problem) -> str:
    """Word a problem for the screen."""
    word = (problem.severity or Severity.ERROR).word
    return one_line(f"【{word}】{problem.location}：{problem.message}怎样改：{problem.hint}")


def tell(problems: Iterable[Problem]) -> None:
    """Say what a person should look at."""
    for problem in problems:
        complain(worded(problem))


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write results, and say what of before was kept."""
    for path in write_files(folder, files):
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
