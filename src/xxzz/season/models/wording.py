"""Words and limits for judging answers, texts and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from xxzz.season.models.base import ClauseText, Model, Number, Text, Words
from xxzz.season.models.conditions import Categories, RuleName
from xxzz.season.models.form import FieldId

if TYPE_CHECKING:
    from xxzz.nomination import Category


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


class Limit(Model):
    """Length limits, in 字, of a text for some categories.

    Outside `min` and `max` is an error, outside `warn_min` and `warn_max` a warning. `target` is
    the length the notice asks for, if it does not give limits.
    """

    categories: Categories = Field(default=(), description="哪些类别；不写就是各类都一样")
    target: Number | None = Field(default=None, description="通知要求的字数（大约的）")
    max: Number | None = Field(default=None, description="超过就算错误，例如 500字以内")
    min: Number | None = Field(default=None, description="不到就算错误；没有下限的不写")
    warn_max: Number | None = Field(default=None, description="超过就警告")
    warn_min: Number | None = Field(default=None, description="不到就警告")

    @property
    def words(self) -> str:
        """The required length as text, in the notice's style."""
        if self.target is not None:
            return f"{self.target}字"
        if self.max is None:
            return f"不少于{self.min}字" if self.min is not None else "不限字数"
        return f"{self.min}至{self.max}字" if self.min is not None else f"{self.max}字以内"

    @property
    def steps(self) -> list[int]:
        """The limits that are set, in the order `min`, `warn_min`, `warn_max`, `max`."""
        steps = (self.min, self.warn_min, self.warn_max, self.max)
        return [step for step in steps if step is not None]


class TextLimits(Model):
    """A required text and its length limits; its rules are named `id`-missing and `id`-length."""

    id: RuleName = Field(description="规则名字的开头：brief 就是 brief-missing 和 brief-length")
    field: FieldId = Field(description="写在哪一栏")
    says: Text | None = Field(default=None, description="通知对它的要求，写进规则说明")
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)] = Field(
        description="字数（Word 字数）；没有列入的类别不用写这一篇"
    )
    one_sentence: Number | None = Field(
        default=None, description="只有一句话、又不到这么多字，就提醒；不写就不提醒"
    )
    clause: ClauseText

    def limit(self, category: Category | None) -> Limit | None:
        """Return the limit for a category; for None, the one that applies to all."""
        return next((x for x in self.limits if not x.categories or category in x.categories), None)


class Placeholders(Model):
    """Texts that count as no answer; `empty` is allowed in optional fields."""

    empty: Words = Field(default=(), description="不必填的栏目里可以写的“没有”")
    whole: Words = Field(description="整格只有这些字，就是没有填")
    part: Words = Field(description="格内含有这些字，就是没有填")
    references: Words = Field(
        default=(), description="短短一句里有这些字，就是说内容在别处，例如 详见附件"
    )
    unfinished: Words = Field(
        default=(),
        description="文字里有这些字，就是没写完、忘了删，例如 （待补充；括号不分宽窄",
    )
    withdrawn: Words = Field(
        default=(), description="名称或备注里有这些字，就是不再推荐，例如 已撤回"
    )
    clause: ClauseText


class Duplicates(Model):
    """What to ignore in names when comparing, and when a story counts as copied."""

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
