"""A season: the year's tables together, and what the words of a workbook mean by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from xxzz.nomination import Category
from xxzz.season.models import (
    CategoryInfo,
    Channel,
    FormField,
    IndicatorSet,
    Notice,
    QuotaTable,
    Recommender,
)
from xxzz.text.normalise import squash


@dataclass(frozen=True)
class Season:
    """All tables of one year; immutable."""

    year: int
    quotas: QuotaTable
    notice: Notice
    indicators: Mapping[Category, IndicatorSet]

    def recommender(self, text: str) -> Recommender | None:
        """Return the 推荐单位 of 附件2 that a text names, by its name or an alias."""
        return self._recommenders.get(squash(text))

    def category(self, text: str) -> Category | None:
        """Return the category that a text names, by its official name or an alias."""
        found = self._categories.get(squash(text))
        return found[0] if found else None

    def says_education(self, text: str) -> bool:
        """Tell whether a 申报类型 says 教育类 (and so names the education part of 企事业单位)."""
        found = self._categories.get(squash(text))
        return bool(found and found[1])

    def info(self, category: Category) -> CategoryInfo:
        """Return names and coordinator of a category."""
        return self._infos[category]

    def field(self, name: str) -> FormField:
        """Return the column of a field."""
        return self._fields[name]

    def channel(self, recommender: Recommender) -> Channel:
        """Return what a recommender may recommend (三（一）)."""
        return next(
            channel
            for channel in self.notice.channels
            if channel.recommender == recommender.name
            or (channel.recommender is None and channel.kind == recommender.kind)
        )

    @cached_property
    def _recommenders(self) -> Mapping[str, Recommender]:
        return {
            squash(name): row
            for row in self.quotas.recommenders
            for name in (row.name, *row.aliases)
        }

    @cached_property
    def _categories(self) -> Mapping[str, tuple[Category, bool]]:
        names: dict[str, tuple[Category, bool]] = {}
        for info in self.notice.categories:
            names |= {squash(name): (info.id, False) for name in (info.name, info.short, *info.aliases)}
            names |= {squash(name): (info.id, True) for name in info.education_aliases}
        return names

    @cached_property
    def _infos(self) -> Mapping[Category, CategoryInfo]:
        return {info.id: info for info in self.notice.categories}

    @cached_property
    def _fields(self) -> Mapping[str, FormField]:
        return {field.id: field for field in self.notice.fields}
