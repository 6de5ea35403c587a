"""`xxzz review rank`: from scores to a ranking and a selection."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import FOUND, OK, wrong_usage
from xxzz.cli.options import Data, Year, choose, season_of
from xxzz.cli.reviewing import REVIEW, Folder, review_of, tell, working, write
from xxzz.finding import Severity
from xxzz.review.result.book import for_the_meeting, result_book
from xxzz.review.result.decisions import DECISIONS
from xxzz.review.result.outcome import REPORT, RESULT, RankInput, Result, make_result
from xxzz.review.result.report import report
from xxzz.review.result.selection import Outcome
from xxzz.season import Season
from xxzz.season.models.review import Method
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz review rank --choose 家庭=70 --choose 社区=30    各选几家
xxzz review rank --method mean --choose 家庭=70       换一种方法"""

METHODS: tuple[Method, ...] = get_args(Method)

MethodOption = Annotated[
    str | None,
    typer.Option(
        "--method",
        metavar="方法",
        help=f"{'、'.join(METHODS)}（平均、去最高最低、平移、二次平均）；不写则按规则表",
    ),
]
Choose = Annotated[
    list[str] | None,
    typer.Option("--choose", metavar="类别=数", help="这一类选几家，可以写几次；不写则按规则表"),
]


def run(
    *,
    output: Folder = REVIEW,
    method: MethodOption = None,
    choose_: Choose = None,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the result and its report; 1 where the meeting still has to decide."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    chosen = dict(_chosen(text, tables) for text in choose_ or ())
    if method is not None:
        choose("方法", method, METHODS)
    wanted = next((one for one in METHODS if one == method), None)
    with working():
        result = make_result(RankInput(output, wanted, chosen, data), tables, table)
        tell(result.problems)
        files = {RESULT: result_book(result, tables), REPORT: report(result, tables)}
        if not (output / DECISIONS).exists():
            files[DECISIONS] = for_the_meeting(result)
        write(output, files)
    _summarise(result, tables, output)
    undecided = any(one.severity is Severity.ERROR for one in result.problems)
    return FOUND if undecided else OK


def _chosen(text: str, season: Season) -> tuple[str, int]:
    name, _, number = text.partition("=")
    category = season.category(name)
    if category is None or not number.isdecimal():
        names = "、".join(info.short for info in season.notice.categories)
        raise wrong_usage(
            f"--choose 要写成“类别=数”，例如 --choose 家庭=70，现在是“{text}”。类别有：{names}。"
        )
    return str(category), int(number)


def _summarise(result: Result, season: Season, folder: Path) -> None:
    names = {str(info.id): info.short for info in season.notice.categories}
    for one in result.categories:
        counts = "，".join(f"{word}{one.count(word)}" for word in Outcome if one.count(word))
        emit(f"{names[one.ranking.category]}：{len(one.selected)}家，选{one.chosen}家；{counts}。")
    if apart := sum(1 for _ in result.apart()):
        emit(f"复议：{apart}家的专家相差超过满分的{result.spread}%，见“复议”工作表。")
    emit(one_line(f"已写“{folder / RESULT}”和“{folder / REPORT}”（内部使用）。"))
    emit(one_line(f"会议另有决定的，写在“{folder / DECISIONS}”里，再运行一次。"))
