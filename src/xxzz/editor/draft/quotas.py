"""Drafts quotas_YEAR.yaml from 附件2."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.editor.draft.word import label
from xxzz.editor.draft.yaml_text import YamlText, flow, flow_list, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.editor.draft.categories import Categories
    from xxzz.editor.draft.word import WordTable
    from xxzz.season import Season

NO, NAME, FLEXIBLE, TOTAL = "no", "name", "flexible", "total"
_KINDS = ((NO, "序号"), (NAME, "推荐单位"), (FLEXIBLE, "机动"), (TOTAL, "总数"), (TOTAL, "合计"))
_SUMS = ("总计", "合计", "总数")
_NO_QUOTA = re.compile(r"[-—–－―/\\]+")
_FIGURE = re.compile(r"(\d{1,6})\s*[个名家户人]?")
_UNIT = re.compile(r"[（(][个名家户人][）)]$")
_ONLY = re.compile(r"(?:推荐)?(?:名额|人数|数量|数)")
"""What stands over the figures of a table that has a total only."""
_PART = re.compile(r"其中[:：]?(.+)")


@dataclass(slots=True)
class _Row:
    """A row of 附件2 and its doubts."""

    no: int | None
    name: str
    figures: dict[str, int | None]
    doubts: list[str] = field(default_factory=list)


class QuotaDraft:
    """Reads 附件2; names, kinds and categories are taken from the reference season."""

    def __init__(self, table: WordTable, reference: Season, categories: Categories) -> None:
        self._reference = reference
        self._table = table
        self._heads = _head_rows(table)
        self._columns: dict[str, int] = {}
        self._titles: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for at, text in enumerate(table.labels(self._heads)):
            title = _UNIT.sub("", text)
            if part := _PART.fullmatch(title):
                key = f"part_{len(self._parts) + 1}"
                self._parts[key] = _UNIT.sub("", part[1])
            else:
                key = _kind(title) or categories.find(title)
            self._columns.setdefault(key, at)
            self._titles.setdefault(key, text)
        self._categories = [
            key
            for key in self._columns
            if key not in (NO, NAME, FLEXIBLE, TOTAL) and key not in self._parts
        ]
        self._new = [key for key in self._categories if categories.is_new(key)]
        self._rows: list[_Row] = []
        self._totals: _Row | None = None
        for at in range(self._heads, len(table.rows)):
            self._take(self._row(at))

    def text(self, year: int, title: str, source: str, note: str) -> YamlText:
        """Return the draft."""
        made = YamlText("quotas")
        made.ask(0, (note, *self._doubts()))
        made.add(0, f"year: {year}")
        made.add(0, f"title: {scalar(title)}")
        made.add(0, f"source: {scalar(source)}")
        self._write_parts(made)
        made.add(0, "recommenders:")
        for row in self._rows:
            self._write(row, made)
        made.ask(0, self._sums())
        made.add(0, f"totals: {flow(self._in_order(self._stated()))}")
        return made

    def _row(self, at: int) -> _Row:
        def text(key: str) -> str:
            return self._table.rows[at][self._columns[key]] if key in self._columns else ""

        row = _Row(None, text(NAME), {})
        number = (at, self._columns.get(NO, -1))
        if text(NO).isdecimal() and number not in self._table.lower:
            row.no = int(text(NO))
        for key in (*self._categories, FLEXIBLE, TOTAL, *self._parts):
            if key in self._columns:
                row.figures[key] = self._figure(row, key, text(key))
        return row

    def _figure(self, row: _Row, key: str, text: str) -> int | None:
        if match := _FIGURE.fullmatch(text):
            return int(match[1])
        if not _NO_QUOTA.fullmatch(text):
            what = f"写着“{text}”，不是数字" if text else "空着"
            row.doubts.append(f"“{self._titles[key]}”一格{what}，先按“——”写成 null")
        return None

    def _take(self, row: _Row) -> None:
        name = label(row.name)
        if any(name == word for word in _SUMS):
            self._totals = row
        elif name and name != label(self._titles[NAME]):
            self._rows.append(row)

    def _write(self, row: _Row, made: YamlText) -> None:
        known = self._reference.recommender(row.name)
        doubts = [*row.doubts, *self._row_sum(row)]
        if known is None:
            kind = "district" if row.name.endswith("区") else "municipal"
            doubts.append(
                f"{self._reference.year}年没有“{row.name}”，kind 先写 {kind}，对不对？别名请补上"
            )
        elif known.name != row.name:
            doubts.append(f"表里写的是“{row.name}”，按{self._reference.year}年写成“{known.name}”")
        made.ask(2, doubts)
        made.add(2, f"- no: {scalar(row.no)}")
        made.add(4, f"name: {scalar(known.name if known else row.name)}")
        made.add(4, f"kind: {known.kind if known else kind}")
        if known and known.aliases:
            made.add(4, f"aliases: {flow_list(known.aliases)}")
        if quota := {key: row.figures[key] for key in self._order()}:
            made.add(4, f"quota: {flow(quota)}")
        if FLEXIBLE in self._columns:
            made.add(4, f"flexible: {scalar(row.figures[FLEXIBLE])}")
        made.add(4, f"total: {scalar(self._total(row))}")
        if self._parts:
            parts = {key: row.figures[key] or 0 for key in self._parts}
            made.add(4, f"subsets: {flow(parts)}")

    def _write_parts(self, made: YamlText) -> None:
        if self._parts:
            made.add(0, "subsets:")
        for key, name in self._parts.items():
            made.ask(2, ["看哪一栏（field）、写着什么算在内（values），通知的表里没有，请改好"])
            made.add(
                2, f"- {{id: {key}, name: {scalar(name)}, field: level, values: [{scalar(name)}]}}"
            )

    def _order(self) -> list[str]:
        """Return the categories in the order of the reference season, new ones last."""
        known = [key for key in self._reference.categories if key in self._categories]
        return [*known, *(key for key in self._categories if key not in known)]

    def _in_order(self, figures: Mapping[str, int]) -> dict[str, int | None]:
        return {
            key: figures[key]
            for key in (*self._order(), FLEXIBLE, TOTAL, *self._parts)
            if key in figures
        }

    def _total(self, row: _Row) -> int:
        stated = row.figures.get(TOTAL)
        return self._sum(row) if stated is None else stated

    def _sum(self, row: _Row) -> int:
        apart = {TOTAL, *self._parts}
        return sum(number or 0 for key, number in row.figures.items() if key not in apart)

    def _row_sum(self, row: _Row) -> Iterator[str]:
        if self._categories and row.figures.get(TOTAL) not in (None, found := self._sum(row)):
            yield f"各列相加是{found}，推荐总数写的是{row.figures[TOTAL]}"

    def _stated(self) -> dict[str, int]:
        """Return the figures of the totals row; missing ones are summed up."""
        stated = self._totals.figures if self._totals else {}
        return {
            key: found if (one := stated.get(key)) is None else one
            for key, found in self._found().items()
        }

    def _found(self) -> dict[str, int]:
        flexible = [FLEXIBLE] if FLEXIBLE in self._columns else []
        keys = [*self._categories, *flexible, *self._parts]
        found = {key: sum(row.figures[key] or 0 for row in self._rows) for key in keys}
        return {**found, TOTAL: sum(map(self._total, self._rows))}

    def _sums(self) -> Iterator[str]:
        if self._totals is None:
            yield "表里没有“总计”一行，这里是各列相加的"
            return
        for key, found in self._found().items():
            stated = self._totals.figures.get(key)
            if stated != found:
                title = self._titles.get(key, "推荐总数")
                yield f"“{title}”一列相加是{found}，总计写的是{stated}"

    def _doubts(self) -> Iterator[str]:
        before = self._reference
        present = {row.name for one in self._rows if (row := before.recommender(one.name))}
        gone = [row.name for row in before.quotas.recommenders if row.name not in present]
        if gone:
            yield f"{before.year}年的“{'”“'.join(gone)}”，这张表里没有"
        for key in self._new:
            yield f"“{self._titles[key]}”是新的类别，编号先写 {key}，请各处一并改成英文的编号"
        dropped = [
            before.info(key).name for key in before.categories if key not in self._categories
        ]
        if dropped and not self._categories:
            yield "这张表只有总数，没有分类别的名额"
        elif dropped:
            yield f"{before.year}年的类别“{'”“'.join(dropped)}”，这张表里没有"
        if TOTAL not in self._columns:
            yield "表里没有“推荐总数”一列，这里是各列相加的"


def is_quota_table(table: WordTable) -> bool:
    """Tell whether a table is 附件2: it has recommenders and their numbers."""
    heads = _head_rows(table)
    titles = table.labels(heads) if heads else ()
    kinds = [_kind(_UNIT.sub("", text)) for text in titles]
    return NAME in kinds and TOTAL in kinds and len(table.rows) > heads


def _head_rows(table: WordTable) -> int:
    """Return the number of rows above the first row with figures."""
    for at, row in enumerate(table.rows):
        if any(_FIGURE.fullmatch(text) for text in row[1:]):
            return at
    return 0


def _kind(text: str) -> str:
    key = label(text)
    if _ONLY.fullmatch(key):
        return TOTAL
    return next((kind for kind, word in _KINDS if word in key), "")
