"""推荐条件 (三（二）): a list of conditions, each of a kind with its own rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from xxzz.nomination import Category
from xxzz.season.models.base import ClauseText, Day, Flag, Model, Number, Text, Words
from xxzz.season.models.form import FieldId

Categories = tuple[Category, ...]
RuleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Least = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(gt=0, le=1)]


class Condition(Model):
    """Common part of all conditions; `id` is the rule's name in reports.

    `says` quotes the notice for the rule's documentation; `message` and `remedy` replace the texts
    of the finding.
    """

    id: RuleName = Field(description="规则的名字，小写英文，例如 building-years；定了就不再改")
    categories: Annotated[Categories, Field(min_length=1)] = Field(description="哪些类别须满足")
    severity: Literal["error", "warning"] = Field(
        default="error", description="不满足时算错误（error）还是提醒（warning）"
    )
    says: Text | None = Field(default=None, description="通知的原话，写进规则说明")
    message: Text | None = Field(default=None, description="不满足时的提示；不写则用现成的")
    remedy: Text | None = Field(default=None, description="怎样改；不写则用现成的")
    clause: ClauseText


class FieldCondition(Condition):
    """A condition on one field, which must be required for its categories."""

    field: FieldId = Field(description="看哪一栏；这一栏须是这些类别必填的")


class Years(FieldCondition):
    """A minimum of full years at a date, counted from the month in the field.

    A start before the year `earliest` is probably a typing error and is asked about.
    """

    kind: Literal["years"]
    years: Number | dict[Category, Number] = Field(
        description="不少于几个整年；各类不同的写 {类别: 年数}"
    )
    as_of: Day = Field(description="算到哪一天，例如 2023-09-20")
    earliest: Number | None = Field(
        default=None, description="起始年月早于哪一年要问一问，例如 1990；不写就不问"
    )

    def least(self, category: Category) -> int:
        """Return the minimum number of years for a category."""
        return self.years if isinstance(self.years, int) else self.years[category]


class Title(FieldCondition):
    """Titles that satisfy the condition, and words that rule them out.

    A `lower` word right before a title, or one with 级 anywhere, makes it a lower level's. A
    `contests` word in the clause makes it the name of an event, whose prize is not a title.
    `exceptions` contain one of the other words without meaning it (非遗). `allowed_before` are the
    characters that may precede a title that begins with 市, so that another city's title is not
    taken for Shanghai's; `allowed_behind` are the words that may follow a title, so that a choir of
    that name is not taken for the title. `noun` is the word in which the titles end.
    """

    kind: Literal["title"]
    titles: Annotated[Words, Field(min_length=1)] = Field(
        description="通知要求的称号；几个的，有一个就可以"
    )
    level: Text = Field(description="称号的级别，例如 市级")
    noun: Text = Field(description="称号末尾的词，例如 家庭")
    accepted: Annotated[Words, Field(min_length=1)] = Field(description="算作这些称号的写法")
    insufficient: Words = Field(default=(), description="级别更高、但不能证明有这一称号的称号")
    lower: Words = Field(default=(), description="表示级别不够的词，例如 区")
    negations: Words = Field(default=(), description="表示没有的词")
    pending: Words = Field(default=(), description="表示还没有评上的词")
    contests: Words = Field(default=(), description="表示比赛、活动的词，例如 征文、二等奖")
    exceptions: Words = Field(default=(), description="含有以上字样、但没有那个意思的词，例如 非遗")
    allowed_before: Text = Field(description="称号以“市”开头时，前面可以有的字")
    allowed_behind: Words = Field(description="称号后面可以接着写的词；接着写别的，就不是这一称号")


class Measured(Model):
    """An alternative: a number in another field that suffices."""

    field: FieldId = Field(description="看哪一栏，须是 kind: number 的栏")
    least: Least | None = Field(default=None, description="不少于多少")
    most: Least | None = Field(default=None, description="不多于多少")


class NumberIn(FieldCondition):
    """A number between `least` and `most`, or one of the alternatives."""

    kind: Literal["number"]
    least: Least | None = Field(default=None, description="不少于多少")
    most: Least | None = Field(default=None, description="不多于多少")
    unit: str = Field(default="", description="单位，例如 人次")
    alternatives: tuple[Measured, ...] = Field(default=(), description="达到其中一项也可以")


class DateIn(FieldCondition):
    """A day between `earliest` and `latest`, both included."""

    kind: Literal["date"]
    earliest: Day | None = Field(default=None, description="不早于哪一天，例如 1959-01-01")
    latest: Day | None = Field(default=None, description="不晚于哪一天")


class Declaration(FieldCondition):
    """A field that must be answered with yes."""

    kind: Literal["declaration"]
    yes: Annotated[Words, Field(min_length=1)] = Field(description="算作“是”的写法")


class Attachment(FieldCondition):
    """Attached files named in a field: their types, number and size."""

    kind: Literal["attachment"]
    files: Annotated[Words, Field(min_length=1)] = Field(
        description="文件名的结尾，不加点，例如 [jpg, png]；内容也要是它"
    )
    least: Number = Field(default=1, description="至少几个文件")
    most: Number | None = Field(default=None, description="至多几个文件")
    most_megabytes: Least | None = Field(default=None, description="每个文件至多几MB")
    least_pixels: tuple[Number, Number] | None = Field(
        default=None, description="图片至少宽、高各多少像素，例如 [600, 800]；横竖都可以"
    )


class NotInList(Condition):
    """Winners of the last `years` years, listed in 往年名单.xlsx, may not be nominated again."""

    kind: Literal["not-in-list"]
    years: Annotated[Number, Field(ge=1)] = Field(description="最近几年获评过的不能再推荐")


class ShareOf(FieldCondition):
    """A minimum share of a recommender's list must have one of some values in a field."""

    kind: Literal["share"]
    values: Annotated[Words, Field(min_length=1)] = Field(description="这一栏里哪些内容算在内")
    least: Share = Field(description="至少占多少，例如 0.35")


class Publicity(FieldCondition):
    """公示 for a number of working days, ended before submission.

    `field` has the first day, `until` the last.
    """

    kind: Literal["publicity"]
    until: FieldId = Field(description="公示结束那一天在哪一栏，须是必填的日期")
    days: Annotated[Number, Field(ge=1)] = Field(description="公示不少于几天，起止两天都算")
    working: Flag = Field(default=True, description="true：只算工作日")


AnyCondition = Annotated[
    Years | Title | NumberIn | DateIn | Declaration | Attachment | NotInList | ShareOf | Publicity,
    Field(discriminator="kind"),
]
