"""The table of 附件3 as the notice prints it, to be filled in and then spoilt the way people do."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx_maker import docx, para, run

TITLE = "2023年上海市优秀学习型组织推荐表"
NOTES = (
    "说明：",
    "1. 申报单位意见由申报主体所在单位出具；",
    "2. 推荐单位意见由申报主体所直接对应分管单位出具；",
)
HINT_TYPE = "填写：学习型机关（事业单位）、学习型企事业单位（含教育类）、学习型社区或学习型家庭"
HINT_BRIEF = "本栏内须围绕“学习型组织建设”主题填写500字以内简要事迹，并附2000字详细事迹介绍。"

VALUES = {
    "name": "徐汇区样张街道",
    "nature": "机关",
    "leader_name": "张样张",
    "leader_title": "主任",
    "leader_phone": "021-54000001",
    "leader_email": "leader@example.org",
    "contact_name": "李样张",
    "contact_title": "干事",
    "contact_landline": "021-54000002",
    "contact_mobile": "13900000001",
    "address": "上海市徐汇区样张路1号",
    "contact_email": "contact@example.org",
    "postcode": "200032",
    "honours": "2021年上海市学习型社区",
    "category": "学习型社区",
    "brief": "围绕学习型组织建设，建立学习小组，每月读一本书。",
}


@dataclass
class Cell:
    """A cell: its paragraphs, or any XML."""

    text: str = ""
    span: int = 1
    merge: str = ""  # restart or continue
    xml: str = ""

    def __str__(self) -> str:
        merge = f'<w:vMerge w:val="{self.merge}"/>' if self.merge else ""
        properties = f'<w:tcPr><w:gridSpan w:val="{self.span}"/>{merge}</w:tcPr>'
        lines = self.xml or "".join(para(run(line)) for line in self.text.split("\n"))
        return f"<w:tc>{properties}{lines}</w:tc>"


Rows = list[list[Cell]]


def rows(**values: str) -> Rows:
    """The rows of 附件3; values not given are those of `VALUES`."""
    v = VALUES | values
    below = Cell(merge="continue")
    leader = Cell("单位（集体）\n负责人", merge="restart")
    contact = Cell("申报工作联系人", merge="restart")
    sign = "公章：                   年    月    日"
    return [
        [Cell("单位（集体）名称"), Cell(v["name"], span=2), Cell("单位性质"), Cell(v["nature"])],
        [leader, Cell("姓名"), Cell(v["leader_name"]), Cell("职务"), Cell(v["leader_title"])],
        [below, Cell("联系电话"), Cell(v["leader_phone"]), Cell("E-mail"), Cell(v["leader_email"])],
        [contact, Cell("姓名"), Cell(v["contact_name"]), Cell("职务"), Cell(v["contact_title"])],
        [
            below,
            Cell("座机电话"),
            Cell(v["contact_landline"]),
            Cell("手机号码"),
            Cell(v["contact_mobile"]),
        ],
        [below, Cell("单位地址"), Cell(v["address"], span=3)],
        [below, Cell("E-mail"), Cell(v["contact_email"]), Cell("邮编"), Cell(v["postcode"])],
        [
            Cell("曾获学习型社会建设与终身教育工作\n相关荣誉"),
            Cell(v["honours"], span=4),
        ],
        [Cell("申报类型"), Cell(v["category"], span=4)],
        [Cell("建设情况"), Cell(v["brief"], span=4)],
        [Cell("申报单位（部门）意见"), Cell(sign, span=4)],
        [Cell("推荐单位意见"), Cell(sign, span=4)],
        [Cell("上海市学习\n促进办意见"), Cell(sign, span=4)],
    ]


def table(lines: Rows) -> str:
    """A table of these rows."""
    inside = "".join(f"<w:tr>{''.join(map(str, cells))}</w:tr>" for cells in lines)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inside}</w:tbl>"


@dataclass
class FormText:
    """A form's parts in order; each may be changed before it is made."""

    rows: Rows = field(default_factory=rows)
    title: str = TITLE
    recommender: str = "徐汇区"
    story: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    def body(self) -> str:
        """The XML of the whole form."""
        above = ["附件3", *self.title.split("\n"), f"大口、委办、区（公章）：{self.recommender}"]
        lines = "".join(para(run(line)) for line in above if line)
        below = "".join(para(run(line)) for line in (*NOTES, *self.story))
        return f"{self.before}{lines}{table(self.rows)}{below}{self.after}"

    def docx(self) -> bytes:
        """The Word file."""
        return docx(self.body())
