"""附件2: the quotas of each recommender."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xxzz.nomination import Category
from xxzz.season.models.base import Kind, Model, Number, Quota, Text, Words, Year
from xxzz.season.models.form import FieldId


class Subset(Model):
    """A part of the nominations with a quota of its own, such as 标兵."""

    id: FieldId = Field(description="编号，小写英文；各行的 subsets 和 totals 里用它")
    name: Text = Field(description="表里的名称，例如 标兵")
    field: FieldId = Field(description="看哪一栏")
    values: Annotated[Words, Field(min_length=1)] = Field(description="这一栏写着什么的算在内")


class Recommender(Model):
    """One row of 附件2; `no` is None for 市教育工会, the unnumbered row under 市总工会.

    A quota of None is the table's `——` (may not recommend), which is not 0. A row without quotas
    has only a total, for all categories of its channel.
    """

    no: Number | None = Field(description="序号；没有编号的行写 null")
    name: Text = Field(description="推荐单位，与附件2一字不差")
    kind: Kind = Field(description="推荐单位的种类：district 是区，municipal 是市级推荐单位")
    aliases: Words = Field(default=(), description="人们写的其他名称，全表不可重复")
    quota: dict[Category, Quota] = Field(
        default={},
        description="各类推荐数量；null 是表中的“——”，即不可推荐，与0不同；只有总数的不写",
    )
    least: dict[Category, Number] = Field(
        default={}, description="至少推荐几家的类别；没有下限的不写"
    )
    subsets: dict[Text, Number] = Field(
        default={}, description="其中各部分（表的 subsets）至多几家，例如 {model: 3}"
    )
    flexible: Quota = Field(default=None, description="机动数量；null 是“——”，表里没有这一列的不写")
    total: Number = Field(description="推荐总数，须等于本行各列之和")


class QuotaTable(Model):
    """附件2 of a year."""

    year: Year = Field(description="年度，与文件名一致")
    title: Text = Field(description="标题")
    source: Text = Field(description="通知中的出处")
    subsets: tuple[Subset, ...] = Field(default=(), description="另有名额的部分，例如其中的标兵")
    recommenders: Annotated[tuple[Recommender, ...], Field(min_length=1)] = Field(
        description="名额分配表各行"
    )
    totals: dict[Text, Number] = Field(
        description="总计一行，须等于各列之和：各类别、flexible（有机动数量的）、subsets 和 total"
    )

    @property
    def by_category(self) -> bool:
        """Whether the table has a column for each category, not only a total."""
        return any(row.quota for row in self.recommenders)

    @property
    def has_flexible(self) -> bool:
        """Whether the table has a column 机动数量."""
        return any(row.flexible is not None for row in self.recommenders)
