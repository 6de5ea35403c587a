"""`xxzz review collect`: reads filled 评分表."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.options import Data, Year
from xxzz.cli.paths import expand
from xxzz.cli.reviewing import Folder, print_done, review_of
from xxzz.desk.judging import collect
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz review collect 评审/评分表    逐格检查，汇总成“评审/评分汇总.xlsx”"""

Sheets = Annotated[
    list[Path], typer.Argument(metavar="评分表", help="收回的评分表，或放着它们的文件夹")
]
LedgerOption = Annotated[
    Path, typer.Option("--ledger", metavar="汇总", help="现在的全市汇总，看材料有没有改过")
]


def run(
    sheets: Sheets,
    *,
    ledger: LedgerOption = Path("全市汇总"),
    output: Folder = REVIEW,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the collection; exit code 1 if a score is missing or invalid."""
    filled = expand(sheets)
    review = review_of(season, data, output, ledger, *filled)
    return print_done(collect(review, ledger, filled))
