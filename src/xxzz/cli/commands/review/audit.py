"""`xxzz review audit`: repeats every step from the same files."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import print_done, review_of
from xxzz.desk.judging import audit
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz review audit 全市汇总 专家.xlsx    复核“评审”文件夹里的每一步"""

Places = Annotated[
    list[Path] | None,
    typer.Argument(metavar="材料", exists=True, help="当时读的汇总、专家名单等，或它们的文件夹"),
]
Results = Annotated[
    Path,
    typer.Option("--review", metavar="文件夹", exists=True, help="要复核的评审文件夹"),
]


def run(
    places: Places = None, *, review: Results = REVIEW, season: Year = None, data: Data = None
) -> int:
    """Print whether each step has the same result; exit code 1 if one has not."""
    return print_done(audit(review_of(season, data, review, *(places or ())), places or ()))
