"""Drafts the tables of a notice in Word, noting every doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from xxzz.editor.draft.categories import Categories
from xxzz.editor.draft.columns import is_quota_table
from xxzz.editor.draft.indicators import (
    IndicatorDraft,
    groups_in,
    is_indicator_table,
    title_of,
    unused_columns,
)
from xxzz.editor.draft.quotas import QuotaDraft
from xxzz.editor.draft.word import tables_in
from xxzz.season.years import shifted, years_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.editor.draft.word import WordTable
    from xxzz.editor.draft.yaml_text import YamlText
    from xxzz.season import Season

_ATTACHMENT = re.compile(r"附件\s*[0-9一二三四五六七八九]*")
_TITLE = "分配表"


class NothingDrafted(Exception):
    """No draft can be made; the message has reason and remedy in Chinese."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The drafted files by their names in the tables' folder."""

    year: int
    files: dict[str, YamlText]
    missing: tuple[str, ...]
    """Tables that were expected but not found."""
    unread: tuple[str, ...]
    """The other tables of the notice: the line above each, or its first row."""

    def doubts(self) -> Iterator[tuple[str, int, str]]:
        """Yield the file, line and text of every doubt."""
        for name, made in self.files.items():
            yield from ((name, line, text) for line, text in made.doubts)


def draft(data: bytes, name: str, reference: Season, year: int | None = None) -> Draft:
    """Draft the tables of a notice; `name` is its file name, `reference` gives known names.

    Raises:
        DocumentUnreadable: it is not a readable Word document.
        NothingDrafted: it has no such table, or its year is unclear.
    """
    tables = tables_in(data)
    quotas = [one for one in tables if is_quota_table(one, reference)]
    sets = [one for one in tables if is_indicator_table(one)]
    if not quotas and not sets:
        raise NothingDrafted(
            "里面没有名额分配表（“推荐单位”和“推荐总数”），也没有指标表（“一级指标”和“指标项”）。"
            "请用附有附件1、附件2的通知；表格是图片的，请先录入成表格。"
        )
    year = year or _year(tables)
    if year is None:
        raise NothingDrafted("看不出是哪一年的通知。请用 --year 写明年度，例如 --year 2024。")
    made = _Drafts(name, reference, year)
    for table in quotas:
        made.add_quotas(table)
    likely = next(iter(reference.indicators.values())).source if reference.indicators else ""
    for table in sets:
        made.add_indicators(table, _source(table, tables) or likely)
    absent = [] if quotas else ["名额分配表"]
    absent += [] if sets else ["指标表"]
    others = [_named(one) for one in tables if one not in quotas and one not in sets]
    return Draft(year, made.files, tuple(absent), tuple(others))


class _Drafts:
    """Collects the drafted files under unique names."""

    def __init__(self, name: str, reference: Season, year: int) -> None:
        self.files: dict[str, YamlText] = {}
        self._name = name
        self._reference = reference
        self._year = year
        self._categories = Categories(reference)

    def add_quotas(self, table: WordTable) -> None:
        """Add a quota table."""
        quotas = self._reference.quotas
        title = _line_with(table.above, _TITLE)
        note = f"由“{self._name}”的“{title or '没有标题的名额分配表'}”读出，请逐行与原文核对"
        made = QuotaDraft(table, self._reference, self._categories)
        likely = shifted(quotas.title, self._reference.year, self._year)
        source = _attachment(table) or quotas.source
        name = self._free(f"quotas_{self._year}")
        self.files[name] = made.text(self._year, title or likely, source, note)

    def add_indicators(self, table: WordTable, source: str) -> None:
        """Add an indicator table."""
        title = title_of(table)
        category = self._categories.within(_category_part(title))
        notes = [f"由“{self._name}”的“{title or '没有标题的指标表'}”读出，请逐项与原文核对"]
        if self._categories.is_new(category):
            notes.append(f"“{title}”是新的类别，编号先写 {category}，请各处一并改成英文的编号")
        if unused := unused_columns(table):
            notes.append(f"“{'”“'.join(unused)}”没有采用；是分值的，请写进 review 的 points")
        groups, doubts = groups_in(table)
        made = IndicatorDraft(category, groups, self._reference)
        name = self._free(f"indicators/{self._year}/{category}")
        self.files[name] = made.text(title, source, [*notes, *doubts])

    def _free(self, stem: str) -> str:
        """Return an unused file name."""
        names = chain([f"{stem}.yaml"], (f"{stem}-{number}.yaml" for number in count(2)))
        return next(name for name in names if name not in self.files)


def _year(tables: Sequence[WordTable]) -> int | None:
    lines = [line for table in tables for line in table.above if _TITLE in line]
    lines += [line for table in tables for line in table.above]
    return next((span[-1] for line in lines for span in years_in(line)), None)


def _category_part(title: str) -> str:
    return title.removeprefix("上海市").partition("建设指标")[0]


def _named(table: WordTable) -> str:
    first = " ".join(dict.fromkeys(filter(None, table.rows[0]))) if table.rows else ""
    return next(reversed(table.above), "") or first


def _line_with(lines: Sequence[str], word: str) -> str:
    return next((line for line in reversed(lines) if word in line), "")


def _source(table: WordTable, tables: Sequence[WordTable]) -> str:
    """Return the nearest 附件 heading above a table, even if above an earlier table."""
    before = tables[: next(at for at, one in enumerate(tables) if one is table) + 1]
    return next(filter(None, map(_attachment, reversed(before))), "")


def _attachment(table: WordTable) -> str:
    found = (match[0] for line in reversed(table.above) if (match := _ATTACHMENT.fullmatch(line)))
    return "".join(next(found, "").split())
