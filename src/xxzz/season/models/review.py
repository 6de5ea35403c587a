"""Review, ranking, 公示 and announcement of nominations (五（二）, 六)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from xxzz.nomination import Category
from xxzz.season.models.base import ClauseText, Flag, Model, Number, Text, Words, Year

Method = Literal["mean", "trimmed", "shift", "second-mean"]
Positive = Annotated[int, Field(ge=1, strict=True)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]


class Panel(Model):
    """The experts of one nomination."""

    experts: Positive = Field(description="每份材料由几位专家评")
    mixed: Flag = Field(description="专家名单写了单位类型时，一份材料的专家不能都是同一类型")


class CategoryScoring(Model):
    """The points of one category."""

    category: Category
    total: Positive = Field(description="满分，等于各一级指标分值之和")
    points: dict[Text, Positive] = Field(
        description="分值：写一级指标，与附件1一致；一级指标下逐项打分的，写各指标项的编号"
    )
    ties: Words = Field(description="总分相同时，依次比较这些一级指标的得分")


class Scoring(Model):
    """Points per category, and the smallest step of a score."""

    step: float = Field(gt=0, strict=True, allow_inf_nan=False, description="打分的最小单位")
    categories: Annotated[tuple[CategoryScoring, ...], Field(min_length=1)]


class Ranking(Model):
    """How scores become a ranking."""

    method: Method = Field(
        description="平均 mean，去掉最高最低 trimmed，逐位平移 shift，二次平均 second-mean"
    )
    least_scores: Positive = Field(description="少于几份评分就不排名")
    trimmed_from: Annotated[int, Field(ge=5, strict=True)] = Field(
        description="至少几份评分才可以去掉最高最低，不能小于5"
    )
    spread: Percent = Field(description="专家相差超过满分的百分之几，列入复议")
    decimals: Annotated[int, Field(ge=0, le=6, strict=True)] = Field(description="保留几位小数")


class Selection(Model):
    """How many nominations of a category are selected."""

    category: Category
    chosen: Number | None = Field(description="选几家；null 表示由 --choose 写明")
    reserves: Number = Field(description="备选几家")


class Publicity(Model):
    """公示."""

    working_days: Positive = Field(description="公示几个工作日")
    title: Text
    body: Text
    objection: Text = Field(description="怎样提出异议")
    shortened: tuple[Category, ...] = Field(description="哪些类别的名称只印姓，例如 张*家庭")
    clause: ClauseText


class Certificate(Model):
    """Wording of a certificate."""

    honour: Text = Field(description="证书的大字标题")
    number: Text = Field(description="证书编号，可用 {year} {serial}")
    text: Text = Field(description="证书正文，可用 {year} {category}")
    category_names: dict[Category, Text]


class Announcement(Model):
    """公布."""

    title: Text
    addressees: Text
    body: Text
    closing: Text
    list_title: Text = Field(description="所附名单的标题")
    certificate: Certificate
    clause: ClauseText


class ReviewTable(Model):
    """All settings of a year's review."""

    year: Year = Field(description="年度，与文件名一致")
    clause: ClauseText
    panel: Panel = Field(description="专家组")
    public_mail: Words = Field(description="公共邮箱的域名，相同也不算同一单位")
    scoring: Scoring = Field(description="分值")
    ranking: Ranking = Field(description="排名")
    selection: tuple[Selection, ...] = Field(description="选几家")
    publicity: Publicity = Field(description="公示")
    announcement: Announcement = Field(description="公布和证书")
