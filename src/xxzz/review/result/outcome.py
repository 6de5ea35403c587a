"""The step `rank`: computes everything that the result's workbook and report show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.location import Location
from xxzz.review.refused import Refused, error, warning
from xxzz.review.result.decisions import DECISIONS, read_decisions
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
    from xxzz.review.scores.model import Judged, ScoreBook
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
    place = Location(path.as_posix())
    method = given.method or table.ranking.method
    problems = [
        *_too_few(book, table, method, place, season.measure),
        *_numberless(book, given, season, table),
    ]
    if problems:
        raise Refused(problems)
    decided = given.folder / DECISIONS
    numbers = [one.number for one in book.nominees]
    decisions = read_decisions(decided, numbers, season) if decided.exists() else {}
    scoring = scoring_of(table)
    categories = []
    for category, judged in _by_category(book, season):
        own = {one.number for one in judged}
        scores = [one for one in book.scores if one.number in own]
        try:
            ranking = rank(judged, scores, scoring[category], method)
        except NotRankable as unrankable:
            raise Refused(
                [error(place, str(unrankable), "换一种方法，或改了以后再排。")]
            ) from unrankable
        chosen, reserves = _numbers(category, given, table)
        selected = select(ranking.ranked, chosen, reserves, decisions)
        categories.append(CategoryResult(ranking, scoring[category], chosen, reserves, selected))
    sources = [source(SCORES_ROLE, path)]
    if decisions:
        sources.append(source(DECISIONS_ROLE, decided))
    settings: dict[str, str] = {METHOD_SETTING: method}
    for one in categories:
        settings[CHOSEN_SETTING + one.ranking.category] = str(one.chosen)
        settings[RESERVES_SETTING + one.ranking.category] = str(one.reserves)
    trail = Trail(
        STEP,
        season.year,
        book.trail.edition,
        (*sources, *tables(season, given.data)),
        settings,
        tuple(_formula(method, table)),
    )
    ranking_table = table.ranking
    questions = tuple(_open_questions(categories, season, place))
    return Result(tuple(categories), trail, ranking_table.spread, ranking_table.decimals, questions)


def _by_category(book: ScoreBook, season: Season) -> Iterator[tuple[str, Sequence[Judged]]]:
    for info in season.notice.categories:
        judged = [one for one in book.nominees if one.category == str(info.id)]
        if judged:
            yield str(info.id), judged


def _too_few(
    book: ScoreBook, table: ReviewTable, method: Method, place: Location, measure: str
) -> Iterator[Problem]:
    counts = dict.fromkeys((one.number for one in book.nominees), 0)
    for score in book.scores:
        counts[score.number] += 1
    least = table.ranking.least_scores
    few = [number for number, count in counts.items() if count < least]
    if few:
        shown = "、".join(f"{number}（{counts[number]}份）" for number in few[:_MAX_LISTED])
        more = "等" * (len(few) > _MAX_LISTED)
        text = f"有{len(few)}{measure}的评分不到{least}份：{shown}{more}；不能排名。"
        hint = "请先收齐评分表（xxzz review collect）；回避的，先补排专家。"
        yield error(place, text, hint)
    from_ = table.ranking.trimmed_from
    if method == "trimmed" and not few and any(count < from_ for count in counts.values()):
        fewest = min(counts.values())
        text = (
            f"最少的一{measure}只有{fewest}份评分，不能去掉最高和最低：至少要{from_}份。"
            "只有三份时，去掉以后就剩中间一位专家说了算，模拟中这是最差的办法。"
        )
        yield error(place, text, "请用 --method mean；或每份材料多请几位专家。")


_MAX_LISTED = 5


def _numbers(category: str, given: RankInput, table: ReviewTable) -> tuple[int, int]:
    row = next(one for one in table.selection if str(one.category) == category)
    return given.chosen.get(category, row.chosen or 0), row.reserves


def _numberless(
    book: ScoreBook, given: RankInput, season: Season, table: ReviewTable
) -> Iterator[Problem]:
    unknown = {str(one.category) for one in table.selection if one.chosen is None}
    names = {str(info.id): info.short for info in season.notice.categories}
    missing = [
        names[category]
        for category, _ in _by_category(book, season)
        if category in unknown - given.chosen.keys()
    ]
    if missing:
        options = " ".join(f"--choose {name}=数" for name in missing)
        text = f"没有写{'、'.join(missing)}各选几{season.measure}，通知里也没有这个数。"
        place = Location(f"review_{table.year}.yaml")
        yield error(place, text, f"请加 {options}，或写进 selection。")


def _formula(method: Method, table: ReviewTable) -> Iterator[str]:
    yield METHOD_NAMES[method]
    for one in table.scoring.categories:
        yield f"{one.category}：满分{one.total}；同分依次比较{'、'.join(one.ties)}，再相同的并列"
    yield f"专家相差超过满分的{table.ranking.spread}%列入复议"
    yield f"计算用分数，不舍入；印出时保留{table.ranking.decimals}位小数，四舍五入"


def _open_questions(
    categories: Sequence[CategoryResult], season: Season, place: Location
) -> Iterator[Problem]:
    names = {str(info.id): info.short for info in season.notice.categories}
    for one in categories:
        name = names[one.ranking.category]
        pending = [x.ranked.judged for x in one.selected if x.outcome is Outcome.PENDING]
        if pending:
            who = "、".join(f"{x.number}（{x.name}）" for x in pending)
            left = one.chosen - one.count(Outcome.CHOSEN)
            text = f"{name}：{who}并列，只剩{left}个名额，要由会议决定。"
            yield error(place, text, f"请在“{DECISIONS}”里写决定和理由，再运行一次。")
        elif (count := one.count(Outcome.CHOSEN)) != one.chosen:
            more = "多" if count > one.chosen else "少"
            word = season.measure_of([one.ranking.category])
            gap = f"{more}{abs(count - one.chosen)}{word}"
            text = f"{name}入选{count}{word}，比要选的{one.chosen}{word}{gap}。"
            yield warning(place, text, f"请核对“{DECISIONS}”。")
