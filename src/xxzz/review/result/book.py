"""评审结果.xlsx: ranks, raw and corrected scores, 复议, decisions, 依据."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook

from xxzz import remedies
from xxzz.intake.lists import ListColumn
from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, headers, of_season
from xxzz.review.refused import Refused, error, the_list
from xxzz.review.result.arithmetic import expert_means, half_up, mean
from xxzz.review.result.decisions import blank_decisions
from xxzz.review.result.ranking import METHOD_NAMES
from xxzz.review.result.selection import Outcome
from xxzz.review.trail import add_trail, read_trail
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from pathlib import Path

    from xxzz.review.result.outcome import CategoryResult, Result
    from xxzz.review.trail import Trail
    from xxzz.season import Season
    from xxzz.workbooks.table_sheet import Row

RESULTS, EACH, EXPERTS, APART, DECIDED = "评审结果", "每份评分", "专家", "复议", "会议决定"
COLUMNS = (
    ListColumn("number", "编号"),
    CATEGORY,
    NAME,
    RECOMMENDER,
    ListColumn("place", "名次"),
    ListColumn("tied", "并列"),
    ListColumn("final", "得分"),
    ListColumn("raw", "原始平均"),
    ListColumn("count", "评分数"),
    ListColumn("spread", "相差（满分的%）"),
    ListColumn("by_rank", "按名次"),
    ListColumn("outcome", "结果"),
    ListColumn("reason", "会议理由"),
)


class Winner(NamedTuple):
    """A row of the result as read by the next steps."""

    number: str
    category: str
    name: str
    recommender: str
    outcome: Outcome


def result_book(result: Result, season: Season) -> bytes:
    """Return the workbook, for the office only; the same scores give the same bytes."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, RESULTS, _results(result, season), frozen=3)
    add_sheet(book, EACH, _each(result, season))
    add_sheet(book, EXPERTS, _experts(result, season))
    add_sheet(book, APART, _apart(result, season))
    add_sheet(book, DECIDED, _decided(result, season))
    add_trail(book, result.trail)
    return workbook_bytes(book)


def for_the_meeting(result: Result, season: Season) -> bytes:
    """Return a workbook of what the meeting has to decide: 并列 at the limit, and 复议."""
    rows: list[Row] = []
    for category in result.categories:
        for one in category.selected:
            if one.by_rank is Outcome.PENDING:
                judged = one.ranked.judged
                rows.append((judged.number, judged.name, f"第{one.ranked.place}名并列", "", "", ""))
    for category, one in result.apart():
        judged = one.ranked.judged
        percent = half_up(category.percent(one.ranked.spread), 1)
        rows.append((judged.number, judged.name, f"复议：专家相差满分的{percent}%", "", "", ""))
    return blank_decisions(rows, season)


def read_result(path: Path, season: Season) -> tuple[Trail, tuple[Winner, ...]]:
    """Read a result written by xxzz.

    Raises:
        Refused: it can't be read, or a cell was edited and is invalid.
    """
    trail = read_trail(path)
    table = the_list(
        path, of_season(COLUMNS, season), ("number", "category", "name", "outcome"), RESULTS
    )
    outcomes = {str(one): one for one in Outcome}
    hint = f"评审结果由工具生成，请不要手工改；请重新{remedies.RANK.run}。"
    problems = [
        error(row.at(name), f"“{row[name]}”不对。", hint)
        for row in table.rows
        for name, wrong in (
            ("outcome", row["outcome"] not in outcomes),
            ("recommender", season.recommender(row["recommender"]) is None),
            ("category", season.category(row["category"]) is None),
        )
        if wrong
    ]
    if problems:
        raise Refused(problems)
    return trail, tuple(
        Winner(
            row["number"],
            str(season.category(row["category"])),
            row["name"],
            row["recommender"],
            outcomes[row["outcome"]],
        )
        for row in table.rows
    )


def _results(result: Result, season: Season) -> Iterator[Row]:
    names = {str(info.id): info.name for info in season.notice.categories}
    yield headers(COLUMNS, season)
    for category in result.categories:
        for one in category.selected:
            ranked, judged = one.ranked, one.ranked.judged
            columns = (judged.number, names[judged.category], judged.name, judged.recommender)
            yield (
                *columns,
                ranked.place,
                "并列" if ranked.tied else "",
                half_up(ranked.final, result.decimals),
                half_up(mean(list(ranked.raw.values())), result.decimals),
                len(ranked.raw),
                half_up(category.percent(ranked.spread), 1),
                str(one.by_rank),
                str(one.outcome),
                one.decision.reason if one.decision else "",
            )


def _each(result: Result, season: Season) -> Iterator[Row]:
    yield ("编号", *headers((NAME,), season), "专家代码", "原始得分", "修正后", "修正后（分数）")
    for category in result.categories:
        for one in category.ranking.ranked:
            for code, raw in one.raw.items():
                corrected = one.corrected[code]
                rounded = (half_up(raw, result.decimals), half_up(corrected, result.decimals))
                yield (one.judged.number, one.judged.name, code, *rounded, str(corrected))


def _experts(result: Result, season: Season) -> Iterator[Row]:
    names = {str(info.id): info.short for info in season.notice.categories}
    yield (
        *headers((CATEGORY,), season),
        "专家代码",
        "份数",
        "平均",
        "最低",
        "最高",
        "修正",
        "修正（分数）",
    )
    for category in result.categories:
        ranking = category.ranking
        scores = {(x.judged.number, code): v for x in ranking.ranked for code, v in x.raw.items()}
        for code, own_mean in expert_means(scores).items():
            own = [value for (_, by), value in scores.items() if by == code]
            lowest, highest = (half_up(edge, result.decimals) for edge in (min(own), max(own)))
            means = (len(own), half_up(own_mean, result.decimals), lowest, highest)
            yield (names[ranking.category], code, *means, *_adjusted(category, code))


def _adjusted(category: CategoryResult, code: str) -> tuple[str, str]:
    value: Fraction | None = category.ranking.adjustment.get(code)
    if value is None:
        return "", ""
    sign = "×" if category.ranking.method == "second-mean" else "+" if value >= 0 else ""
    return f"{sign}{half_up(value, 4)}", str(value)


def _apart(result: Result, season: Season) -> Iterator[Row]:
    yield ("编号", *headers((NAME,), season), "相差（满分的%）", "各专家得分")
    for category, one in result.apart():
        scores = "，".join(
            f"{code} {half_up(value, result.decimals)}" for code, value in one.ranked.raw.items()
        )
        percent = half_up(category.percent(one.ranked.spread), 1)
        yield (one.ranked.judged.number, one.ranked.judged.name, percent, scores)


def _decided(result: Result, season: Season) -> Iterator[Row]:
    yield ("编号", *headers((NAME,), season), "按名次", "会议决定", "理由")
    for category in result.categories:
        for one in category.selected:
            if one.decision:
                judged, decision = one.ranked.judged, one.decision
                what = (str(one.by_rank), str(decision.outcome), decision.reason)
                yield (judged.number, judged.name, *what)


def method_name(result: Result) -> str:
    """Return the display name of the ranking method."""
    return METHOD_NAMES[result.categories[0].ranking.method]
