"""附件2: who may recommend how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from xxzz.season.models.base import Kind, Model, Number, Quota, Text, Words, Year

if TYPE_CHECKING:
    from xxzz.nomination import Category


class CategoryQuota(Model):
    """建议数量 by category; None is the table's `——` (may not recommend), which is not 0."""

    agency: Quota = Field(description="学习型机关（事业单位）；null 是表中的“——”，即不可推荐")
    enterprise: Quota = Field(description="学习型企事业单位；null 是表中的“——”，即不可推荐")
    community: Quota = Field(description="学习型社区；null 是表中的“——”，即不可推荐")
    family: Quota = Field(description="学习型家庭；null 是表中的“——”，即不可推荐")

    def of(self, category: Category) -> int | None:
        """Return the quota of one category."""
        quota: int | None = getattr(self, category.value)
        return quota


class Recommender(Model):
    """One row of 附件2; `no` is None for 市教育工会, the unnumbered row under 市总工会."""

    no: Number | None = Field(description="序号；没有编号的行写 null")
    name: Text = Field(description="推荐单位，与附件2一字不差")
    kind: Kind = Field(description="district 是区，municipal 是市级推荐单位")
    aliases: Words = Field(default=(), description="人们写的其他名称，全表不可重复")
    quota: CategoryQuota = Field(description="各类推荐数量")
    flexible: Quota = Field(description="机动数量；null 是“——”")
    total: Number = Field(description="推荐总数，须等于本行各列之和")


class Totals(Model):
    """The last row of 附件2 (总计)."""

    agency: Number
    enterprise: Number
    community: Number
    family: Number
    flexible: Number
    total: Number


class QuotaTable(Model):
    """附件2 of a year."""

    year: Year = Field(description="年度，与文件名一致")
    title: Text
    source: Text = Field(description="通知中的出处")
    recommenders: Annotated[tuple[Recommender, ...], Field(min_length=1)]
    totals: Totals = Field(description="总计一行，须等于各列之和")
