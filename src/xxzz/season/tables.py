"""A season: the year's tables together, with lookups by the names used in workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from xxzz.nomination import Roles
from xxzz.season.measures import MIXED, measure_word, nominees
from xxzz.season.models import Title, Years
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from xxzz.nomination import Category
    from xxzz.season.models import (
        CategoryInfo,
        Channel,
        FormField,
        IndicatorAnswers,
        IndicatorSet,
        Notice,
        QuotaTable,
        Recommender,
        TextLimits,
    )
    from xxzz.season.models.holidays import HolidayTable
    from xxzz.season.past import PastWinner

# the same few names occur on thousands of rows
_cached_key = lru_cache(maxsize=1024)(comparison_key)


def find_channel(notice: Notice, recommender: Recommender) -> Channel | None:
    """Return the channel of a recommender: by its name, else by its kind; None if there is none."""
    named = (channel for channel in notice.channels if channel.recommender == recommender.name)
    of_kind = (channel for channel in notice.channels if channel.kind == recommender.kind)
    return next(named, None) or next(of_kind, None)


@dataclass(frozen=True, eq=False)
class Season:
    """All tables of one year; immutable, and hashed by identity for caches.

    `past_winners` is None if the office keeps no list of them. `holidays` are loaded only if a
    condition counts working days. `templates` is the folder of the year's own Word templates, if
    any.
    """

    year: int
    quotas: QuotaTable
    notice: Notice
    indicators: Mapping[Category, IndicatorSet]
    past_winners: tuple[PastWinner, ...] | None = None
    holidays: HolidayTable | None = None
    templates: Path | None = None

    def recommender(self, text: str) -> Recommender | None:
        """Return the 推荐单位 of 附件2 with this name or alias, or None."""
        return self._recommenders.get(_cached_key(text))

    def no_recommender(self, text: str) -> str:
        """Return the message, without full stop, that 附件2 has no such 推荐单位."""
        return f"{self.quotas.source}里没有“{text}”这个推荐单位"

    def category(self, text: str) -> Category | None:
        """Return the category with this official name or alias, or None."""
        found = self._categories.get(_cached_key(text))
        return found[0] if found else None

    def says_education(self, text: str) -> bool:
        """Tell whether a 申报类型 means 教育类, the education part of 企事业单位."""
        found = self._categories.get(_cached_key(text))
        return bool(found and found[1])

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """The ids of all categories, in the order of the notice."""
        return tuple(self._infos)

    def info(self, category: Category) -> CategoryInfo:
        """Return the names and the coordinator of a category."""
        return self._infos[category]

    @property
    def assessment(self) -> IndicatorAnswers:
        """How the indicators are answered.

        Raises:
            LookupError: the season has no indicators and no answers.
        """
        if self.notice.assessment is None:
            raise LookupError("assessment")
        return self.notice.assessment

    @cached_property
    def measure(self) -> str:
        """The measure word for nominations of all categories: 3家, 3人."""
        return self.measure_of(self.categories)

    def measure_of(self, categories: Iterable[Category]) -> str:
        """Return the measure word for nominations of some categories together."""
        words = {measure_word(self._infos[one]) for one in categories}
        return words.pop() if len(words) == 1 else MIXED

    @cached_property
    def nominees(self) -> str:
        """What is nominated: 单位或家庭."""
        return nominees(one.subject for one in self._infos.values())

    def field(self, name: str) -> FormField:
        """Return the field with this id."""
        return self._fields[name]

    @property
    def category_header(self) -> str:
        """What the column of the category is called: 申报类型."""
        return self._fields[self.roles.category].header

    @property
    def unknown_category(self) -> str:
        """What stands for the category of a nomination that has none, or an unknown one."""
        return f"{self.category_header}不明"

    @property
    def rank_header(self) -> str:
        """The header of the column of the order of priority: 序号."""
        return self._fields[self.roles.rank].header

    @cached_property
    def story_header(self) -> str:
        """What the column of the story is called, "" where a season asks for none: 详细事迹."""
        return next((field.header for field in self.notice.fields if field.role == "story"), "")

    @cached_property
    def field_ids(self) -> tuple[str, ...]:
        """The ids of all fields, in the order of the workbook's columns."""
        return tuple(self._fields)

    @cached_property
    def roles(self) -> Roles:
        """The fields with a meaning to the program."""
        return Roles(**{field.role: field.id for field in self.notice.fields if field.role})

    def needed_by(self, field: FormField) -> tuple[Category, ...]:
        """Return the categories for which a field is required, by any kind of rule."""
        if field.role == "rank":
            return self.categories
        texts = [text for text in self.notice.texts if text.field == field.id]
        return tuple(
            one
            for one in self.categories
            if one in field.required or any(text.limit(one) for text in texts)
        )

    def text(self, field: str) -> TextLimits | None:
        """Return the length limits of the text in a field, or None if it has none."""
        return next((one for one in self.notice.texts if one.field == field), None)

    def years_of(self, field: str) -> Years | None:
        """Return the condition that counts the years since the month in a field."""
        conditions = self.notice.conditions
        return next((x for x in conditions if isinstance(x, Years) and x.field == field), None)

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """The conditions that ask for a title."""
        return tuple(one for one in self.notice.conditions if isinstance(one, Title))

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the fields of a kind."""
        return tuple(field.id for field in self.notice.fields if field.kind == kind)

    def channel(self, recommender: Recommender) -> Channel:
        """Return the channel of a recommender: what it may recommend (三（一）).

        Raises:
            LookupError: the recommender is not one of this season.
        """
        found = find_channel(self.notice, recommender)
        if found is None:
            raise LookupError(recommender.name)
        return found

    def quota_of(self, recommender: Recommender, category: Category) -> int | None:
        """Return a recommender's quota for a category, or None if it may not recommend any (`——`).

        If the recommender has only a total, that is the quota of every category of its channel.
        """
        if recommender.quota:
            return recommender.quota.get(category)
        return recommender.total if category in self.channel(recommender).categories else None

    @cached_property
    def _recommenders(self) -> Mapping[str, Recommender]:
        return {
            comparison_key(name): row
            for row in self.quotas.recommenders
            for name in (row.name, *row.aliases)
        }

    @cached_property
    def _categories(self) -> Mapping[str, tuple[Category, bool]]:
        names: dict[str, tuple[Category, bool]] = {}
        for info in self.notice.categories:
            names |= {
                comparison_key(name): (info.id, False)
                for name in (info.name, info.short, *info.aliases)
            }
            names |= {comparison_key(name): (info.id, True) for name in info.education_aliases}
        return names

    @cached_property
    def _infos(self) -> Mapping[Category, CategoryInfo]:
        return {info.id: info for info in self.notice.categories}

    @cached_property
    def _fields(self) -> Mapping[str, FormField]:
        return {field.id: field for field in self.notice.fields}
