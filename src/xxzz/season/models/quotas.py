"""附件2: who may recommend how many."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xxzz.nomination import Category
from xxzz.season.models.base import Kind, Model, Number, Quota, Text, Words, Year


class Recommender(Model):
    """One row of 附件2; `no` is None for 市教育工会, the unnumbered row under 市总工会.

    A quota of None is the table's `——` (may not recommend), which is not 0.
    """

    no: Number | None = Field(description="序号；没有编号的行写 null")
    name: Text = Field(description="推荐单位，与附件2一字不差")
    kind: Kind = Field(description="推荐单位的种类：district 是区，municipal 是市级推荐单位")
    aliases: Words = Field(default=(), description="人们写的其他名称，全表不可重复")
    quota: dict[Category, Quota] = Field(
        description="各类推荐数量；null 是表中的“——”，即不可推荐，与0不同"
    )
    flexible: Quota = Field(default=None, description="机动数量；null 是“——”，表里没有这一列的不写")
    total: Number = Field(description="推荐总数，须等于本行各列之和")


class QuotaTable(Model):
    """附件2 of a year."""

    year: Year = Field(description="年度，与文件名一致")
    title: Text = Field(description="标题")
    source: Text = Field(description="通知中的出处")
    recommenders: Annotated[tuple[Recommender, ...], Field(min_length=1)] = Field(
        description="名额分配表各行"
    )
    totals: dict[Text, Number] = Field(
        description="总计一行，须等于各列之和：各类别、flexible（有机动数量的）和 total"
    )

    @property
    def has_flexible(self) -> bool:
        """Whether the table has a column 机动数量."""
        return any(row.flexible is not None for row in self.recommenders)
