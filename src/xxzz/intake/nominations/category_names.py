"""Finds the category of a whole list, in the name of its sheet or in a heading above its rows."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.grid import sheet_key
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.nomination import Category
    from xxzz.season import Season

_MAX_CELLS = 2
_MAX_LENGTH = 40
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.,:]")
_REMARK = re.compile(r"\([^()]*\)")
_ENDS = re.compile(r"类?(?:$|[:(]|-)")


class CategoryNames:
    """Finds the names of a season's categories."""

    def __init__(self, season: Season) -> None:
        self._season = season
        written = (
            (comparison_key(text), info.id)
            for info in season.notice.categories
            for text in (info.name, info.short, *info.aliases, *info.education_aliases)
        )
        self._written = sorted(written, key=_longest_first)
        self._names = sorted(((sheet_key(n), c) for n, c in self._written), key=_longest_first)

    def in_name(self, name: str) -> Category | None:
        """Return the category that a sheet's name contains: 家庭, 2.学习型社区, 企事业单位名单."""
        key = sheet_key(name)
        named = {category for text, category in self._names if text in key}
        return next(iter(named)) if len(named) == 1 else None

    def in_heading(self, texts: Sequence[str]) -> Category | None:
        """Return the category of a row that is a heading: 二、学习型社区（2家）.

        The words of the year's own titles (2023年上海市优秀……推荐汇总表) and a remark in
        brackets may stand beside it. Behind a number, it is enough that the text begins so:
        三、社区：报市学指办.
        """
        if not 0 < len(texts) <= _MAX_CELLS or sum(map(len, texts)) > _MAX_LENGTH:
            return None
        text = comparison_key("".join(texts))
        found = self._alone_in(text) or self._alone_in(_REMARK.sub("", text))
        if found or not (number := _NUMBERED.match(text)):
            return found
        rest = text[number.end() :]
        return next((c for name, c in self._written if _begins(rest, name)), None)

    def _alone_in(self, text: str) -> Category | None:
        key = sheet_key(text)
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
        measures = map(self._season.measure_of, ([one] for one in self._season.categories))
        numbers = "一二三四五六七八九十第部分类别共户个名人项组候选"
        return frozenset("".join((numbers, *measures, *titles)))


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and _ENDS.match(text, len(name)) is not None


def _longest_first(named: tuple[str, Category]) -> int:
    return -len(named[0])
