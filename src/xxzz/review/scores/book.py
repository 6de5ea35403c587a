"""Writes 评分汇总.xlsx: the scores by category, missing ones, and problems."""

from __future__ import annotations

from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, headers
from xxzz.review.plan.model import BETWEEN_CODES
from xxzz.review.scores.columns import EXPERT, NUMBER, OPINION, scoring_of
from xxzz.review.scores.model import (
    BY_CATEGORY,
    LIST,
    MISSING,
    PLANNED,
    PROBLEMS,
    RECUSALS,
    TOTAL,
    decimal_text,
)
from xxzz.review.trail import add_trail
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from xxzz.review.plan.model import Panel
    from xxzz.review.scores.collect import Collected
    from xxzz.review.trail import Trail
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable
    from xxzz.workbooks.table_sheet import Row


def scores_book(collected: Collected, trail: Trail, season: Season, table: ReviewTable) -> bytes:
    """Return the workbook, for the office only; the same sheets give the same bytes."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, MISSING, _missing(collected, season.measure))
    add_sheet(book, PROBLEMS, _problems(collected))
    for info in season.notice.categories:
        add_sheet(book, f"{BY_CATEGORY}{info.short}", _scores(collected, info.id, season, table))
    add_sheet(book, RECUSALS, _recusals(collected, season))
    add_sheet(book, LIST, _nominees(collected, season))
    add_trail(book, trail)
    return workbook_bytes(book)


def number(value: Fraction) -> Decimal:
    """Return points as an exact decimal number."""
    return Decimal(decimal_text(value))


def _scores(
    collected: Collected, category: str, season: Season, table: ReviewTable
) -> Iterator[Row]:
    groups = list(scoring_of(table)[category].points)
    yield (*headers((NUMBER, NAME, EXPERT), season), *groups, TOTAL.header, OPINION.header)
    for panel in collected.plan.panels:
        for code in panel.experts if panel.category == category else ():
            score = collected.scores.get((panel.number, code))
            if score:
                points = [number(score.points[group]) for group in groups]
                what = (panel.number, panel.name, code)
                yield (*what, *points, number(score.total), score.opinion)


def _missing(collected: Collected, measure: str) -> Iterator[Row]:
    people = {one.code: one for one in collected.plan.people}
    yield ("专家代码", "姓名", f"缺几{measure}", "编号", "可以这样催")
    for code, panels in collected.missing().items():
        numbers = BETWEEN_CODES.join(one.number for one in panels)
        person = people[code]
        text = (
            f"{person.name}老师您好：您的评分表（第{person.edition}版）还有{len(panels)}{measure}没有评："
            f"{numbers}。请补齐后把文件发回，谢谢。"
        )
        yield (code, person.name, len(panels), numbers, text)


def _problems(collected: Collected) -> Iterator[Row]:
    yield ("级别", "规则", "位置", "问题", "怎样改")
    for one in collected.problems:
        word = one.severity.word if one.severity else ""
        # only the file's name, so that the result does not depend on the folder
        place = one.location._replace(file=PurePath(one.location.file).name)
        yield (word, one.rule, str(place), one.message, one.hint)


def _recusals(collected: Collected, season: Season) -> Iterator[Row]:
    names = {one.number: one.name for one in collected.plan.panels}
    yield ("专家代码", "编号", *headers((NAME,), season), "回避理由")
    for (at, code), reason in sorted(collected.recusals.items()):
        yield (code, at, names[at], reason)


def _nominees(collected: Collected, season: Season) -> Iterator[Row]:
    names = {str(info.id): info.name for info in season.notice.categories}
    columns = (NUMBER, CATEGORY, NAME, RECOMMENDER, PLANNED)
    yield headers(columns, season)
    for one in collected.plan.panels:
        yield _nominee(one, names[one.category])


def _nominee(one: Panel, category: str) -> Row:
    return (one.number, category, one.name, one.recommender, BETWEEN_CODES.join(one.experts))
