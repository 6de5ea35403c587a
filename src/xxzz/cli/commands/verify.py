"""`xxzz verify`: verifies packages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from xxzz.bundle.layout import EDITION, RECOMMENDER, SEASON
from xxzz.bundle.verdict import Verdict
from xxzz.bundle.verify import verify, verify_bag
from xxzz.cli.console import emit
from xxzz.cli.errors import FOUND, OK
from xxzz.cli.log import mask_names_of
from xxzz.cli.options import Data, Year
from xxzz.cli.package_season import season_of_package
from xxzz.cli.paths import expand
from xxzz.cli.problems import print_problems
from xxzz.intake.past.workbook import with_past_winners
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz verify 徐汇区-2023-第1版.zip    检查一个包
xxzz verify 收件/*.zip               检查收到的所有包
xxzz verify --bag-only 某个包.zip    只按 BagIt 标准检查，不管装的是什么"""

Packages = Annotated[
    list[Path], typer.Argument(metavar="包", help="xxzz pack 生成的 .zip，或解压后的文件夹")
]
BagOnly = Annotated[bool, typer.Option("--bag-only", help="只检查安全和完整，可用于任何 BagIt 包")]


def run(
    packages: Packages, *, bag_only: BagOnly = False, season: Year = None, data: Data = None
) -> int:
    """Print the verdict on each package by the rules of its year; exit code 1 if any fails."""
    named = expand(packages)
    places = [*named, *([data] if data else [])]
    seasons = {}
    code = OK
    for number, package in enumerate(named):
        if number:
            emit("")
        if bag_only:
            verdict = verify_bag(package)
        else:
            tables = season_of_package(package, season, data)
            if tables.year not in seasons:
                seasons[tables.year], problems = with_past_winners(tables, places)
                print_problems(problems)
            verdict = verify(package, seasons[tables.year], data)
        if verdict.checked:
            mask_names_of(verdict.checked.entries, verdict.checked.season)
        emit("\n".join(map(one_line, _lines(verdict))))
        code = code if verdict.passed else FOUND
    return code


def _lines(verdict: Verdict) -> Iterator[str]:
    bag = verdict.bag
    known = [bag.value(label) for label in (RECOMMENDER, SEASON, EDITION)] if bag else []
    who = f"（{known[0]}，{known[1]}年，第{known[2]}版）" if all(known) and known else ""
    yield f"{verdict.package}{who}"
    for line in verdict.lines:
        reason = f"：{line.reason}" if line.reason else ""
        yield f"  {line.name}  {'通过' if line.passed else '不通过'}{reason}"
    yield "【通过】" if verdict.passed else "【不通过】请把上面的原因告诉对方，改正后重新发送。"
