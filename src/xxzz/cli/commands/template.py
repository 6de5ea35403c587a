"""`xxzz template`: writes the blank workbook."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK, wrong_usage
from xxzz.cli.options import Data, District, Year, recommender_of, season_of
from xxzz.cli.output import WORKBOOK, require_ending, unwritable
from xxzz.workbooks.blank.book import write_blank

EXAMPLES = """\
xxzz template                                     生成“推荐名单.xlsx”
xxzz template --district 徐汇区 -o 徐汇区.xlsx    填好推荐单位，写明名额"""

Output = Annotated[
    Path, typer.Option("--output", "--out", "-o", metavar="文件", help="写到哪个文件")
]
Force = Annotated[bool, typer.Option("--force", help="文件已经存在时覆盖它")]


def run(
    output: Output = Path("推荐名单.xlsx"),
    district: District = None,
    force: Force = False,
    year: Year = None,
    data: Data = None,
) -> int:
    """Write the blank workbook; an existing file is kept without --force."""
    require_ending(output, WORKBOOK)
    season = season_of(year, data)
    recommender = recommender_of(district, season)
    if output.exists() and not force:
        raise wrong_usage(
            f"“{output}”已经存在，没有改动。请用 -o 换一个文件名，或加 --force 覆盖。"
        )
    try:
        write_blank(output, season, recommender)
    except OSError as error:
        raise unwritable(output) from error
    emit(f"已生成“{output}”。填好后用“xxzz validate {output}”检查。")
    return OK
