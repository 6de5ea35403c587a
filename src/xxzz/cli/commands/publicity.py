"""`xxzz publicity`: the 公示 of the selected nominations."""

from typing import Annotated

import typer

from xxzz.cli.options import Data, Year
from xxzz.cli.reviewing import Folder, day_of, print_done, review_of
from xxzz.desk.announcing import publicity
from xxzz.desk.steps import REVIEW

EXAMPLES = """\
xxzz publicity --from 2023-11-01    从11月1日起公示，按工作日算到哪一天"""

From = Annotated[str, typer.Option("--from", metavar="日期", help="公示的第一天，例如 2023-11-01")]


def run(*, first: From, output: Folder = REVIEW, season: Year = None, data: Data = None) -> int:
    """Write the text, the list and a register of objections to fill in."""
    day = day_of(first, "--from")
    return print_done(publicity(review_of(season, data, output), day))
