"""`xxzz review sheets`: makes a 评分表 for each expert."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import Folder, Ledger, print_done, review_of
from xxzz.desk.judging import sheets
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz review sheets 全市汇总                        写在“评审/评分表”
xxzz review sheets 全市汇总 --materials 全市汇总   链接到以编号开头的材料"""

Materials = Annotated[
    Path | None,
    typer.Option(
        metavar="文件夹", exists=True, file_okay=False, help="材料所在的文件夹，文件名以编号开头"
    ),
]


def run(
    ledger: Ledger,
    *,
    output: Folder = REVIEW,
    materials: Materials = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the sheets of all experts; existing filled ones are kept."""
    return print_done(sheets(review_of(season, data, output, ledger), ledger, materials))
