"""`xxzz diff`: differences between two workbooks or packages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from xxzz import rule_names
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.unpacked import is_package, read_package
from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import FOUND, OK, cannot_work
from xxzz.cli.log import mask_names_of
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.package_season import season_of_package
from xxzz.cli.problems import print_problems
from xxzz.cli.reading import read
from xxzz.cli.style import stdout_style
from xxzz.diff import compare
from xxzz.entry import resolve
from xxzz.finding import Problem, Severity
from xxzz.intake import Intake, NoSource
from xxzz.report.differences import LEGEND, difference_lines
from xxzz.rules import severity_of
from xxzz.season import Season
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz diff 推荐名单.xlsx.bak 推荐名单.xlsx     采集前后改了什么
xxzz diff 第1版.zip 第2版.zip                 两次报送的包有什么不同"""

Before = Annotated[Path, typer.Argument(metavar="旧", help="改之前的名单、文件夹或包")]
After = Annotated[Path, typer.Argument(metavar="新", help="改之后的名单、文件夹或包")]


def run(before: Before, after: After, *, season: Year = None, data: Data = None) -> int:
    """Print the differences; exit code 1 if part of either could not be read."""
    old_tables, tables = (_season(path, season, data) for path in (before, after))
    old, new = _read(before, old_tables), _read(after, tables)
    found = compare(
        [one for submission in old.submissions for one in submission.nominations],
        [one for submission in new.submissions for one in submission.nominations],
        tables.field_ids,
    )
    color = stdout_style().color
    if found.changed and not color:
        emit(f"说明：{LEGEND}")
    emit("\n".join(difference_lines(found, tables, color=color)))
    unread = [*_unread(old), *_unread(new)]
    print_problems(unread)
    if not any(one.nominations for one in (*old.submissions, *new.submissions)):
        emit_error(f"两边都没有读到任何被推荐的{tables.nominees}，没有什么可以比较，请核对材料。")
        return FOUND
    return FOUND if unread else OK


def _season(path: Path, year: int | None, data: Path | None) -> Season:
    return season_of_package(path, year, data) if is_package(path) else season_of(year, data)


def _read(path: Path, season: Season) -> Intake:
    if not is_package(path):
        return read([path], season)
    try:
        intake = read_package(path, season)
    except (PackageUnsafe, NoSource) as error:
        raise cannot_work(one_line(f"{path}：{error}")) from error
    mask_names_of(resolve(intake.submissions, season), season)
    return intake


def _unread(intake: Intake) -> Iterator[Problem]:
    """Yield the problems because of which something was not compared.

    Unrelated files beside a list are ignored, unless there is no list.
    """
    for one in intake.problems:
        passed_over = intake.submissions and severity_of(one) is not Severity.ERROR
        if one.rule in rule_names.UNREAD and not passed_over:
            yield one
