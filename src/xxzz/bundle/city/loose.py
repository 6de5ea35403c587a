"""Reads and checks a loose workbook: one sent without a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.bundle.content import check_against
from xxzz.bundle.path_rewriter import PathRewriter
from xxzz.bundle.verdict import COMPLETE, CONSISTENT, SAFE, VALID, WHOLE, Line, Verdict, unchecked
from xxzz.finding import Severity
from xxzz.intake import NoSource, read_sources
from xxzz.waivers.reading import read_waivers

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.season import Season

_NOT_PACKED = "只有名单，没有打包，推荐表、汇总表和事迹没有一起交"


def read_loose(path: Path, season: Season) -> Verdict:
    """Return the verdict on a workbook; never passed, because it is not a package."""
    try:
        intake = read_sources([path], season)
    except NoSource as error:
        return Verdict(path, (Line(SAFE, (str(error).rstrip("。"),)),), loose=True)
    rewriter = PathRewriter({path.as_posix(): path.name})
    submissions = tuple(map(rewriter.submission, intake.submissions))
    problems = [rewriter.problem(one) for one in intake.problems]
    checked = check_against(submissions, problems, read_waivers((), season), season)
    faults = [
        f"{one.location}：{one.message.rstrip('。')}"
        for one in checked.report.at_least(Severity.ERROR)
    ]
    lines = (
        Line(SAFE),
        Line(WHOLE, (_NOT_PACKED,)),
        *unchecked([COMPLETE]),
        Line(VALID, tuple(faults)),
        *unchecked([CONSISTENT]),
    )
    return Verdict(path, lines, None, submissions, checked, loose=True)
