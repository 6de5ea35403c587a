"""What the notice asks of an organisation and its texts: 推荐条件 and the limits of length."""

from __future__ import annotations

from pydantic import Field

from xxzz.nomination import Category
from xxzz.season.models.base import ClauseText, Day, Model, Number, Text, Words

Categories = tuple[Category, ...]


class Building(Model):
    """At least `years` full years of building at the date `as_of`.

    A beginning before `earliest`, a year, is a slip of the pen: it is asked about.
    """

    categories: Categories = Field(description="哪些类别须满足")
    years: Number = Field(description="不少于几个整年")
    as_of: Day = Field(description="算到哪一天，例如 2023-09-20")
    earliest: Number | None = Field(
        default=None, description="起始年月早于哪一年要问一问，例如 1990；不写就不问"
    )
    clause: ClauseText


class FamilyTitle(Model):
    """Which titles count as the one that is needed, and which words take it back.

    A `lower` word right before a title, or followed by 级 anywhere, makes it a lower level's. A
    word of `contests` in the clause makes it the name of an event, whose prize is no title.
    `exceptions` contain one of the others without meaning it (非遗). `allowed_before` are the
    characters that may stand before a title that begins with 市, so that another city's title is
    not taken for Shanghai's; `allowed_behind` the words with which a text may go on behind a
    title, so that a choir of that name is no title.
    """

    categories: Categories = Field(description="哪些类别须具备")
    title: Text = Field(description="通知要求的称号")
    accepted: Words = Field(description="算作这一称号的写法")
    insufficient: Words = Field(description="级别更高、但不能证明有这一称号的称号")
    lower: Words = Field(description="表示级别不够的词，例如 区")
    negations: Words = Field(description="表示没有的词")
    pending: Words = Field(description="表示还没有评上的词")
    contests: Words = Field(default=(), description="表示比赛、活动的词，例如 征文、二等奖")
    exceptions: Words = Field(default=(), description="含有以上字样、但没有那个意思的词，例如 非遗")
    allowed_before: Text = Field(description="称号以“市”开头时，前面可以有的字")
    allowed_behind: Words = Field(description="称号后面可以接着写的词；接着写别的，就不是这一称号")
    clause: ClauseText


class IndicatorAnswers(Model):
    """What people write in the self-assessment for met, partly met and not met."""

    met: Words = Field(min_length=1, description="表示符合的写法；第一个列入下拉列表")
    partly: Words = Field(min_length=1, description="表示基本符合的写法；第一个列入下拉列表")
    unmet: Words = Field(min_length=1, description="表示不符合的写法；第一个列入下拉列表")
    clause: ClauseText


class Education(Model):
    """Words in some fields (名称, 单位性质) that make an organisation 教育类."""

    fields: tuple[Text, ...] = Field(description="看哪些栏目，例如 [name, nature]")
    terms: Words = Field(description="这些栏目中有这些字样即为教育类")
    clause: ClauseText


class Conditions(Model):
    """推荐条件, 三（二）."""

    building: Building = Field(description="建设年限")
    family_title: FamilyTitle = Field(description="家庭须有的称号")
    indicators: IndicatorAnswers = Field(description="指标自评的答案")
    education: Education = Field(description="怎样算教育类")


class BriefLimit(Model):
    """Limits of the 简要事迹 in 字: the most, and below how many one sentence is too little."""

    max: Number = Field(description="最多多少字（Word 字数）")
    warn_min: Number = Field(default=0, description="只有一句话、又不到这么多字，就提醒")
    clause: ClauseText


class StoryLimit(Model):
    """Limits of the 详细事迹 in 字; outside `error_*` is an error, outside `warn_*` a warning."""

    target: Number = Field(description="通知要求的字数")
    warn_max: Number = Field(description="超过就警告")
    error_max: Number = Field(description="超过就算错误")
    warn_min: Number = Field(description="不到就警告")
    error_min: Number = Field(description="不到就算错误")
    clause: ClauseText


class Texts(Model):
    """Limits of the two texts."""

    brief: BriefLimit = Field(description="简要事迹")
    story: StoryLimit = Field(description="详细事迹")


class Placeholders(Model):
    """Text that stands for no answer; `empty` is fine where none is needed."""

    empty: Words = Field(default=(), description="不必填的栏目里可以写的“没有”")
    whole: Words = Field(description="整格只有这些字，就是没有填")
    part: Words = Field(description="格内含有这些字，就是没有填")
    references: Words = Field(
        default=(), description="短短一句里有这些字，就是说内容在别处，例如 详见附件"
    )
    clause: ClauseText


class Duplicates(Model):
    """What to leave out of a name before comparing, and when a story counts as copied."""

    prefixes: Words = Field(description="比较名称前去掉的开头（区名之外）")
    suffixes: Words = Field(description="比较名称前去掉的结尾")
    city: Words = Field(default=(), description="以这些字开头、没有区名的，是市级单位")
    similar_min_length: Number = Field(description="名称至少几个字，才把少一字或两字对调看作相似")
    replaced_min_length: Number = Field(description="名称至少几个字，才把换一个字看作相似")
    story_share: float = Field(
        gt=0, le=1, strict=True, description="相同的文字占多少算抄写，例如 0.5"
    )
    story_min_piece: Number = Field(description="短于几个字的片段不比较")
    clause: ClauseText
