"""附件1: the indicators of each category."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from xxzz.nomination import Category
from xxzz.season.models.base import Model, Text

_SHORT_LENGTH = 14


class Measure(Model):
    """The number that an indicator requires: at least `min`, in `unit`."""

    name: Text = Field(description="量的名称，例如 人均每天学习时间")
    unit: Text = Field(description="单位，例如 小时")
    min: float = Field(ge=0, strict=True, allow_inf_nan=False, description="不少于多少")


class Indicator(Model):
    """One 指标项, verbatim; `measure` only if the text has a number."""

    id: Text = Field(description="编号，例如 family-3.1；所有指标中不可重复")
    text: Text = Field(description="指标项，与附件1一字不差")
    measure: Measure | None = Field(default=None, description="原文有数量要求时才写")

    @property
    def short(self) -> str:
        """Header for a column of points: its number in the category and the start of its text."""
        number = self.id.rpartition("-")[2]
        more = "…" if len(self.text) > _SHORT_LENGTH else ""
        return f"{number} {self.text[:_SHORT_LENGTH]}{more}"


class IndicatorGroup(Model):
    """One 一级指标 with its items."""

    name: Text = Field(description="一级指标")
    items: Annotated[tuple[Indicator, ...], Field(min_length=1)] = Field(description="指标项")


class IndicatorSet(Model):
    """The indicators of one category (附件1)."""

    category: Category = Field(description="类别，与文件名一致")
    title: Text = Field(description="标题")
    source: Text = Field(description="通知中的出处")
    groups: Annotated[tuple[IndicatorGroup, ...], Field(min_length=1)] = Field(
        description="一级指标"
    )

    @cached_property
    def items(self) -> tuple[Indicator, ...]:
        """All items in the order of the table."""
        return tuple(item for group in self.groups for item in group.items)
