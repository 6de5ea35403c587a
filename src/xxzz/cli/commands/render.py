"""`xxzz render`: writes the official documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from xxzz import rule_names
from xxzz.checked import Checked
from xxzz.cli.choices import choose, completer
from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import CANNOT_WORK, FOUND, OK, cannot_work
from xxzz.cli.options import (
    RENDERED,
    Data,
    District,
    Sources,
    Year,
    folder_of,
    recommender_of,
    season_of,
)
from xxzz.cli.problems import ProblemLines, places_of
from xxzz.cli.progress import progress
from xxzz.cli.reading import read_beside_past
from xxzz.desk.papers import documents
from xxzz.finding import Finding, Report, Severity
from xxzz.render import Blocked, Kind, Options, PlanOptions, RecommenderPlan, Rendered
from xxzz.report.folding import IN_A_REPORT
from xxzz.text.columns import one_line
from xxzz.waivers.check import check_with_waivers

EXAMPLES = """\
xxzz render 推荐名单.xlsx                    全部推荐表和汇总表
xxzz render 推荐名单.xlsx --district 徐汇区  只要一个区的
xxzz render 推荐名单.xlsx --copies           另外生成可以一次打印的 PDF
xxzz render 推荐名单.xlsx --draft            还有错误，先看样子"""

Out = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹")
]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="种类",
        help="只要推荐表（form）或只要汇总表（summary）",
        autocompletion=completer(lambda: Kind),
    ),
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="文件夹", help="使用自己的 Word 模板，而不是自带的"),
]
Pdf = Annotated[bool, typer.Option("--pdf", help="每份文件另存一份 PDF（需要 LibreOffice）")]
Copies = Annotated[bool, typer.Option("--copies", help="每个推荐单位一份打印用 PDF，含应报份数")]
Split = Annotated[bool, typer.Option("--split", help="另外按报送对象各生成一份汇总表")]
Draft = Annotated[bool, typer.Option("--draft", help="有错误也生成，每页印“草稿”")]


def run(
    sources: Sources = None,
    *,
    district: District = None,
    out: Out = RENDERED,
    only: Only = None,
    split: Split = False,
    draft: Draft = False,
    pdf: Pdf = False,
    copies: Copies = False,
    templates: Templates = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Check the sources, write the documents and print what is held back and why."""
    tables = season_of(season, data)
    recommender = recommender_of(district, tables)
    kind = Kind(choose("种类", only, list(Kind))) if only else None
    templates = folder_of("--templates", templates)
    name = recommender.name if recommender else None
    options = Options(out, PlanOptions(name, kind, draft, split), templates, pdf, copies)
    tables, intake = read_beside_past(sources, tables, data)
    checked = check_with_waivers(intake.submissions, tables, problems=intake.problems)
    report = checked.report
    with progress("生成文件") as advance:
        done = documents(checked, options, advance)
    if not done.plans:
        _print_blocked((), _apart(report))
        raise cannot_work(f"{f'“{name}”' if name else '这些材料里'}没有任何推荐，没有生成文件。")
    if recommender:
        _print_other_recommenders(checked, recommender.name)
    return _print_result(done, report, options)


def _print_other_recommenders(checked: Checked, name: str) -> None:
    """Print rows of other recommenders, in case of a typing error."""
    others = [entry for entry in checked.entries if entry.ref.recommender != name]
    if others:
        emit_error(
            f"注意：还有{len(others)}{checked.season.measure}的推荐单位不是“{one_line(name)}”，"
            f"没有生成：{places_of(others)}。写错了的，请在名单里改正。"
        )


def _print_result(done: Rendered, report: Report, options: Options) -> int:
    blocked = [one for plan in done.plans for one in plan.blocked]
    apart = _apart(report)
    _print_blocked(blocked, apart)
    for plan in done.plans:
        _print_summary(plan, options.choice)
    _print_files(done)
    where = f"已生成{len(done.written)}个文件，在“{one_line(str(options.out))}”。"
    emit(where if done.written else "没有生成文件。")
    if report.crashed:
        return CANNOT_WORK
    draft = options.choice.draft
    held = [one for one in apart if not draft or one.rule in rule_names.UNREAD]
    return FOUND if blocked or done.refused or held else OK


def _print_blocked(blocked: Sequence[Blocked], apart: Sequence[Finding]) -> None:
    """Print the errors of each held back nomination, then those of whole files."""
    errors = [error for one in blocked for error in one.errors]
    complaints = ProblemLines([*errors, *apart], IN_A_REPORT)
    folded = 0
    for one in blocked:
        lines = complaints.lines(one.errors, "  ")
        folded += not lines
        if lines:
            who = f"“{one_line(one.ref.name)}”（{one_line(one.ref.recommender)}）"
            emit_error("\n".join((f"没有生成{who}，请先改正：", *lines)))
    if folded:
        emit_error(f"另有{folded}份推荐表没有生成，问题和上面的一样。")
    if lines := complaints.lines(apart, "  "):
        emit_error("\n".join(("文件里的这些问题请先改正：", *lines)))


def _print_files(done: Rendered) -> None:
    for path in done.outdated:
        emit_error(f"注意：“{one_line(str(path))}”是以前生成的，没有更新，请不要使用。")
    for path in done.refused:
        emit_error(
            f"没有覆盖“{one_line(str(path))}”：它在别处改过或不是本程序生成的。要重新生成，请先移走。"
        )
    for note in done.notes:
        emit_error(f"注意：{one_line(note)}")
    if done.removed:
        emit(f"删去以前生成、现在名单里已经没有的文件{len(done.removed)}个。")


def _apart(report: Report) -> Sequence[Finding]:
    """Return the errors that belong to no nomination."""
    return [one for one in report.at_least(Severity.ERROR) if one.nomination is None]


def _print_summary(plan: RecommenderPlan, choice: PlanOptions) -> None:
    if choice.only is not Kind.FORM and (plan.blocked or plan.errors):
        what = "推荐表和推荐汇总表" if plan.errors else "推荐汇总表"
        emit_error(f"{one_line(plan.folder.name)}的{what}要等上面的问题改正以后才能生成。")
