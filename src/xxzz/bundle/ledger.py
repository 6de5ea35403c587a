"""全市汇总.xlsx: all nominations, the use of 附件2, who owes what, what is doubled."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from xxzz.bundle.layout import EDITION
from xxzz.bundle.quotas import quota_table
from xxzz.finding import Severity
from xxzz.intake.stable import save_workbook
from xxzz.render.xmltext import dropped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell import Cell

    from xxzz.bundle.city import City
    from xxzz.finding import Finding

LEDGER = "全市汇总.xlsx"

Row = tuple[str | int, ...]

_HEAD = PatternFill("solid", fgColor="DDEBF7")
_BOLD = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", horizontal="center", wrap_text=True)
_WIDTH, _WIDE, _NARROW = 18, 60, 9
_WIDE_COLUMNS = frozenset({"说明", "问题", "怎样处理", "相关位置"})
_NARROW_COLUMNS = frozenset({"序号", "邮编", "结果", "版次"})
_MAX_CELL = 32_767
_STORY, _COPIED = "story", "duplicate-story"


def ledger(city: City) -> bytes:
    """Return the workbook; the same packages give the same bytes."""
    book = Workbook(write_only=True)
    copied = [one for one in city.doubled if one.rule == _COPIED]
    doubled = [one for one in city.doubled if one.rule != _COPIED]
    _sheet(book, "全部推荐", _nominations(city))
    _sheet(book, "名额使用", quota_table(city))
    _sheet(book, "收件情况", _mail(city))
    _sheet(book, "需要补正", _owed(city))
    _sheet(book, "重复和相近", _between(doubled))
    _sheet(book, "事迹雷同", _between(copied))
    with tempfile.TemporaryDirectory(prefix="xxzz-") as folder:
        path = Path(folder) / LEDGER
        save_workbook(book, path)
        return path.read_bytes()


def _nominations(city: City) -> Iterator[Row]:
    fields = [one for one in city.season.notice.fields if one.id != _STORY]
    yield (*(one.header for one in fields), "事迹字数", "材料所在位置")
    for entry in city.entries:
        nomination = entry.nomination
        values = (nomination.value(one.id) for one in fields)
        yield (*values, nomination.story_length.words, str(nomination.origin.base))


def _mail(city: City) -> Iterator[Row]:
    yield ("推荐单位", "状态", "包", "版次", "说明")
    received = {one.recommender.name: one for one in city.mail.received}
    for row in city.season.quotas.recommenders:
        one = received.get(row.name)
        if one is None:
            yield (row.name, "未交", "", "", "")
            continue
        verdict = one.verdict
        faults = [f"{line.name}不通过：{line.reason}" for line in verdict.lines if not line.passed]
        notes = [f"替换了{text}" for text in one.replaced]
        edition = verdict.bag.value(EDITION) if verdict.bag else ""
        state = "已交" if verdict.passed else "要补正"
        yield (row.name, state, verdict.package.name, edition, "；".join((*faults, *notes)))
    for bad in city.mail.unusable:
        faults = [f"{line.name}不通过：{line.reason}" for line in bad.lines if not line.passed]
        yield ("", "不能用", bad.package.name, "", "；".join(faults))


def _owed(city: City) -> Iterator[Row]:
    yield ("推荐单位", "被推荐单位或家庭", "级别", "问题", "怎样处理", "依据", "位置")
    words = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
    for one in city.mail.received:
        for finding in one.verdict.report.findings if one.verdict.report else ():
            level = "已豁免" if finding.waived else words.get(finding.severity)
            if level:
                name = finding.nomination.name if finding.nomination else ""
                what = (name, level, finding.message, finding.hint, finding.clause)
                yield (one.recommender.name, *what, str(finding.location))


def _between(findings: Sequence[Finding]) -> Iterator[Row]:
    yield ("推荐单位", "被推荐单位或家庭", "问题", "怎样处理", "位置", "相关位置")
    for one in findings:
        ref = one.nomination
        who = (ref.recommender, ref.name) if ref else ("", "")
        related = "；".join(map(str, one.related))
        yield (*who, one.message, one.hint, str(one.location), related)


def _sheet(book: Workbook, title: str, rows: Iterator[Row]) -> None:
    sheet: Any = book.create_sheet(title)  # the types know only sheets that are kept in memory
    header = next(rows)
    for at, name in enumerate(header, 1):
        narrow = _NARROW if name in _NARROW_COLUMNS else _WIDTH
        width = _WIDE if name in _WIDE_COLUMNS else narrow
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, str(name)) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: Any, name: str) -> Cell:
    cell = _cell(sheet, name)
    cell.alignment, cell.font, cell.fill = _MIDDLE, _BOLD, _HEAD
    return cell


def _cell(sheet: Any, value: str | int) -> Cell:
    if isinstance(value, str):
        for sign in dropped(value):
            value = value.replace(sign, "")
        value = value[:_MAX_CELL]
    cell: Cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"  # a value that begins with = is what somebody wrote, not a formula
    cell.alignment = _TOP
    return cell
