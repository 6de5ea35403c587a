"""The notice itself: categories, channels, submission, and the year's documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from xxzz.nomination import Category
from xxzz.season.models.base import (
    Clause,
    ClauseText,
    Day,
    Flag,
    Kind,
    Model,
    Number,
    Text,
    TimeOfDay,
    Words,
    Year,
)
from xxzz.season.models.conditions import AnyCondition, Categories
from xxzz.season.models.form import FormField, FormLayout
from xxzz.season.models.wording import (
    Duplicates,
    Education,
    IndicatorAnswers,
    Placeholders,
    TextLimits,
)

# Excel's limits
SheetName = Annotated[
    str, StringConstraints(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\]+$")
]


CategoryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Subject = Literal["organisation", "household", "person"]


class CategoryInfo(Model):
    """A category's official name, the spellings people use, and its coordinator."""

    id: CategoryId = Field(description="类别的编号，小写英文；其他各处都用它")
    name: Text = Field(description="通知中的名称，一字不差")
    short: Text = Field(description="简称")
    aliases: Words = Field(default=(), description="人们写的其他名称，各类之间不可重复")
    education_aliases: Words = Field(default=(), description="指教育类的写法；第一个列入下拉列表")
    subject: Subject = Field(
        default="organisation",
        description="推荐的是单位（organisation）、家庭（household）还是个人（person）；"
        "家庭和个人的名称在公开的报告里只留姓",
    )
    measure: Text | None = Field(
        default=None,
        description="几家、几人、几户：推荐数量怎样数；不写则单位和家庭用“家”，个人用“人”",
    )
    coordinator: Text = Field(description="牵头单位，须在 coordinators 中")
    clause: ClauseText


class Channel(Model):
    """What a recommender, or all of a kind, may recommend (三（一）)."""

    recommender: Text | None = Field(default=None, description="推荐单位；与 kind 写且只写一个")
    kind: Kind | None = Field(
        default=None, description="某一种推荐单位；与 recommender 写且只写一个"
    )
    categories: Categories = Field(description="可以推荐的类别，须与附件2的“——”一致")
    education_only: Flag = Field(default=False, description="只可推荐教育类")
    clause: ClauseText


class Coordinator(Model):
    """A 牵头单位 of some categories.

    `receives_from` is the kind of recommender that reports to this body directly.
    """

    name: Text = Field(description="名称")
    full_name: Text | None = Field(default=None, description="全称")
    categories: Categories = Field(description="牵头的类别")
    education_only: Flag = Field(default=False, description="只负责教育类")
    receives_from: Kind | None = Field(default=None, description="哪一种推荐单位直接向它推荐")
    clause: ClauseText


class Sheets(Model):
    """Sheet names of the workbook."""

    nominations: SheetName = Field(description="名单所在的工作表")
    indicators: dict[Category, SheetName] = Field(
        default={}, description="各类指标自评的工作表；没有建设指标的不写"
    )
    copies: Words = Field(default=(), description="文件名里有这些字样的，多半是副本，例如 备份")
    examples: Words = Field(
        default=(), description="一行里写着这些字样的，是填写示例，不算在名单里，例如 例、示例"
    )
    lists: Words = Field(
        default=(), description="文件名里有这些字样的，多半是名单，没有读的要说明，例如 花名册"
    )
    set_aside: Words = Field(
        default=(), description="工作表名里有这些字样的，多半不是推荐的，例如 备选"
    )
    old_folders: Words = Field(
        default=(), description="文件夹名里有这些字样的，里面多半是以前的名单，例如 往年"
    )
    units: Words = Field(
        default=(),
        description="单位（家庭）名称的结尾，例如 街道；一格里有两个这样的名称的，请人核对",
    )
    clause: ClauseText


class Contact(Model):
    """A person named by the notice."""

    body: Text = Field(description="单位")
    name: Text = Field(description="姓名")
    phone: Text = Field(description="电话")


class Handover(Model):
    """Deadline, address and number of copies for the submission."""

    deadline: Day = Field(description="截止日期，例如 2023-09-20")
    deadline_time: TimeOfDay | None = Field(
        default=None, description='截止的时刻，例如 "17:00"（要有引号）；通知没有写的不用这一行'
    )
    timezone: Text = Field(description="时区")
    copies: Annotated[Number, Field(ge=1)] = Field(description="一式几份")
    copies_text: Text = Field(description="通知中的说法，例如 一式三份")
    receiver: Text = Field(description="报到哪里")
    address: Text = Field(description="联系地址")
    postcode: Text = Field(description="邮编")
    email: Text = Field(description="电子信箱")
    contacts: tuple[Contact, ...] = Field(description="联系人")
    clause: ClauseText

    @property
    def deadline_text(self) -> str:
        """The deadline as text, with the hour if the notice has one."""
        day = self.deadline
        return f"{day.year}年{day.month}月{day.day}日{self.deadline_time or ''}"

    @property
    def receiver_contacts(self) -> str:
        """The receiver's contacts with telephone numbers, as printed below letters."""
        own = (one for one in self.contacts if one.body == self.receiver)
        return "；".join(f"联系人：{one.name}，{one.phone}" for one in own)


class Document(Model):
    """Title and notes of one official document."""

    title: Text = Field(description="标题")
    aliases: Words = Field(default=(), description="人们也这样写的标题")
    attachment: Text | None = Field(default=None, description="第几个附件")
    notes: Words = Field(default=(), description="印在下面的说明")
    signed: Text | None = Field(
        default=None, description="由谁签意见、盖公章，例如 申报单位和推荐单位；写进报送前的清单"
    )
    clause: ClauseText


class Documents(Model):
    """附件3, the story that goes with it, and 附件4."""

    form: Document = Field(description="推荐表")
    story: Document = Field(description="事迹材料")
    summary: Document = Field(description="推荐汇总表")


class Notice(Model):
    """The notice of a year."""

    year: Year = Field(description="年度，与文件名一致")
    title: Text = Field(description="标题")
    number: Text = Field(description="发文字号")
    issuer: Text = Field(description="发文机关")
    issued: Day = Field(description="印发日期，例如 2023-08-25")
    categories: tuple[CategoryInfo, ...] = Field(description="类别")
    channels: tuple[Channel, ...] = Field(description="谁可以推荐什么")
    coordinators: tuple[Coordinator, ...] = Field(description="牵头单位")
    quota: Clause = Field(description="名额分配的出处")
    conditions: tuple[AnyCondition, ...] = Field(default=(), description="推荐条件")
    assessment: IndicatorAnswers | None = Field(
        default=None, description="指标自评的答案；没有建设指标的不写"
    )
    education: Education | None = Field(default=None, description="怎样算教育类")
    texts: tuple[TextLimits, ...] = Field(description="事迹的字数")
    fields: tuple[FormField, ...] = Field(description="工作簿的栏目，也是推荐表的栏目")
    form: FormLayout = Field(description="怎样读已填好的推荐表")
    placeholders: Placeholders = Field(description="没有填写时留下的字样")
    duplicates: Duplicates = Field(description="怎样算重复")
    sheets: Sheets = Field(description="工作表的名称")
    submission: Handover = Field(description="报送")
    documents: Documents = Field(description="文件的标题和说明")
