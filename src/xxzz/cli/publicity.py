"""`xxzz publicity`: the 公示 of those who are chosen."""

from typing import Annotated

import typer

from xxzz.cli.console import emit
from xxzz.cli.errors import OK
from xxzz.cli.options import Data, Year, season_of
from xxzz.cli.reviewing import REVIEW, Folder, day_of, review_of, working, write
from xxzz.review.announce.objections import OBJECTIONS
from xxzz.review.announce.publicity import TEXT, PublicityInput, make_publicity
from xxzz.season.review import load_holidays
from xxzz.text.columns import one_line

EXAMPLES = """\
xxzz publicity --from 2023-11-01    从11月1日起公示，按工作日算到哪一天"""

From = Annotated[str, typer.Option("--from", metavar="日期", help="公示的第一天，例如 2023-11-01")]


def run(*, first: From, output: Folder = REVIEW, season: Year = None, data: Data = None) -> int:
    """Write the text, the list that it is about, and a register of objections to fill in."""
    tables = season_of(season, data)
    table = review_of(tables, data)
    day = day_of(first, "--from")
    with working():
        holidays = load_holidays(tables, data)
        made = make_publicity(PublicityInput(output, day, data), tables, table, holidays)
        write(output, dict(made.files))
    emit(one_line(f"已写“{output / TEXT}”：{len(made.winners)}家，公示时间{made.period.text}。"))
    emit(one_line(f"收到异议，记在“{output / OBJECTIONS}”里。期满以后：xxzz publish"))
    return OK
