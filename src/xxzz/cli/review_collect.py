"""`xxzz review collect`: filled sheets of scores, checked cell by cell."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.console import complain, emit
from xxzz.cli.errors import FOUND, OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.paths import expand
from xxzz.cli.reviewing import REVIEW, Folder, review_of, tell, working, write
from xxzz.review.scores.collect import Collected
from xxzz.review.scores.gather import ScoreInput, gather
from xxzz.review.scores.model import SCORES
from xxzz.text.columns import one_line

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
    """Write the collection; 1 where a score is missing or can't count."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    with working():
        given = ScoreInput(output, ledger, expand(sheets), data)
        collected, content = gather(given, tables, table)
        tell(collected.problems)
        write(output, {SCORES: content})
    _summarise(collected, output / SCORES)
    return OK if collected.complete else FOUND


def _summarise(collected: Collected, path: Path) -> None:
    missing = collected.missing()
    for code, panels in missing.items():
        complain(f"还缺：{code}，{len(panels)}家。")
    for (number, code), reason in sorted(collected.recusals.items()):
        emit(one_line(f"回避：{code}不评{number}（{reason or '没有写理由'}）。"))
    if collected.recusals:
        emit("请把这些回避写进专家名单的“回避”一列，重新运行 xxzz review plan，补排专家。")
    emit(one_line(f"收到{len(collected.scores)}份评分，已写“{path}”（内部使用）。"))
    if collected.complete:
        emit("各位专家都评完了。下一步：xxzz review rank")
    elif missing:
        emit("催的话可以照抄“还缺”工作表里的文字。")
