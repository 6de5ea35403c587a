"""`xxzz winners`: collects former winners from announcements and `xxzz publish`."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import FOUND, cannot_work
from xxzz.cli.log import mask_names_in
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.output import WORKBOOK, require_ending, write_bytes
from xxzz.cli.paths import expand
from xxzz.cli.problems import print_reading_problems
from xxzz.collect.winners import Imported, import_winners
from xxzz.intake.find import PAST
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz winners 公布2021.docx 公布2022.docx    收进“往年名单.xlsx”，不会重复
xxzz winners 评审/获奖名单.xlsx -o 全市汇总/往年名单.xlsx
xxzz winners 名单.docx --year 2019          名单里没有写年度的"""

Lists = Annotated[
    list[Path], typer.Argument(metavar="名单", help="以前公布的名单（.docx 或 .xlsx），可以写几个")
]
Output = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件", help="写到哪个工作簿")
]
Of = Annotated[int | None, typer.Option(metavar="年份", help="名单里没有写年度时，是哪一年的")]


def run(
    lists: Lists,
    *,
    output: Output = Path(PAST),
    year: Of = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Read the lists and add new winners; exit code 1 if a list is unreadable."""
    require_ending(output, WORKBOOK)
    tables = season_of(season, data)
    paths = expand(lists)
    mask_names_in([*paths, output], tables)
    if absent := [path for path in paths if not path.is_file()]:
        raise cannot_work(f"没有“{absent[0]}”这个文件。请核对名称。")
    made = import_winners(paths, output, tables, year)
    if made.new:
        write_bytes(output, made.content)
    _print_result(made, output, tables.measure)
    code = print_reading_problems(made.problems)
    if not (made.new or made.known):
        emit_error(f"没有读到任何获评的{tables.nominees}，请核对是不是这份名单。")
        return FOUND
    return code


def _print_result(made: Imported, output: Path, measure: str) -> None:
    years = Counter(one.year for one in made.new)
    for year, count in sorted(years.items(), key=lambda one: one[0] or 0):
        emit(f"{year}年：新收进{count}{measure}。")
    if made.known:
        emit(f"已经在“{one_line(output.name)}”里的{made.known}{measure}，没有重复写。")
    if made.new:
        emit(one_line(f"已写“{output}”。请对照原文核对一遍。"))
    else:
        emit("没有新的，没有写文件。")
