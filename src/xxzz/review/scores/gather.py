"""The step `collect`: reads the returned files and makes 评分汇总.xlsx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.find import ENDINGS, LOCK
from xxzz.location import Location
from xxzz.review.nominees import ledger_path
from xxzz.review.plan.model import PLAN
from xxzz.review.refused import Refused, error
from xxzz.review.scores.book import scores_book
from xxzz.review.scores.collect import Collector
from xxzz.review.scores.model import STEP
from xxzz.review.scores.send import planned
from xxzz.review.trail import Source, Trail, source, tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.review.scores.collect import Collected
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

PLAN_ROLE, LEDGER_ROLE, SHEET_ROLE = "评审方案", "汇总", "评分表"
_FORMULA = (
    "每位专家对一家的得分是各一级指标得分之和；回避的、应当回避的、写错的、材料改过的不算。",
)


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """Input of the step; `folder` has the plan, `sheets` are files or folders."""

    folder: Path
    ledger: Path
    sheets: Sequence[Path]
    data: Path | None = None


def gather(given: ScoreInput, season: Season, table: ReviewTable) -> tuple[Collected, bytes]:
    """Read all filled sheets; return their content and the workbook.

    Raises:
        Refused: the plan or the ledger can't be used, or there are no files.
        OSError: a file can't be read.
    """
    plan, nominees = planned(given.folder, given.ledger, season)
    paths = _workbooks(given.sheets)
    if not paths:
        place = Location("、".join(path.as_posix() for path in given.sheets))
        raise Refused([error(place, "没有找到评分表。", "请写明收回的评分表或它们的文件夹。")])
    collector = Collector(plan, nominees, season, table)
    sources: list[Source] = []
    for path in paths:
        collector.take(path)
        if path.is_file():
            sources.append(source(SHEET_ROLE, path))
    collected = collector.finish()
    read = [
        source(PLAN_ROLE, given.folder / PLAN),
        source(LEDGER_ROLE, ledger_path(given.ledger)),
        *sources,
        *tables(season, given.data),
    ]
    trail = Trail(STEP, season.year, plan.trail.edition, tuple(read), {}, _FORMULA)
    return collected, scores_book(collected, trail, season, table)


def _workbooks(places: Sequence[Path]) -> list[Path]:
    """Return the given files and the workbooks in given folders, sorted by name."""
    found = {
        path
        for place in places
        for path in (place.rglob("*") if place.is_dir() else [place])
        if path == place
        or (
            path.is_file()
            and path.suffix.lower() in ENDINGS
            and not path.name.startswith((LOCK, "."))
        )
    }
    return sorted(found, key=lambda path: (path.name, path.as_posix()))
