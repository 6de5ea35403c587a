"""Finds the category of a whole list, in the name of its sheet or in a heading above its rows."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.grid import sheet_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.nomination import Category
    from xxzz.season import Season

_MAX_CELLS = 2
_MAX_LENGTH = 40


class CategoryNames:
    """Finds the names of a season's categories."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._names = sorted(
            (
                (sheet_key(text), info.id)
                for info in season.notice.categories
                for text in (info.name, info.short, *info.aliases, *info.education_aliases)
            ),
            key=lambda one: -len(one[0]),
        )

    def in_name(self, name: str) -> Category | None:
        """Return the category that a sheet's name contains: 家庭, 2.学习型社区, 企事业单位名单."""
        key = sheet_key(name)
        named = {category for text, category in self._names if text in key}
        return next(iter(named)) if len(named) == 1 else None

    def in_heading(self, texts: Sequence[str]) -> Category | None:
        """Return the category of a row that is a heading: 二、学习型社区（2家）.

        It may also have words of the season's titles (2023年上海市优秀……推荐汇总表), but no others.
        """
        if not 0 < len(texts) <= _MAX_CELLS or sum(map(len, texts)) > _MAX_LENGTH:
            return None
        key = sheet_key("".join(texts))
        found = next((one for one in self._names if one[0] in key), None)
        if found is None:
            return None
        rest = key.replace(found[0], "", 1)
        is_heading = all(not c.isalpha() or c in self._title_characters for c in rest)
        return found[1] if is_heading else None

    @cached_property
    def _title_characters(self) -> frozenset[str]:
        documents, sheets = self._season.notice.documents, self._season.notice.sheets
        titles = (documents.summary.title, documents.form.title, sheets.nominations)
        return frozenset("一二三四五六七八九十类共家个".join(titles))
