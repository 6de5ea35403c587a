"""`xxzz review rank`: ranks and selects by the scores."""

from typing import Annotated, get_args

import typer

from xxzz.cli.choices import choose
from xxzz.cli.errors import wrong_usage
from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import Folder, print_done, review_of
from xxzz.desk.judging import rank
from xxzz.desk.steps import REVIEW
from xxzz.season import Season
from xxzz.season.models.review import Method

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
    """Write the result and its report; exit code 1 if the meeting has to decide."""
    review = review_of(season, data, output)
    chosen = dict(_chosen(text, review.season) for text in choose_ or ())
    if method is not None:
        choose("方法", method, METHODS)
    wanted = next((one for one in METHODS if one == method), None)
    return print_done(rank(review, wanted, chosen))


def _chosen(text: str, season: Season) -> tuple[str, int]:
    name, _, number = text.partition("=")
    category = season.category(name)
    if category is None or not number.isdecimal():
        names = "、".join(info.short for info in season.notice.categories)
        raise wrong_usage(
            f"--choose 要写成“类别=数”，例如 --choose 家庭=70，现在是“{text}”。类别有：{names}。"
        )
    return str(category), int(number)
