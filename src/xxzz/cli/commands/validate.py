"""`xxzz validate`: checks workbooks and reports findings."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from xxzz import rule_names
from xxzz.checked import Checked
from xxzz.cli.choices import choose, completer
from xxzz.cli.console import emit_error, in_ci
from xxzz.cli.delivery import FOR_PEOPLE, Delivery, targets
from xxzz.cli.errors import CANNOT_WORK, FOUND, OK, cannot_work, wrong_usage
from xxzz.cli.options import Data, Sources, Year, season_of
from xxzz.cli.progress import progress
from xxzz.cli.reading import read_beside_past, refuse_to_overwrite_inputs
from xxzz.finding import Report, Severity
from xxzz.report import REPORTERS
from xxzz.repository.changes import changed_files, only_touched
from xxzz.repository.settings import (
    FAIL_ON,
    NEVER,
    Project,
    find_project,
    load_project,
)
from xxzz.waivers.check import check_with_waivers

_NAMED = 3

EXAMPLES = """\
xxzz validate                                  检查当前文件夹里的推荐名单
xxzz validate 推荐名单.xlsx                    检查一份推荐名单
xxzz validate 推荐名单.xlsx -o 检查结果.txt    结果写进文件
xxzz validate --report html=检查结果.html      屏幕上显示，另存网页
xxzz validate --format xlsx -o 批注.xlsx       在副本上标出有问题的格子
xxzz validate --report json=上次.json          留一份结果，以后和它比较
xxzz validate --baseline 上次.json             只看那以后新出的问题"""

Format = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="格式",
        help=f"结果的格式：{'、'.join(REPORTERS)}（默认 {FOR_PEOPLE}）",
        autocompletion=completer(lambda: REPORTERS),
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option("--output", "--out", "-o", metavar="文件", help="把结果写进文件，不显示"),
]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="格式=文件",
        help="另写一份结果到文件，可以写几次",
        autocompletion=completer(lambda: (f"{name}=" for name in REPORTERS)),
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="级别",
        help=f"哪一级起不通过：{'、'.join(FAIL_ON)}（默认 error）",
        autocompletion=completer(lambda: FAIL_ON),
    ),
]
Since = Annotated[
    str | None,
    typer.Option("--changed-since", metavar="版本", help="只报告这个 git 版本以来的改动涉及的问题"),
]
Known = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="报告", help="只报告新的问题：以前的 JSON 报告里有的不再列出"
    ),
]
NoRedact = Annotated[
    bool, typer.Option("--no-redact", help="给 CI 的格式里也不隐去个人信息（只限本机使用）")
]


def run(
    sources: Sources = None,
    *,
    season: Year = None,
    data: Data = None,
    format: Format = None,  # noqa: A002  # the option's name
    output: Output = None,
    report: Reports = None,
    fail_on: FailOn = None,
    changed_since: Since = None,
    baseline: Known = None,
    no_redact: NoRedact = False,
) -> int:
    """Check the sources, write the reports and return the exit code (README, 给程序用)."""
    wanted = targets(format or (), output or (), report or ())
    if no_redact and in_ci():
        raise wrong_usage("CI 的日志别人也能看到，不能用 --no-redact；请去掉这个选项。")
    base_folder = _base_folder(sources or ())
    project = _project(base_folder, data)
    threshold = choose("级别", fail_on or project.fail_on or Severity.ERROR, FAIL_ON)
    tables = season_of(season or project.season, data)
    tables, intake = read_beside_past(sources, tables, data)
    outputs = (target.file for target in wanted if target.file)
    refuse_to_overwrite_inputs(outputs, intake, filter(None, (*project.files, baseline)))
    with progress("逐条检查"):
        found = check_with_waivers(
            intake.submissions,
            tables,
            problems=intake.problems,
            severities=project.severities,
            agreed=project.waivers,
        )
    if changed_since is not None:
        files = changed_files(changed_since, base_folder)
        if files.isdisjoint(map(Path.resolve, project.files)):  # settings affect all files
            found = only_touched(found, files)
    if baseline:
        found = _only_new_since(baseline, found)
    Delivery(found, redacted=not no_redact).to(wanted)
    return exit_code(found.report, threshold)


def exit_code(report: Report, fail_on: str) -> int:
    """Return 3 if a rule crashed, 1 for findings at or above `fail_on`, else 0.

    If no nomination was read, nothing was checked, so the code is 1 too. With `never`, findings
    don't matter, but unreadable input does.
    """
    errors = report.at_least(Severity.ERROR)
    unread = not report.nominations or any(one.rule in rule_names.UNREAD for one in errors)
    if report.crashed or (fail_on == NEVER and unread):
        return CANNOT_WORK
    if fail_on == NEVER:
        return OK
    return FOUND if report.at_least(Severity(fail_on)) or not report.nominations else OK


def _only_new_since(file: Path, checked: Checked) -> Checked:
    """Return the check without the findings of an earlier report."""
    from xxzz.report.baseline import only_new, read_baseline  # noqa: PLC0415  # few runs compare

    try:
        baseline = read_baseline(file.read_bytes(), checked.season.year)
    except OSError as error:
        raise cannot_work(f"--baseline 的“{file}”读不出来。请核对文件名。") from error
    files = {one.location.file for one in checked.report.findings}
    if baseline.files and files and files.isdisjoint(baseline.files):
        there = "、".join(f"“{name}”" for name in sorted(baseline.files)[:_NAMED])
        emit_error(
            f"注意：以前的报告里是别的文件（{there}等），所以全部当作新的问题。"
            "请在同一个文件夹里、用同样的写法运行。"
        )
    return only_new(checked, baseline)


def _base_folder(sources: Sequence[Path]) -> Path:
    """Return the common folder of all sources, whose repository has settings and history."""
    folders = [path if path.is_dir() else path.parent for path in map(Path.resolve, sources)]
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # on several drives
        return Path.cwd()


def _project(base_folder: Path, data: Path | None) -> Project:
    file = find_project(base_folder) or find_project(Path.cwd())
    return load_project(file, data) if file else Project()
