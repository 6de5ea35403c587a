"""The fields of the workbook and of 附件3, and how a filled 附件3 is parsed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from xxzz.nomination import Category
from xxzz.season.models.base import ClauseText, Flag, Model, Number, Text, Words

FieldId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Role = Literal["rank", "recommender", "category", "name", "brief", "story", "remark", "mobile"]
Kind = Literal[
    "text",
    "person",
    "address",
    "phone",
    "mobile",
    "email",
    "postcode",
    "month",
    "date",
    "number",
    "choice",
    "credit-code",
    "id-number",
    "file",
]


class RequiredWhen(Model):
    """Makes a field required depending on the value of another."""

    field: FieldId = Field(description="看哪一栏")
    values: Annotated[Words, Field(min_length=1)] = Field(description="它写着其中之一时，必须填写")


class FormField(Model):
    """A column of the workbook: a box of 附件3, or evidence that the notice asks for.

    `role` is the field's meaning to the program; a `long` field may have several lines.
    """

    id: FieldId = Field(description="编号，小写英文和下划线；模板里的标记、其他各处都用它")
    role: Role | None = Field(
        default=None,
        description="程序要用到的栏目：rank 序号、recommender 推荐单位、category 申报类型、"
        "name 名称（这四个必须有）、brief 简要事迹、story 详细事迹、remark 备注、mobile 手机；"
        "每个只能有一栏",
    )
    header: Text = Field(description="表头")
    aliases: Words = Field(default=(), description="表头的其他写法，全表不可重复")
    kind: Kind = Field(
        default="text",
        description="内容的种类：文字、人名（person）、地址、电话、手机、邮箱、邮编、年月（month）、"
        "日期、数、选项（choice）、统一社会信用代码、身份证号、文件名（file）",
    )
    choices: Words = Field(default=(), description="kind 是 choice 时可以选的内容")
    begins: str = Field(default="", description="kind 是 postcode 时，本地的邮编怎样开头，例如 20")
    long: Flag = Field(default=False, description="true：可以写几行的文字")
    width: Annotated[Number, Field(ge=4, le=80)] = Field(
        default=16, description="空白工作簿里这一列多宽（字符数）"
    )
    required: tuple[Category, ...] = Field(default=(), description="哪些类别必须填写")
    required_when: RequiredWhen | None = Field(
        default=None, description="另一栏写着什么时也必须填写"
    )
    note: Text = Field(
        description="填写说明，出现在表头的批注里；{limit} 换成字数，{years} 换成条件的年数"
    )
    example: str = Field(default="", description="例子")
    clause: ClauseText


class FormSection(Model):
    """A group of boxes of 附件3 under one label, such as 申报工作联系人.

    `field` receives text right after that label, where the inner label was left out. The
    `substitutes` (主要负责人) are understood in forms without any of the labels.
    """

    id: Text
    field: Text = Field(description="标签后直接写的内容属于哪个栏目")
    labels: Annotated[Words, Field(min_length=1)] = Field(description="这一组的标签")
    substitutes: Words = Field(default=(), description="表上没有这些标签时，也算这一组的标签")


class FormBox(Model):
    """A box of 附件3; `labels` are printed labels besides the field's header and aliases."""

    field: Text = Field(description="栏目")
    section: Text | None = Field(default=None, description="只在这一组里才算")
    labels: Words = Field(default=(), description="推荐表上印的标签，栏目自己的表头和别名之外")


class FormLayout(Model):
    """How a filled 附件3 is parsed: its boxes, the line above them, printed hints and seals.

    `others` are boxes of other forms, which are ignored. `seals` and `asides` are bracketed words
    left over in answers. `file_words` are ignored in file names when a form is matched with its
    story.
    """

    sections: tuple[FormSection, ...] = Field(default=(), description="成组的栏目")
    boxes: Annotated[tuple[FormBox, ...], Field(min_length=1)] = Field(description="各个栏目")
    line: FormBox = Field(description="表格上方的一行")
    opinions: Words = Field(description="盖章、签意见的栏目")
    hints: Words = Field(default=(), description="印在格内的提示")
    others: Words = Field(default=(), description="别处的表上常有、推荐表没有的栏目，不采用")
    seals: Words = Field(default=(), description="括号里的签字盖章字样，不是内容")
    asides: Words = Field(default=(), description="括号里含有这些字，就是印着的填写说明")
    not_stories: Words = Field(default=(), description="标题以这些字结尾的文字不是事迹")
    other_awards: Words = Field(
        default=(), description="标题里有这些字、又是申报推荐的，是别的评选的材料"
    )
    own_award: Words = Field(
        default=(), description="标题里有这些字的，说的是这次评选，不看 other_awards"
    )
    file_words: Words = Field(description="按文件名配对推荐表和事迹时略去的字样")
    clause: ClauseText
