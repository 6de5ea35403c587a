"""`xxzz review plan`: who judges what."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.reviewing import REVIEW, Folder, Ledger, review_of, tell, working, write
from xxzz.review.plan.book import plan_book
from xxzz.review.plan.make import Plan, PlanInput, make_plan
from xxzz.review.plan.model import PLAN
from xxzz.text.columns import one_line

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
    """Write the plan; one that is there already is the one to start from."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    path = output / PLAN
    with working():
        given = PlanInput(ledger, experts, path if path.exists() else None, data)
        plan = make_plan(given, tables, table)
        tell(plan.warnings)
        if not plan.changed:
            emit(one_line(f"与第{plan.book.trail.edition - 1}版相同，没有改动“{path}”。"))
            return OK
        write(output, {PLAN: plan_book(plan, tables)})
    _summarise(plan, path)
    return OK


def _summarise(plan: Plan, path: Path) -> None:
    book = plan.book
    loads = Counter(code for one in book.panels for code in one.experts)
    most, least = (choose(loads[one.code] for one in book.people) for choose in (max, min))
    emit(one_line(f"已写“{path}”（第{book.trail.edition}版，内部使用，里面有专家姓名）。"))
    emit(
        f"{len(book.panels)}家，{len(book.people)}位专家，每位{least}到{most}份；"
        f"因回避排除{len(book.conflicts)}对。"
    )
    if plan.previous:
        emit(f"与上一版相比，换了{plan.new_pairs}对。请重新生成评分表：xxzz review sheets")
    else:
        emit("下一步：xxzz review sheets")
