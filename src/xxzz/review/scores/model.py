"""评分汇总.xlsx: valid scores, recusals, missing ones; and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies
from xxzz.intake.lists import ListColumn, read_lists
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.location import Location
from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, of_season
from xxzz.review.plan.model import BETWEEN_CODES
from xxzz.review.refused import Refused, error, unreadable
from xxzz.review.scores.columns import EXPERT, NUMBER, OPINION, as_points, scoring_of
from xxzz.review.trail import Trail, read_trail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.intake.lists import ListRow, SheetList
    from xxzz.season import Season
    from xxzz.season.models.review import CategoryScoring, ReviewTable

SCORES = "评分汇总.xlsx"
STEP = "评分汇总"
RECUSALS, MISSING, PROBLEMS, LIST = "回避", "还缺", "问题", "材料"
BY_CATEGORY = "评分-"
TOTAL = ListColumn("total", "合计")
PLANNED = ListColumn("planned", "应评专家")


class Score(NamedTuple):
    """One expert's points for one nomination, by 一级指标."""

    number: str
    expert: str
    points: Mapping[str, Fraction]
    opinion: str = ""

    @property
    def total(self) -> Fraction:
        """The sum of the points."""
        return sum(self.points.values(), Fraction(0))


class Judged(NamedTuple):
    """A nomination of the collection and its planned experts."""

    number: str
    category: str
    name: str
    recommender: str
    experts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreBook:
    """The content of 评分汇总.xlsx needed for ranking, and where the file is."""

    location: Location
    trail: Trail
    nominees: tuple[Judged, ...]
    scores: tuple[Score, ...]

    def by_category(self, season: Season) -> Iterator[tuple[str, Sequence[Judged]]]:
        """Yield the nominations of each category that has any, in the notice's order."""
        for info in season.notice.categories:
            judged = [one for one in self.nominees if one.category == str(info.id)]
            if judged:
                yield str(info.id), judged


def decimal_text(number: Fraction) -> str:
    """Return points as a decimal number: 8, 8.5; points always have finite decimals."""
    whole, rest = divmod(number.numerator, number.denominator)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, number.denominator)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)


def read_scores(path: Path, season: Season, table: ReviewTable) -> ScoreBook:
    """Read a collection written by xxzz.

    Raises:
        Refused: it can't be read, or cells were edited and are invalid.
    """
    trail = read_trail(path)
    scoring = scoring_of(table)
    groups = dict.fromkeys(group for one in scoring.values() for group in one.points)
    columns = [NUMBER, NAME, CATEGORY, RECOMMENDER, PLANNED, EXPERT, OPINION]
    columns += [ListColumn(group, group) for group in groups]
    try:
        lists = read_lists(path, of_season(columns, season))
    except WorkbookUnreadable as fault:
        raise Refused([unreadable(path, fault)]) from fault
    nominees = _nominees(lists, season)
    scores, problems = [], []
    for row in (row for one in lists if one.sheet.startswith(BY_CATEGORY) for row in one.rows):
        known = nominees.get(row["number"])
        if known is None:
            text = f"“{LIST}”里没有编号“{row['number']}”。"
            problems.append(error(row.at("number"), text, _AGAIN))
            continue
        points, faults = _points(row, scoring[known.category])
        problems += faults
        scores.append(Score(row["number"], row["expert"], points, row["opinion"]))
    if problems:
        raise Refused(problems)
    return ScoreBook(Location(path.as_posix()), trail, tuple(nominees.values()), tuple(scores))


def _nominees(lists: Sequence[SheetList], season: Season) -> Mapping[str, Judged]:
    rows = (row for one in lists if one.sheet == LIST for row in one.rows)
    return {
        row["number"]: Judged(
            row["number"],
            str(season.category(row["category"])),
            row["name"],
            row["recommender"],
            tuple(row["planned"].split(BETWEEN_CODES)),
        )
        for row in rows
    }


def _points(
    row: ListRow, scoring: CategoryScoring
) -> tuple[Mapping[str, Fraction], Sequence[Problem]]:
    points, faults = {}, []
    for group, most in scoring.points.items():
        value = as_points(row[group])
        if value is None or value > most:
            text = f"“{group}”写的是“{row[group]}”，不是0到{most}的数。"
            faults.append(error(row.at(group), text, _AGAIN))
        else:
            points[group] = value
    return points, faults


_AGAIN = f"评分汇总由工具生成，请不要手工改；请重新{remedies.COLLECT.run}。"
