"""Writes 全市汇总.xlsx: nominations, quotas, receipts, findings and possible duplicates."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz import rule_names
from xxzz.bundle.city.quotas import quota_table
from xxzz.bundle.city.register.model import BY_HAND
from xxzz.bundle.city.register.update import COUNTED
from xxzz.finding import Severity
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_list, add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.bundle.city.view import City
    from xxzz.finding import Finding
    from xxzz.season import Season
    from xxzz.workbooks.table_sheet import Line, Row

_ALL = "全部推荐"
_FROZEN = 5  # 编号, 序号, 推荐单位, 申报类型, 名称
_DIGITS = 12


def ledger(city: City) -> bytes:
    """Return the workbook; the same packages give the same bytes."""
    book = Workbook()
    del book[book.sheetnames[0]]
    copied = [one for one in city.duplicates if one.rule == rule_names.DUPLICATE_STORY]
    duplicates = [one for one in city.duplicates if one.rule != rule_names.DUPLICATE_STORY]
    nominations = add_list(book, _ALL, _nominations(city), _FROZEN)
    add_sheet(book, "名额使用", quota_table(city))
    add_sheet(book, "收件情况", _arrivals(city))
    add_sheet(book, "需要补正", _owed(city))
    add_sheet(book, "重复和相近", _between(duplicates, city.season))
    add_sheet(book, "事迹雷同", _between(copied, city.season))
    return workbook_bytes(book, {_ALL: nominations})


def _nominations(city: City) -> Iterator[Line]:
    fields = [one for one in city.season.notice.fields if one.role != "story"]
    yield ("编号", *(one.header for one in fields), "事迹字数", "事迹校验码", "材料所在位置")
    for entry in city.entries:
        nomination = entry.nomination
        values = (nomination.value(one.id) for one in fields)
        story = (nomination.story_length.words, _digest(nomination.story))
        yield (city.number_of(entry), *values, *story, str(nomination.origin.base))


def _digest(story: str) -> str:
    """Return a digest that shows whether a story changed after it was judged."""
    return hashlib.sha256(story.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _arrivals(city: City) -> Iterator[Row]:
    yield ("推荐单位", "状态", "文件", "收到时间", "期限", "版次", "联系人", "说明")
    replaced = {one.recommender.name: one.replaced for one in city.inbox.received}
    for row in city.season.quotas.recommenders:
        own = city.receipts.get(row.name, ())
        if not own:
            yield (row.name, "未交", *("",) * 6)
        for one in own:
            notes = [one.detail] * bool(one.detail)
            if one.state in COUNTED:
                notes += [f"替换了{text}" for text in replaced.get(row.name, ())]
            what = (one.received, one.punctuality, one.edition, one.contact)
            yield (row.name, one.state or BY_HAND, one.file, *what, "；".join(notes))
    for one in city.receipts.get("", ()):
        yield ("", one.state, one.file, one.received, "", "", "", one.detail)


def _owed(city: City) -> Iterator[Row]:
    yield ("推荐单位", f"被推荐{city.season.nominees}", "级别", "问题", "怎样处理", "依据", "位置")
    words = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}
    for one in city.inbox.received:
        for finding in one.verdict.report.findings if one.verdict.report else ():
            level = "已豁免" if finding.waived else words.get(finding.severity)
            if level:
                name = finding.nomination.name if finding.nomination else ""
                what = (name, level, finding.message, finding.hint, finding.clause)
                yield (one.recommender.name, *what, str(finding.location))


def _between(findings: Sequence[Finding], season: Season) -> Iterator[Row]:
    yield ("推荐单位", f"被推荐{season.nominees}", "问题", "怎样处理", "位置", "相关位置")
    for one in findings:
        ref = one.nomination
        who = (ref.recommender, ref.name) if ref else ("", "")
        related = "；".join(map(str, one.related))
        yield (*who, one.message, one.hint, str(one.location), related)
