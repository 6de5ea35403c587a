"""Drafts indicators/YEAR/CATEGORY.yaml from the tables of 附件1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.editor.draft.word import label
from xxzz.editor.draft.yaml_text import YamlText, flow, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.editor.draft.word import WordTable
    from xxzz.season import Season
    from xxzz.season.models import Measure

_GROUP, _ITEM = "一级指标", ("指标项", "二级指标", "指标内容")
_MEASURE = re.compile(
    r"(?:不少于|不低于|不小于|至少|达到)\s*\d+(?:\.\d+)?\s*(?:%|[\u4e00-\u9fff]{1,2})"
)
_TITLE = "指标"

Groups = dict[str, list[str]]


def is_indicator_table(table: WordTable) -> bool:
    """Tell whether a table has the columns of an indicator table."""
    return _columns(table) is not None


def title_of(table: WordTable) -> str:
    """Return the title line above a table, or ""."""
    return next((line for line in reversed(table.above) if _TITLE in line), "")


def groups_in(table: WordTable) -> Groups:
    """Return the items by 一级指标."""
    columns = _columns(table)
    found: Groups = {}
    group = ""
    for row in table.rows:
        if columns is None or label(row[columns[0]]) == _GROUP:
            continue
        group = row[columns[0]] or group
        if item := row[columns[1]]:
            found.setdefault(group, []).append(item)
    return found


def unused_columns(table: WordTable) -> list[str]:
    """Return the headers of columns that are not used in a draft."""
    columns = _columns(table) or (0, 0)
    head = _head(table) or []
    return [
        text for at, text in enumerate(head) if at not in columns and text and text not in head[:at]
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


def _head(table: WordTable) -> list[str] | None:
    return next((row for row in table.rows[:3] if _GROUP in map(label, row)), None)


def _columns(table: WordTable) -> tuple[int, int] | None:
    head = _head(table)
    if head is None:
        return None
    keys = list(map(label, head))
    item = next((at for at, key in enumerate(keys) if key in _ITEM), None)
    return None if item is None else (keys.index(_GROUP), item)
