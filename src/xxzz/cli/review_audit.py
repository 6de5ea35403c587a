"""`xxzz review audit`: every step done again from the same files."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import FOUND, OK, cannot_work
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.reviewing import REVIEW, review_of, working
from xxzz.review.audit.audit import AuditInput, audit
from xxzz.review.audit.compare import Verdict
from xxzz.text.columns import one_line

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
    """Say for each step whether it comes out the same; 1 where one does not."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    with working():
        steps = audit(AuditInput(review, places or (), data), tables, table)
    if not steps:
        raise cannot_work(one_line(f"“{review}”里没有评审的结果，没有什么可以复核。"))
    for one in steps:
        emit(one_line(f"【{one.verdict}】{one.name}：{one.reason}"))
    return OK if all(one.verdict is Verdict.SAME for one in steps) else FOUND
