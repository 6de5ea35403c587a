"""`xxzz collect`: collects filled forms into a workbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import cannot_work
from xxzz.cli.log import mask_names_of
from xxzz.cli.options import Data, District, Year, recommender_of, season_of
from xxzz.cli.output import WORKBOOK, require_ending, unwritable
from xxzz.cli.paths import expand
from xxzz.cli.problems import print_reading_problems
from xxzz.cli.progress import progress
from xxzz.cli.style import stdout_style
from xxzz.collect.ledger import TITLE
from xxzz.collect.merge import RowChange
from xxzz.collect.run import Collection, Options
from xxzz.desk.collecting import NoForms, take_forms
from xxzz.diff import FieldChange
from xxzz.entry import resolve
from xxzz.intake.form.files import FormIntake
from xxzz.intake.nominations.columns import needed_fields
from xxzz.report.differences import LEGEND, change_line
from xxzz.season import Season
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz collect 推荐表 -o 推荐名单.xlsx       一个文件夹里的推荐表和事迹
xxzz collect 推荐表 --district 徐汇区      同时填好推荐单位
xxzz collect 推荐表 --dry-run              只看会改什么，不写文件"""

Forms = Annotated[
    list[Path], typer.Argument(metavar="推荐表", help="填好的推荐表（.docx）或所在的文件夹")
]
Output = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件", help="写到哪个工作簿")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示会改什么，不写文件")]
InCell = Annotated[bool, typer.Option("--stories-in-cells", help="详细事迹写在格子里，不另存文件")]


def run(
    forms: Forms,
    *,
    output: Output = Path("推荐名单.xlsx"),
    district: District = None,
    dry_run: DryRun = False,
    stories_in_cells: InCell = False,
    season: Year = None,
    data: Data = None,
) -> int:
    """Read the forms, print the changes and write them; exit code 1 if a form is unreadable."""
    require_ending(output, WORKBOOK)
    tables = season_of(season, data)
    options = Options(recommender_of(district, tables), stories_in_cells)
    collection = Collection(output, tables, options)
    intake = _read(forms, collection, tables)
    lines = _lines(collection.changes, tables, known=collection.existed)
    emit("\n".join(lines))
    if dry_run:
        emit("这是预演，没有写文件。去掉 --dry-run 再运行一次就会写入。")
    else:
        _write(collection, tables)
    return print_reading_problems(intake.problems)


def _read(forms: Sequence[Path], collection: Collection, season: Season) -> FormIntake:
    paths = expand(forms)
    missing = [path for path in paths if not path.exists()]
    if missing:
        names = "、".join(f"“{path}”" for path in missing)
        raise cannot_work(f"没有这个文件或文件夹：{names}。请核对名称。")
    try:
        with progress("读取推荐表") as advance:
            intake = take_forms(paths, collection, season, advance)
    except NoForms as nothing:
        print_reading_problems(nothing.problems)
        raise
    mask_names_of(resolve(intake.submissions, season), season)
    return intake


def _write(collection: Collection, season: Season) -> None:
    try:
        written = collection.write()
    except OSError as error:
        raise unwritable(collection.output) from error
    file = collection.output
    if not written:
        emit(f"“{file}”没有要改的，没有写文件。")
        return
    if collection.existed:
        emit(f"改之前的名单留在“{collection.backup}”，要用时去掉末尾的 .bak 即可。")
    emit(f"已写入“{file}”。黄色的格子请核对，说明在工作表“{TITLE}”里。")
    missing = "、".join(_not_on_the_form(season))
    emit(f"推荐表上没有的栏目，请在名单里补填：{missing}。\n下一步：xxzz validate {file}")


def _not_on_the_form(season: Season) -> Iterator[str]:
    layout = season.notice.form
    asked = {box.field for box in (*layout.boxes, layout.line)} | {season.roles.story}
    for name in needed_fields(season, season.categories):
        if name not in asked:
            yield season.field(name).header


def _lines(changes: Sequence[RowChange], season: Season, *, known: bool) -> Iterator[str]:
    """Yield the changes form by form; for a new workbook only the doubtful ones."""
    style = stdout_style()
    counts = {"新增": 0, "更新": 0, "不变": 0}
    if known and not style.color and any(change.changes_anything for change in changes):
        yield f"说明：{LEGEND}"
    for change in changes:
        what = "新增" if change.is_new else "更新" if change.changes_anything else "不变"
        counts[what] += 1
        doubts = [doubt for said in change.doubts.values() for doubt in said]
        if what == "不变" and not doubts and not change.kept:
            continue
        name = change.row.form.nomination.name or "（没有名称）"
        yield one_line(f"{what}：{name}（{change.row.source}）")
        if not change.is_new:
            yield from _details(change, season, color=style.color)
        for field, said in change.doubts.items():
            header = f"{season.field(field).header}：" if field else ""
            yield from (one_line(f"    请核对 {header}{doubt}") for doubt in said)
    yield "，".join(f"{what}{count}{season.measure}" for what, count in counts.items()) + "。"


def _details(change: RowChange, season: Season, *, color: bool) -> Iterator[str]:
    for cell in change.cells:
        field = FieldChange(cell.field, cell.before, cell.after)
        yield f"    {change_line(field, season, color=color)}"
    if change.former:
        yield f"    来源文件改了名：原来是 {one_line(change.former)}"
    if change.story:
        yield f"    {season.story_header}：更新文件 {one_line(str(change.story.path))}"
        if change.story_before:
            field = FieldChange(
                season.roles.story, change.story_before, change.row.form.nomination.story
            )
            yield f"    {change_line(field, season, color=color)}"
    if change.kept:
        headers = "、".join(season.field(name).header for name in change.kept)
        yield f"    手工改过，保留：{headers}"
