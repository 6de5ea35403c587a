"""`xxzz publish`: the 公布, certificates and the list of winners."""

from typing import Annotated

import typer

from xxzz.cli.errors import wrong_usage
from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import Folder, day_of, print_done, review_of
from xxzz.desk.announcing import publish
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz publish --date 2023-11-15                     公示期满、异议都有结论以后
xxzz publish --date 2023-11-15 --force "会议同意"  破例，理由记入名单"""

Date = Annotated[str, typer.Option("--date", metavar="日期", help="公布日期，印在文件和证书上")]
Force = Annotated[
    str, typer.Option("--force", metavar="理由", help="没有期满或有异议也公布，理由留在名单里")
]


def run(
    *,
    date: Date,
    force: Force = "",
    output: Folder = REVIEW,
    season: Year = None,
    data: Data = None,
) -> int:
    """Write the documents of the 公布; refused during the 公示."""
    day = day_of(date, "--date")
    if force and not force.strip():
        raise wrong_usage("--force 后面要写理由。")
    return print_done(publish(review_of(season, data, output), day, force))
