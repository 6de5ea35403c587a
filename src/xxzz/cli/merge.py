"""`xxzz merge`: all packages of the city into one ledger."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from xxzz.bundle.city.merge import Merged, merge
from xxzz.bundle.city.view import City
from xxzz.bundle.output import OutputError
from xxzz.cli.console import complain, emit
from xxzz.cli.errors import FOUND, OK, cannot_work
from xxzz.cli.log import printable
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.paths import expand
from xxzz.cli.progress import progress
from xxzz.render import TemplateError
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz merge 收件/*.zip              汇总收到的所有包，放在“全市汇总”文件夹
xxzz merge 收件 -o 全市汇总        收件文件夹里的所有包"""

Packages = Annotated[
    list[Path], typer.Argument(metavar="包", help="xxzz pack 生成的 .zip，或放着它们的文件夹")
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="写到哪个文件夹")]

_BAGIT = "bagit.txt"


def run(
    packages: Packages, *, out: Out = Path("全市汇总"), season: Year = None, data: Data = None
) -> int:
    """Write the ledger and all that belongs to it; 1 where a package is not in order."""
    tables = season_of(season, data)
    found = _packages(expand(packages))
    if not found:
        raise cannot_work("没有找到包（.zip）。请写明包的文件名，或放着它们的文件夹。")
    try:
        with progress("检查收到的包") as advance:
            merged = merge(found, tables, out, data, advance)
    except OutputError as error:
        raise cannot_work(one_line(str(error))) from error
    except TemplateError as error:
        raise cannot_work(f"Word 模板不能用：\n{error}") from error
    _tell(merged, out)
    return OK if _in_order(merged.city) else FOUND


def _packages(named: list[Path]) -> list[Path]:
    found = (package for path in named for package in _inside(path))
    return list({os.path.realpath(package): package for package in found}.values())


def _inside(path: Path) -> Iterator[Path]:
    """Yield a package that is named, or those below a folder, as mail programs save them."""
    if not path.is_dir() or (path / _BAGIT).exists():
        yield path
        return
    for child in sorted(path.iterdir()):
        passed_over = child.name.startswith(".") or child.is_symlink()
        if not passed_over and (child.is_dir() or child.suffix.lower() == ".zip"):
            yield from _inside(child)


def _in_order(city: City) -> bool:
    return not city.inbox.unusable and all(one.verdict.passed for one in city.inbox.received)


def _tell(merged: Merged, out: Path) -> None:
    city = merged.city
    for bad in city.inbox.unusable:
        text = f"不能用：{bad.package.name}（{bad.complaint}）"
        complain(printable(text, bad, city.season))
    for one in city.inbox.received:
        for text in one.replaced:
            emit(one_line(f"{one.recommender.name}：取{one.verdict.package.name}，不用{text}。"))
        if not one.verdict.passed:
            text = f"要补正：{one.recommender.name}（{one.verdict.complaint}）"
            complain(printable(text, one.verdict, city.season))
    for path in merged.kept:
        emit(one_line(f"原来的文件内容不同，已改名保留：{path}"))
    if city.doubled:
        emit(f"推荐单位之间有{len(city.doubled)}处重复、相近或雷同，见全市汇总.xlsx。")
    missing = "、".join(row.name for row in city.missing)
    emit(f"收到{len(city.inbox.received)}个推荐单位的材料，共{len(city.entries)}家。")
    emit(f"还没有交：{missing}。" if missing else "各推荐单位都交了。")
    emit(one_line(f"已写{len(merged.written)}个文件，在“{out}”。"))
