"""Drafts quotas_YEAR.yaml from 附件2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.editor.draft.columns import (
    FLEXIBLE,
    LEAST,
    PART,
    QUOTA,
    TOTAL,
    columns_of,
    head_rows,
)
from xxzz.editor.draft.quota_rows import QuotaRows, Row
from xxzz.editor.draft.yaml_text import YamlText, flow, flow_list, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.editor.draft.categories import Categories
    from xxzz.editor.draft.columns import Column
    from xxzz.editor.draft.word import WordTable
    from xxzz.season import Season
    from xxzz.season.models import Recommender

_MARK = re.compile(r"[*※†#①-⑳]+$|[（(][^）)]*[）)]$")
"""What stands behind a name to point to a note."""


class QuotaDraft:
    """Writes 附件2; names, kinds and categories are taken from the reference season."""

    def __init__(self, table: WordTable, reference: Season, categories: Categories) -> None:
        heads = head_rows(table)
        columns = columns_of(table, heads, categories)
        read = QuotaRows(table, heads, columns)
        self._reference = reference
        self._rows, self._totals, self._unread = read.rows, read.totals, read.doubts
        self._columns: dict[str, Column] = {one.key: one for one in columns}
        self._categories = self._keys(QUOTA)
        self._parts = {key: f"part_{number}" for number, key in enumerate(self._keys(PART), 1)}
        self._new = [key for key in self._categories if categories.is_new(key)]

    def _keys(self, kind: str) -> list[str]:
        return [key for key, one in self._columns.items() if one.kind == kind]

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
        made.add(0, f"totals: {flow(self._stated())}")
        return made

    def _write(self, row: Row, made: YamlText) -> None:
        known = self._known(row)
        doubts = [*row.doubts, *self._row_sum(row)]
        kind = known.kind if known else "district" if row.name.endswith("区") else "municipal"
        if known is None:
            doubts.append(
                f"{self._reference.year}年没有“{row.name}”，kind 先写 {kind}，对不对？别名请补上"
            )
        elif known.name != row.name:
            doubts.append(f"表里写的是“{row.name}”，按{self._reference.year}年写成“{known.name}”")
        made.ask(2, doubts)
        made.add(2, f"- no: {scalar(row.no)}")
        made.add(4, f"name: {scalar(known.name if known else row.name)}")
        made.add(4, f"kind: {kind}")
        if known and known.aliases:
            made.add(4, f"aliases: {flow_list(known.aliases)}")
        self._write_figures(row, made)

    def _write_figures(self, row: Row, made: YamlText) -> None:
        if quota := {key: row.figures[key] for key in self._order()}:
            made.add(4, f"quota: {flow(quota)}")
        minima = {self._columns[key].of: row.figures[key] for key in self._keys(LEAST)}
        if least := {category: number for category, number in minima.items() if number}:
            made.add(4, f"least: {flow(least)}")
        if FLEXIBLE in self._columns:
            made.add(4, f"flexible: {scalar(row.figures[FLEXIBLE])}")
        made.add(4, f"total: {scalar(self._total(row))}")
        if self._parts:
            parts = {name: row.figures[key] or 0 for key, name in self._parts.items()}
            made.add(4, f"subsets: {flow(parts)}")

    def _known(self, row: Row) -> Recommender | None:
        """Return the recommender of the reference season, if need be without the mark of a note."""
        bare = _MARK.sub("", row.name)
        return self._reference.recommender(row.name) or self._reference.recommender(bare)

    def _write_parts(self, made: YamlText) -> None:
        if self._parts:
            made.add(0, "subsets:")
        for key, id_ in self._parts.items():
            name = scalar(self._columns[key].of, inline=True)
            made.ask(2, ["看哪一栏（field）、写着什么算在内（values），通知的表里没有，请改好"])
            made.add(2, f"- {{id: {id_}, name: {name}, field: level, values: [{name}]}}")

    def _order(self) -> list[str]:
        """Return the categories in the order of the reference season, new ones last."""
        known = [key for key in self._reference.categories if key in self._categories]
        return [*known, *(key for key in self._categories if key not in known)]

    def _total(self, row: Row) -> int:
        stated = row.figures.get(TOTAL)
        return self._sum(row) if stated is None else stated

    def _sum(self, row: Row) -> int:
        return sum(row.figures.get(key) or 0 for key in (*self._categories, FLEXIBLE))

    def _row_sum(self, row: Row) -> Iterator[str]:
        if self._categories and row.figures.get(TOTAL) not in (None, found := self._sum(row)):
            yield f"各列相加是{found}，推荐总数写的是{row.figures[TOTAL]}"

    def _stated(self) -> dict[str, int | None]:
        """Return the figures of the totals row; missing ones are summed up."""
        stated = self._totals.figures if self._totals else {}
        found = self._found()
        keys = [*self._order(), FLEXIBLE, TOTAL, *self._parts]
        return {
            self._parts.get(key, key): found[key] if (one := stated.get(key)) is None else one
            for key in keys
            if key in found
        }

    def _found(self) -> dict[str, int]:
        flexible = [FLEXIBLE] if FLEXIBLE in self._columns else []
        keys = [*self._categories, *flexible, *self._parts, *self._keys(LEAST)]
        found = {key: sum(row.figures[key] or 0 for row in self._rows) for key in keys}
        return {**found, TOTAL: sum(map(self._total, self._rows))}

    def _sums(self) -> Iterator[str]:
        if self._totals is None:
            yield "表里没有“总计”一行，这里是各列相加的"
            return
        yield from self._totals.doubts
        for key, found in self._found().items():
            stated = self._totals.figures.get(key)
            if stated not in (None, found):
                yield f"“{self._columns[key].title}”一列相加是{found}，总计写的是{stated}"

    def _doubts(self) -> Iterator[str]:
        before = self._reference
        present = {row.name for one in self._rows if (row := self._known(one))}
        gone = [row.name for row in before.quotas.recommenders if row.name not in present]
        if gone:
            yield f"{before.year}年的“{'”“'.join(gone)}”，这张表里没有"
        for key in self._new:
            title = self._columns[key].title
            yield f"“{title}”是新的类别，编号先写 {key}，请各处一并改成英文的编号"
        dropped = [
            before.info(key).name for key in before.categories if key not in self._categories
        ]
        if dropped and not self._categories:
            yield "这张表只有总数，没有分类别的名额"
        elif dropped:
            yield f"{before.year}年的类别“{'”“'.join(dropped)}”，这张表里没有"
        if TOTAL not in self._columns:
            yield "表里没有“推荐总数”一列，这里是各列相加的"
        yield from self._unread
