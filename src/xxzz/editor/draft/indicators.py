"""Drafts indicators/YEAR/CATEGORY.yaml from the tables of 附件1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.editor.draft.word import label
from xxzz.editor.draft.yaml_text import YamlText, flow, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.editor.draft.word import WordTable
    from xxzz.season import Season
    from xxzz.season.models import Measure

_GROUPS = ("一级指标",)
_ITEMS = ("指标项", "三级指标", "二级指标", "指标内容")
"""The headers of the items, the finest first."""
_LOOSE_GROUPS = (*_GROUPS, "一级", "指标类别", "类别", "项目", "维度", "模块")
_LOOSE_ITEMS = (*_ITEMS, "三级", "二级", "具体指标", "指标", "内容", "具体内容")
"""Headers that mean indicators only under a title that says so."""
_SUMS = re.compile(r"(?:总|合|小)计(?:\(.*\)|\d.*)?|总分(?:值)?")
_MEASURE = re.compile(
    r"(?:不少于|不低于|不小于|至少|达到)\s*\d+(?:\.\d+)?\s*(?:%|[\u4e00-\u9fff]{1,2})"
)
_TITLE = "指标"
_SHOWN = 12

Groups = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the header stands, and the columns of the groups and the items."""

    row: int
    group: int
    item: int


def is_indicator_table(table: WordTable) -> bool:
    """Tell whether a table has the columns of an indicator table."""
    return _head(table) is not None


def title_of(table: WordTable) -> str:
    """Return the title line above a table, or ""."""
    return next((line for line in reversed(table.above) if _TITLE in line), "")


def groups_in(table: WordTable) -> tuple[Groups, list[str]]:
    """Return the items by 一级指标, and what could not be read."""
    head = _head(table)
    found: Groups = {}
    group = ""
    doubts: list[str] = []
    for at, row in enumerate(table.rows if head else ()):
        if head is None or at <= head.row or _repeats(row, table.rows[head.row]):
            continue
        item = row[head.item]
        if at in table.across or _SUMS.fullmatch(label(row[head.group])):
            written = "”“".join(dict.fromkeys(filter(None, row)))
            doubts.append(f"有一行不像指标，没有采用：“{written}”")
            continue
        group = row[head.group] or group
        if item and (at, head.item) not in table.lower:
            found.setdefault(group, []).append(item)
            if (at, head.item) in table.split:
                doubts.append(f"“{item[:_SHOWN]}”一格有几段，先写成一项；是几项的请分开")
    doubts += [f"表下写着“{line}”，没有采用" for line in table.below]
    return found, doubts


def unused_columns(table: WordTable) -> list[str]:
    """Return the headers of columns that are not used in a draft."""
    head = _head(table)
    if head is None:
        return []
    texts = [
        next((row[at] for row in reversed(table.rows[: head.row + 1]) if row[at]), "")
        for at in range(table.wide)
    ]
    return [
        text
        for at, text in enumerate(texts)
        if at not in (head.group, head.item) and text and text not in texts[:at]
    ]


class IndicatorDraft:
    """The draft of one category's indicators; measures are copied from the reference season."""

    def __init__(self, category: str, groups: Groups, reference: Season) -> None:
        self.category = category
        self._groups = groups
        known = [item for table in reference.indicators.values() for item in table.items]
        self._measures: dict[str, Measure | None] = {item.text: item.measure for item in known}

    def text(self, title: str, source: str, notes: Sequence[str]) -> YamlText:
        """Return the draft."""
        made = YamlText("indicators", depth=2)
        made.ask(0, notes)
        made.add(0, f"category: {self.category}")
        made.add(0, f"title: {scalar(title)}")
        made.add(0, f"source: {scalar(source)}")
        made.add(0, "groups:")
        for number, (group, items) in enumerate(self._groups.items(), 1):
            if not group:
                made.ask(2, ["这几项前面没有一级指标，请补上"])
            made.add(2, f"- name: {scalar(group)}")
            made.add(4, "items:")
            for at, item in enumerate(items, 1):
                made.ask(6, self._doubts(item))
                made.add(6, f"- id: {self.category}-{number}.{at}")
                made.add(8, f"text: {scalar(item)}")
                if measure := self._measures.get(item):
                    made.add(8, f"measure: {flow(measure.model_dump())}")
        return made

    def _doubts(self, item: str) -> Iterator[str]:
        if item not in self._measures and (match := _MEASURE.search(item)):
            example = flow({"name": "量的名称", "unit": "单位", "min": 1})
            yield f"原文有“{match[0]}”，要自评数量的，请在下面补上 measure: {example}"


def _head(table: WordTable) -> _Head | None:
    is_titled = any(_TITLE in line for line in table.above[-2:])
    groups = _LOOSE_GROUPS if is_titled else _GROUPS
    items = _LOOSE_ITEMS if is_titled else _ITEMS
    for at, row in enumerate(table.rows[:3]):
        keys = list(map(label, row))
        group = next((keys.index(key) for key in groups if key in keys), None)
        item = next((keys.index(key) for key in items if key in keys), None)
        if group is not None and item is not None:
            return _Head(at, group, item)
    return None


def _repeats(row: Sequence[str], head: Sequence[str]) -> bool:
    """Tell whether a row is the header again, on another page."""
    return list(map(label, row)) == list(map(label, head))
