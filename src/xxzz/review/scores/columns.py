"""The columns of a 评分表; experts may return them in any order."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from xxzz.intake.lists import ListColumn
from xxzz.review.headings import BRIEF, NAME, of_season
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.season import Season
    from xxzz.season.models.review import CategoryScoring, ReviewTable

NUMBER = ListColumn("number", "编号", ("推荐编号",))
MATERIAL = ListColumn("material", "材料")
RECUSED = ListColumn("recused", "回避")
REASON = ListColumn("reason", "回避理由")
OPINION = ListColumn("opinion", "评语", ("意见",))
EXPERT = ListColumn("expert", "专家", ("专家代码",))
EDITION = ListColumn("edition", "版次")
DIGEST = ListColumn("digest", "材料校验码")

YES = "是"
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)分?")
FOLDER = "评分表"


def sheet_name(code: str) -> str:
    """Return the file name of an expert's 评分表."""
    return f"评分表-{code}.xlsx"


def points_header(group: str, points: int) -> str:
    """Return the header of the points of a 一级指标."""
    return f"{group}（满分{points}）"


def scoring_of(table: ReviewTable) -> Mapping[str, CategoryScoring]:
    """Return the scoring of each category by its id."""
    return {str(one.category): one for one in table.scoring.categories}


def step_of(table: ReviewTable) -> Fraction:
    """Return the smallest step of a score, as an exact fraction."""
    return Fraction(str(table.scoring.step))


def columns_of(scoring: CategoryScoring, season: Season) -> list[ListColumn]:
    """Return the columns of one category's sheet, in order."""
    points = [ListColumn(group, points_header(group, p)) for group, p in scoring.points.items()]
    first = [NUMBER, NAME, BRIEF, MATERIAL]
    last = [RECUSED, REASON, OPINION, EXPERT, EDITION, DIGEST]
    return of_season([*first, *points, *last], season)


def all_columns(table: ReviewTable, season: Season) -> list[ListColumn]:
    """Return all columns of any category's sheet, for reading."""
    headers: dict[str, dict[str, None]] = {}
    for scoring in table.scoring.categories:
        for group, points in scoring.points.items():
            headers.setdefault(group, {})[points_header(group, points)] = None
    groups = [ListColumn(group, group, tuple(names)) for group, names in headers.items()]
    own = [NUMBER, NAME, BRIEF, MATERIAL, RECUSED, REASON, OPINION, EXPERT, EDITION, DIGEST]
    return of_season([*own, *groups], season)


def as_points(text: str) -> Fraction | None:
    """Return the exact points in a cell's text (8, 8.5, ８.５分), or None."""
    match = _POINTS.fullmatch(comparison_key(text))
    return Fraction(match[1]) if match else None
