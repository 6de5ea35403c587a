"""`xxzz review plan`: assigns experts to nominations."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import Folder, Ledger, print_done, review_of
from xxzz.desk.judging import plan
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz review plan 全市汇总 --experts 专家.xlsx    写出“评审/评审方案.xlsx”；
                                                 再运行从上一版改起，改动最少"""

ExpertList = Annotated[
    Path,
    typer.Option(
        "--experts", metavar="名单", help="专家名单：姓名、单位、评审类别、最多份数、回避等"
    ),
]


def run(
    ledger: Ledger,
    *,
    experts: ExpertList,
    output: Folder = REVIEW,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the plan; an existing plan is changed as little as possible."""
    return print_done(plan(review_of(season, data, output, ledger, experts), ledger, experts))
