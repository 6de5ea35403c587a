"""评审方案.xlsx: panels, experts, conflicts, and the reason for each assignment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz.review.headings import headers
from xxzz.review.plan.model import (
    BETWEEN_CODES,
    CONFLICT_COLUMNS,
    CONFLICTS,
    PANEL_COLUMNS,
    PANELS,
    PEOPLE,
    PEOPLE_COLUMNS,
    REASONS,
)
from xxzz.review.trail import add_trail
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.review.plan.make import Plan
    from xxzz.review.plan.model import Panel
    from xxzz.season import Season
    from xxzz.workbooks.table_sheet import Row


def plan_book(plan: Plan, season: Season) -> bytes:
    """Return the workbook, for the office only: it has the experts' names."""
    before = plan.previous.panels if plan.previous else ()
    kept = {one.number: one.experts for one in before}
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, PANELS, _panels(plan, season, kept), frozen=1)
    add_sheet(book, PEOPLE, _people(plan, season))
    add_sheet(book, CONFLICTS, _conflicts(plan, season))
    add_sheet(book, REASONS, _reasons(plan.book.panels, kept))
    add_trail(book, plan.book.trail)
    return workbook_bytes(book)


def _panels(plan: Plan, season: Season, kept: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    names = {str(info.id): info.name for info in season.notice.categories}
    yield headers(PANEL_COLUMNS, season)
    for one in plan.book.panels:
        codes = BETWEEN_CODES.join(one.experts)
        what = (one.number, names[one.category], one.name, one.recommender, one.digest)
        yield (*what, codes, _change(one, kept, again=plan.previous is not None))


def _change(one: Panel, kept: Mapping[str, tuple[str, ...]], *, again: bool) -> str:
    if not again:
        return ""
    if one.number not in kept:
        return "新增"
    removed = [code for code in kept[one.number] if code not in one.experts]
    added = [code for code in one.experts if code not in kept[one.number]]
    parts = [f"去掉{BETWEEN_CODES.join(removed)}"] * bool(removed)
    parts += [f"换上{BETWEEN_CODES.join(added)}"] * bool(added)
    return "，".join(parts) or "不变"


def _people(plan: Plan, season: Season) -> Iterator[Row]:
    loads = Counter(code for one in plan.book.panels for code in one.experts)
    yield headers(PEOPLE_COLUMNS, season)
    for one in plan.book.people:
        yield (one.code, one.name, one.unit, one.kind, loads[one.code], one.limit, one.edition)


def _conflicts(plan: Plan, season: Season) -> Iterator[Row]:
    named = {comparison_key(one.number): one for one in plan.book.panels}
    yield headers(CONFLICT_COLUMNS, season)
    for (code, number), reason in plan.book.conflicts.items():
        yield (code, named[number].number, named[number].name, reason)


def _reasons(panels: Sequence[Panel], kept: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    yield ("编号", "专家代码", "为什么")
    for one in panels:
        for code in one.experts:
            others = BETWEEN_CODES.join(other for other in one.experts if other != code)
            beside = f"与{others}不同单位；" if others else ""
            stays = "沿用上一版" if code in kept.get(one.number, ()) else "份数少的专家中选出"
            yield (one.number, code, f"可评这一类；没有回避原因；{beside}{stays}")
