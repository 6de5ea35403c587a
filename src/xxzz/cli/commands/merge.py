"""`xxzz merge`: merges all packages of the city."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from xxzz.bundle.city.merge import Merged, MergeOptions, merge
from xxzz.bundle.city.register.deadline import Deadlines
from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import FOUND, OK, cannot_work, wrong_usage
from xxzz.cli.log import mask_names_in, mask_names_of
from xxzz.cli.options import Data, Year
from xxzz.cli.package_season import season_of_all
from xxzz.cli.paths import expand
from xxzz.cli.progress import progress
from xxzz.season import Season
from xxzz.season.today import today
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz merge 收件/*.zip              汇总收到的所有包，放在“全市汇总”文件夹
xxzz merge 收件 -o 全市汇总        收件文件夹里的所有包
xxzz merge 收件 --print            另外给每个牵头单位一份打印用的 PDF"""

Packages = Annotated[
    list[Path], typer.Argument(metavar="包", help="xxzz pack 生成的 .zip，或放着它们的文件夹")
]
Out = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件夹", help="写到哪个文件夹")
]

Received = Annotated[
    str | None,
    typer.Option(
        metavar="时间",
        help="新收到的材料是什么时候到的，例如 2023-09-18；不写则看邮件或文件的时间",
    ),
]

Print = Annotated[
    bool, typer.Option("--print", help="给每个牵头单位一份打印用的 PDF（需要 LibreOffice）")
]


def run(
    packages: Packages,
    *,
    out: Out = Path("全市汇总"),
    received: Received = None,
    print_: Print = False,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the register and all results; exit code 1 if anything needs attention."""
    named = expand(packages)
    if absent := [path for path in named if not path.exists()]:
        raise cannot_work(f"没有“{absent[0]}”。请写明包的文件名，或放着它们的文件夹。")
    tables = season_of_all(named, season, data)
    options = MergeOptions(out, data, _time(received, tables), print_)
    with progress("检查收到的材料") as advance:
        merged = merge(named, tables, options, advance)
    _print_result(merged, out)
    return OK if _in_order(merged) else FOUND


def _time(text: str | None, season: Season) -> dt.datetime | None:
    if text is None:
        return None
    time = Deadlines(season).parse(text)
    if time is None:
        raise wrong_usage(f"--received 的“{text}”看不懂，请写成 2023-09-18 或 “2023-09-18 10:20”。")
    if time.date() > today(season):
        raise wrong_usage(f"--received 的“{text}”还没有到，请核对。")
    if time.date() < season.notice.issued:
        raise wrong_usage(f"--received 的“{text}”早于通知印发的日期，请核对。")
    return time


def _in_order(merged: Merged) -> bool:
    inbox = merged.city.inbox
    passed = all(one.verdict.passed for one in inbox.received)
    return passed and not (inbox.unusable or inbox.others or merged.faults or merged.city.absent)


def _print_result(merged: Merged, out: Path) -> None:
    city = merged.city
    unusable = [
        entry for bad in city.inbox.unusable if bad.checked for entry in bad.checked.entries
    ]
    mask_names_of([*city.entries, *unusable], city.season)
    mask_names_in([out], city.season)
    _print_problems(merged)
    for one in city.inbox.received:
        for text in one.replaced:
            emit(one_line(f"{one.recommender.name}：取{one.verdict.package.name}，不用{text}。"))
        if not one.verdict.passed:
            text = f"要补正：{one.recommender.name}（{one.verdict.complaint}）"
            emit_error(one_line(text))
    for path in merged.stale:
        emit_error(one_line(f"以前生成、现在不再有效，但有人改过，没有删去：{path}"))
    for path in merged.renamed:
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
    if city.duplicates:
        emit(f"推荐单位之间有{len(city.duplicates)}处重复、相近或雷同，见全市汇总.xlsx。")
    if absent := "、".join(row.name for row in city.absent):
        emit_error(f"收到过、现在不在收件文件夹，没有汇总：{absent}。")
    missing = "、".join(row.name for row in city.missing)
    emit(
        f"收到{len(city.inbox.received)}个推荐单位的材料，共{len(city.entries)}{city.season.measure}。"
    )
    emit(f"还没有交：{missing}。" if missing else "各推荐单位都交了。")
    emit(one_line(f"已写{len(merged.written)}个文件，在“{out}”。"))


def _print_problems(merged: Merged) -> None:
    city = merged.city
    for fault in merged.faults:
        emit_error(one_line(f"请核对：{fault}"))
    for other in city.inbox.others:
        emit_error(one_line(f"没有用上：{other.item.label}（{other.item.remark}）"))
    for receipt in city.register.gone:
        emit_error(one_line(f"上次还在、现在不在收件文件夹的：{receipt.file}"))
    for bad in city.inbox.unusable:
        text = f"不能用：{bad.package.name}（{bad.complaint}）"
        emit_error(one_line(text))
