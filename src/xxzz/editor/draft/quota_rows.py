"""The rows of 附件2: each recommender's figures, and what could not be read of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.editor.draft.columns import (
    FLEXIBLE,
    LEAST,
    NAME,
    NO,
    PART,
    QUOTA,
    REMARK,
    TOTAL,
    UNUSED,
    Column,
)
from xxzz.editor.draft.word import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.editor.draft.word import WordTable

_TOTALS = re.compile(r"(?:全市)?(?:总计|合计|总数|共计)(?:数|\(.\))?:?")
_SUBTOTAL = re.compile(r"小计|合计|总计|共计")
_NOTE = re.compile(r"(?:备?注|说明)[:：]|[*※]")
_NO_QUOTA = re.compile(r"[-—–－―/\\]+")
_MEASURE = "[个名家户人支位所项组篇件]?"
_FIGURE = re.compile(rf"(\d{{1,6}})\s*{_MEASURE}")
_WITH_NOTE = re.compile(rf"(\d{{1,6}})\s*{_MEASURE}\s*(?:[（(].*[）)]|[*※†#①-⑳]+)\s*{_MEASURE}")
_INSTEAD = {
    QUOTA: "先按“——”写成 null",
    FLEXIBLE: "先按“——”写成 null",
    TOTAL: "先写各列之和（没有分列的写0）",
    LEAST: "先不写",
    PART: "先写0",
}
"""What a draft has where a cell has no figure."""


@dataclass(slots=True)
class Row:
    """A row of 附件2 and its doubts."""

    no: int | None
    name: str
    figures: dict[str, int | None]
    doubts: list[str] = field(default_factory=list)


class QuotaRows:
    """The recommenders' rows, the row of totals, and the doubts of neither."""

    def __init__(self, table: WordTable, heads: int, columns: Sequence[Column]) -> None:
        self.rows: list[Row] = []
        self.totals: Row | None = None
        self.doubts = [
            f"“{one.title}”一列没有采用，是名额的规定的，请按原文写进表里"
            for one in columns
            if one.kind == UNUSED and any(row[one.at] for row in table.rows[heads:])
        ]
        self._table = table
        self._columns = {one.key: one for one in columns if one.kind != UNUSED}
        self._heads = table.rows[:heads]
        for at in range(heads, len(table.rows)):
            self._take(at)
        self.doubts += [f"表下写着“{line}”，没有采用" + _WRITE for line in table.below]

    def _take(self, at: int) -> None:
        texts = self._table.rows[at]
        name = texts[self._columns[NAME].at]
        key = label(name)
        if not any(texts) or texts in self._heads or key == label(self._columns[NAME].title):
            return
        if at in self._table.across or not name or _NOTE.match(name):
            written = "”“".join(dict.fromkeys(filter(None, texts)))
            self.doubts.append(f"有一行不像推荐单位，没有采用：“{written}”")
        elif _TOTALS.fullmatch(key) and self.totals is None:
            self.totals = self._row(at, name)
        elif _SUBTOTAL.search(key):
            self.doubts.append(f"“{name}”一行没有采用")
        else:
            self.rows.append(self._row(at, name))

    def _row(self, at: int, name: str) -> Row:
        row = Row(self._number(at), name, {})
        if any(one.name == name for one in self.rows):
            row.doubts.append(f"上面已有“{name}”，请核对这一行是谁的")
        for key, column in self._columns.items():
            text = self._table.rows[at][column.at]
            if column.kind in _INSTEAD:
                row.figures[key], doubts = _figure(column, text)
                row.doubts += doubts
            elif column.kind == REMARK and text and not _NO_QUOTA.fullmatch(text):
                row.doubts.append(f"“{column.title}”写着“{text}”，没有采用" + _WRITE)
        return row

    def _number(self, at: int) -> int | None:
        column = self._columns.get(NO)
        text = self._table.rows[at][column.at] if column else ""
        is_own = column is not None and (at, column.at) not in self._table.lower
        return int(text) if is_own and text.isdecimal() else None


_WRITE = "；是名额的规定的，请写进表里"


def _figure(column: Column, text: str) -> tuple[int | None, Iterator[str]]:
    if match := _FIGURE.fullmatch(text):
        return int(match[1]), iter(())
    if match := _WITH_NOTE.fullmatch(text):
        said = f"“{column.title}”一格写着“{text}”，先写{int(match[1])}；其余的请按原文另写"
        return int(match[1]), iter((said,))
    if _NO_QUOTA.fullmatch(text) or (not text and column.kind == LEAST):
        return None, iter(())
    what = f"写着“{text}”，不是数字" if text else "空着"
    return None, iter((f"“{column.title}”一格{what}，{_INSTEAD[column.kind]}",))
