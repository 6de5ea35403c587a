"""The step `rank`: computes everything that the result's workbook and report show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.review.refused import Refused, error
from xxzz.review.result.decisions import DECISIONS, read_decisions
from xxzz.review.result.problems import number_unknown, open_questions, too_few
from xxzz.review.result.ranking import METHOD_NAMES, NotRankable, rank
from xxzz.review.result.selection import Outcome, select
from xxzz.review.scores.columns import scoring_of
from xxzz.review.scores.model import SCORES, read_scores
from xxzz.review.trail import Trail, source, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.review.result.ranking import CategoryRanking
    from xxzz.review.result.selection import Selected
    from xxzz.review.scores.model import ScoreBook
    from xxzz.season import Season
    from xxzz.season.models.review import CategoryScoring, Method, ReviewTable

RESULT, REPORT = "评审结果.xlsx", "评审报告.html"
STEP = "评审结果"
SCORES_ROLE, DECISIONS_ROLE = "评分汇总", "会议决定"
METHOD_SETTING, CHOSEN_SETTING, RESERVES_SETTING = "方法", "选：", "备选："
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class RankInput:
    """`folder` has the scores; `chosen` by category overrides the table."""

    folder: Path
    method: Method | None = None
    chosen: Mapping[str, int] = field(default_factory=dict)
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """One category: its ranking and selection."""

    ranking: CategoryRanking
    scoring: CategoryScoring
    chosen: int
    reserves: int
    selected: tuple[Selected, ...]

    def count(self, outcome: Outcome) -> int:
        """Return the number of nominations with an outcome."""
        return sum(one.outcome is outcome for one in self.selected)

    def percent(self, points: Fraction) -> Fraction:
        """Return points as a percentage of the full points."""
        return points * _HUNDRED / self.scoring.total


@dataclass(frozen=True, slots=True)
class Result:
    """All categories with nominations, in the notice's order."""

    categories: tuple[CategoryResult, ...]
    trail: Trail
    spread: int
    decimals: int
    problems: tuple[Problem, ...]

    def apart(self) -> Iterator[tuple[CategoryResult, Selected]]:
        """Yield the nominations whose experts differ by more than the threshold (复议)."""
        for category in self.categories:
            for one in category.selected:
                if category.percent(one.ranked.spread) > self.spread:
                    yield category, one


def make_result(given: RankInput, season: Season, table: ReviewTable) -> Result:
    """Rank and select (五（二）).

    Raises:
        Refused: scores are missing, the method can't be used, or the number to select is unknown.
        OSError: a file can't be read.
    """
    path = given.folder / SCORES
    book = read_scores(path, season, table)
    method = given.method or table.ranking.method
    problems = [
        *too_few(book, season, table, method),
        *number_unknown(book, given.chosen, season, table),
    ]
    if problems:
        raise Refused(problems)
    decided = given.folder / DECISIONS
    numbers = [one.number for one in book.nominees]
    decisions = read_decisions(decided, numbers, season) if decided.exists() else {}
    scoring = scoring_of(table)
    categories = []
    for category, ranking in _rankings(book, season, table, method):
        chosen, reserves = _numbers(category, given, table)
        selected = select(ranking.ranked, chosen, reserves, decisions)
        categories.append(CategoryResult(ranking, scoring[category], chosen, reserves, selected))
    sources = [source(SCORES_ROLE, path)]
    if decisions:
        sources.append(source(DECISIONS_ROLE, decided))
    trail = Trail(
        STEP,
        season.year,
        book.trail.edition,
        (*sources, *tables(season, given.data)),
        _settings(method, categories),
        tuple(_formula(method, table)),
    )
    questions = tuple(open_questions(categories, season, book.location))
    return Result(tuple(categories), trail, table.ranking.spread, table.ranking.decimals, questions)


def _rankings(
    book: ScoreBook, season: Season, table: ReviewTable, method: Method
) -> Iterator[tuple[str, CategoryRanking]]:
    scoring = scoring_of(table)
    for category, judged in book.by_category(season):
        own = {one.number for one in judged}
        scores = [one for one in book.scores if one.number in own]
        try:
            yield category, rank(judged, scores, scoring[category], method)
        except NotRankable as unrankable:
            hint = "换一种方法，或改了以后再排。"
            raise Refused([error(book.location, str(unrankable), hint)]) from unrankable


def _settings(method: Method, categories: Sequence[CategoryResult]) -> Mapping[str, str]:
    settings: dict[str, str] = {METHOD_SETTING: method}
    for one in categories:
        settings[CHOSEN_SETTING + one.ranking.category] = str(one.chosen)
        settings[RESERVES_SETTING + one.ranking.category] = str(one.reserves)
    return settings


def _numbers(category: str, given: RankInput, table: ReviewTable) -> tuple[int, int]:
    row = next(one for one in table.selection if str(one.category) == category)
    return given.chosen.get(category, row.chosen or 0), row.reserves


def _formula(method: Method, table: ReviewTable) -> Iterator[str]:
    yield METHOD_NAMES[method]
    for one in table.scoring.categories:
        yield f"{one.category}：满分{one.total}；同分依次比较{'、'.join(one.ties)}，再相同的并列"
    yield f"专家相差超过满分的{table.ranking.spread}%列入复议"
    yield f"计算用分数，不舍入；印出时保留{table.ranking.decimals}位小数，四舍五入"
