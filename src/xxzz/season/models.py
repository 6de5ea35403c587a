"""The shapes of data/*.yaml: quota table (附件2), indicator sets (附件1) and the notice's body."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from xxzz.nomination import Category

Text = Annotated[str, StringConstraints(min_length=1)]
Number = Annotated[int, Field(ge=0)]
Quota = Number | None
Kind = Literal["district", "municipal"]


class Model(BaseModel):
    """Base of all tables: frozen, and an unknown key is an error rather than a silent typo."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CategoryQuota(Model):
    """建议数量 by category; None is the table's `——` (may not recommend), which is not 0."""

    agency: Quota
    enterprise: Quota
    community: Quota
    family: Quota

    def of(self, category: Category) -> int | None:
        """Return the quota of one category."""
        quota: int | None = getattr(self, category.value)
        return quota


class Recommender(Model):
    """One row of 附件2; `no` is None for 市教育工会, the unnumbered row under 市总工会."""

    no: int | None
    name: Text
    kind: Kind
    aliases: tuple[Text, ...] = ()
    quota: CategoryQuota
    flexible: Quota
    total: Number


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

    year: int
    title: Text
    source: Text
    recommenders: Annotated[tuple[Recommender, ...], Field(min_length=1)]
    totals: Totals


class Measure(Model):
    """The number that an indicator asks for: at least `min`, in `unit`."""

    name: Text
    unit: Text
    min: float


class Indicator(Model):
    """One 指标项, word for word; `measure` only where the text has a number."""

    id: Text
    text: Text
    measure: Measure | None = None


class IndicatorGroup(Model):
    """One 一级指标 with its items."""

    name: Text
    items: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class IndicatorSet(Model):
    """The indicators of one category (附件1)."""

    category: Category
    title: Text
    source: Text
    groups: Annotated[tuple[IndicatorGroup, ...], Field(min_length=1)]

    @property
    def items(self) -> tuple[Indicator, ...]:
        """All items in the order of the table."""
        return tuple(item for group in self.groups for item in group.items)


class Clause(Model):
    """Anything that only says where it stands in the notice."""

    clause: Text


class CategoryInfo(Model):
    """A category's official name, what people write for it, and who coordinates it."""

    id: Category
    name: Text
    short: Text
    aliases: tuple[Text, ...] = ()
    education_aliases: tuple[Text, ...] = ()
    coordinator: Text
    clause: Text


class Channel(Model):
    """Who may recommend what (三（一）): one recommender by name, or all of a kind."""

    recommender: Text | None = None
    kind: Kind | None = None
    categories: tuple[Category, ...]
    education_only: bool = False
    clause: Text


class Coordinator(Model):
    """A 牵头单位 that receives what districts recommend in its categories."""

    name: Text
    full_name: Text | None = None
    categories: tuple[Category, ...]
    education_only: bool = False
    clause: Text


class Building(Model):
    """At least `years` full years of building at the date `as_of`."""

    categories: tuple[Category, ...]
    years: Number
    as_of: dt.date
    clause: Text


class FamilyTitle(Model):
    """Which titles count as the one that is needed, and which words take it back."""

    categories: tuple[Category, ...]
    title: Text
    accepted: tuple[Text, ...]
    unproven: tuple[Text, ...]
    lower: tuple[Text, ...]
    negations: tuple[Text, ...]
    pending: tuple[Text, ...]
    clause: Text


class IndicatorAnswers(Model):
    """What people write in the self-assessment for met, partly met and not met."""

    met: tuple[Text, ...]
    partly: tuple[Text, ...]
    unmet: tuple[Text, ...]
    clause: Text


class Education(Model):
    """Words in a name or 单位性质 that make an organisation 教育类."""

    terms: tuple[Text, ...]
    clause: Text


class Conditions(Model):
    """推荐条件, 三（二）."""

    building: Building
    family_title: FamilyTitle
    indicators: IndicatorAnswers
    education: Education


class BriefLimit(Model):
    """Limit of the 简要事迹 in 字."""

    max: Number
    clause: Text


class StoryLimit(Model):
    """Limits of the 详细事迹 in 字; outside `error_*` is an error, outside `warn_*` a warning."""

    target: Number
    warn_max: Number
    error_max: Number
    warn_min: Number
    error_min: Number
    clause: Text


class Texts(Model):
    """Limits of the two texts."""

    brief: BriefLimit
    story: StoryLimit


class FormField(Model):
    """A column of the workbook, which is a box of 附件3 or a proof that the notice asks for."""

    id: Text
    header: Text
    aliases: tuple[Text, ...] = ()
    kind: Literal["text", "phone", "mobile", "email", "postcode", "start"] = "text"
    required: tuple[Category, ...] = ()
    note: Text
    example: str = ""
    clause: Text


class Placeholders(Model):
    """Text that people leave standing instead of an answer."""

    whole: tuple[Text, ...]
    part: tuple[Text, ...]
    clause: Text


class Duplicates(Model):
    """What to leave out of a name before comparing, and from which share a story counts as copied."""

    prefixes: tuple[Text, ...]
    suffixes: tuple[Text, ...]
    similar_min_length: Number
    story_share: Annotated[float, Field(gt=0, le=1)]
    story_min_sentence: Number
    clause: Text


class IndicatorSheets(Model):
    """The sheet of each category's self-assessment."""

    agency: Text
    enterprise: Text
    community: Text
    family: Text

    def of(self, category: Category) -> str:
        """Return the sheet name of one category."""
        name: str = getattr(self, category.value)
        return name


class Sheets(Model):
    """Sheet names of the workbook."""

    nominations: Text
    indicators: IndicatorSheets
    clause: Text


class Contact(Model):
    """A person named by the notice."""

    body: Text
    name: Text
    phone: Text


class Handover(Model):
    """When, where and in how many copies to hand in."""

    deadline: dt.date
    timezone: Text
    copies: Annotated[int, Field(ge=1)]
    copies_text: Text
    receiver: Text
    address: Text
    postcode: Text
    email: Text
    contacts: tuple[Contact, ...]
    clause: Text


class Document(Model):
    """Title and notes of one official document."""

    title: Text
    attachment: Text | None = None
    notes: tuple[Text, ...] = ()
    clause: Text


class Documents(Model):
    """附件3, the story that goes with it, and 附件4."""

    form: Document
    story: Document
    summary: Document


class Notice(Model):
    """The notice's body of a year."""

    year: int
    title: Text
    number: Text
    issuer: Text
    issued: dt.date
    categories: tuple[CategoryInfo, ...]
    channels: tuple[Channel, ...]
    coordinators: tuple[Coordinator, ...]
    quota: Clause
    conditions: Conditions
    texts: Texts
    fields: tuple[FormField, ...]
    placeholders: Placeholders
    duplicates: Duplicates
    sheets: Sheets
    submission: Handover
    documents: Documents
