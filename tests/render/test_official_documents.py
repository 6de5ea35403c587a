"""附件3 and 附件4 as the notice prints them: every value in its box."""

from collections.abc import Callable

import pytest
from docx.table import Table
from lxml import etree

from render_samples import FILLED, W, accept, enter, nominate, opened, paragraphs, part
from xxzz.render import DocumentRenderer, Form, Kind, PlanOptions, make_plans
from xxzz.render.story import StoryLine, story_lines
from xxzz.render.xmltext import lines
from xxzz.season import Season

Made = Callable[..., bytes]


@pytest.fixture
def form(season: Season) -> Made:
    renderer = DocumentRenderer(season, None, kinds=[Kind.FORM])

    def _form(**changes: str) -> bytes:
        entry = enter(nominate(**changes), season)
        (plan,) = make_plans(accept(season, nominate(**changes)), PlanOptions(only=Kind.FORM))
        (planned,) = plan.documents
        assert isinstance(planned, Form)
        assert planned.entry == entry
        return renderer.make(planned)

    return _form


@pytest.fixture
def summary(season: Season) -> Made:
    renderer = DocumentRenderer(season, None, kinds=[Kind.SUMMARY])

    def _summary(*nominations: object) -> bytes:
        choice = PlanOptions(only=Kind.SUMMARY, draft=True)
        (plan,) = make_plans(accept(season, *nominations), choice)
        return renderer.make(plan.documents[0])

    return _summary


def rows(table: Table) -> list[list[str]]:
    """The texts of a table's rows, a merged cell once."""
    found = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        texts = {cell._tc: cell.text for cell in row.cells}
        found.append([texts[cell] for cell in cells])
    return found


def test_every_value_stands_beside_its_label(form: Made) -> None:
    assert rows(opened(form()).tables[0]) == [
        ["单位（集体）名称", "徐汇区样例街道", "单位性质", "街道"],
        ["单位（集体）负责人", "姓名", "堵样民", "职务", "办事处主任"],
        ["单位（集体）负责人", "联系电话", "021-54000013", "E-mail", "leader@example.org"],
        ["申报工作联系人", "姓名", "郁拟文", "职务", "社区学校校长"],
        ["申报工作联系人", "座机电话", "021-54001013", "手机号码", "13900000013"],
        ["申报工作联系人", "单位地址", "上海市徐汇区样例路13号"],
        ["申报工作联系人", "E-mail", "contact@example.org", "邮编", "200013"],
        ["曾获学习型社会建设与终身教育工作相关荣誉", "2019年先进街道\n2022年优秀案例"],
        ["申报类型", "学习型社区"],
        ["建设情况", "常住人口7.8万。\n建成“一校、19站”。"],
        ["申报单位（部门）意见", "公章：　　　　　　　　　年　　月　　日"],
        ["推荐单位意见", "公章：　　　　　　　　　年　　月　　日"],
        ["上海市学习促进办意见", "公章：　　　　　　　　　年　　月　　日"],
    ]


def test_title_line_and_notes_are_those_of_the_season(form: Made, season: Season) -> None:
    texts = paragraphs(form())
    document = season.notice.documents.form
    assert texts[:3] == [document.attachment, document.title, "大口、委办、区（公章）：徐汇区"]
    assert texts[3:6] == ["说明：", *(f"{n}. {note}" for n, note in enumerate(document.notes, 1))]


def test_the_story_begins_a_section_of_its_own(form: Made) -> None:
    document = opened(form())
    texts = [(one.text, one.style.name) for one in document.paragraphs]
    assert len(document.sections) == 2
    assert texts[7:] == [
        ("优秀事迹材料", "公文标题"),
        ("徐汇区样例街道", "事迹单位"),
        ("一张课桌", "事迹标题"),
        ("一、来历", "一级标题"),
        ("街道有19个居委会。", "事迹正文"),
        ("（一）网络", "二级标题"),
        ("逐步形成三级布局。", "事迹正文"),
    ]


def test_empty_boxes_stay_for_the_hand(form: Made) -> None:
    made = form(**dict.fromkeys(set(FILLED) - {"name"}, ""))
    table = opened(made).tables[0]
    assert [row[-1] for row in rows(table)[:10]] == [""] * 10
    cells = etree.fromstring(part(made).encode()).iter(f"{{{W}}}tc")
    assert all(cell[-1].tag == f"{{{W}}}p" for cell in cells)


def test_small_rows_are_never_split_and_the_brief_may_be(form: Made) -> None:
    found = etree.fromstring(part(form()).encode()).findall(f".//{{{W}}}tr")
    whole = [row.find(f"{{{W}}}trPr/{{{W}}}cantSplit") is not None for row in found]
    assert whole == [True] * 9 + [False] + [True] * 3


def test_every_text_has_the_east_asian_hint_and_fonts(form: Made) -> None:
    root = etree.fromstring(part(form()).encode())
    hints = {fonts.get(f"{{{W}}}hint") for fonts in root.iter(f"{{{W}}}rFonts")}
    runs = [one for one in root.iter(f"{{{W}}}r") if one.find(f"{{{W}}}rPr/{{{W}}}rFonts") is None]
    styles = etree.fromstring(part(form(), "word/styles.xml").encode())
    fonts = {one.get(f"{{{W}}}eastAsia") for one in styles.iter(f"{{{W}}}rFonts")}
    assert hints == {"eastAsia"}
    assert runs == []
    assert fonts == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"}


def test_both_sections_are_a4(form: Made) -> None:
    sizes = [(one.page_width.mm, one.page_height.mm) for one in opened(form()).sections]
    assert [(round(width), round(height)) for width, height in sizes] == [(210, 297)] * 2


def test_the_summary_is_grouped_and_sorted_by_priority(summary: Made, season: Season) -> None:
    made = summary(
        nominate(2, rank="3", category="社区", name="丙"),
        nominate(3, rank="10", category="机关", name="癸", remark=""),
        nominate(4, rank="2", category="机关", name="乙", remark="备注二"),
        nominate(5, rank="", category="家庭", name="丁", remark=""),
    )
    assert rows(opened(made).tables[0]) == [
        ["序号", "被推荐单位或家庭", "备注"],
        ["学习型机关（事业单位）（2个）"],
        ["2", "乙", "备注二"],
        ["10", "癸", ""],
        ["学习型社区（1个）"],
        ["3", "丙", "使用机动名额"],
        ["学习型家庭（1个）"],
        ["11", "丁", ""],
    ]
    document = season.notice.documents.summary
    texts = paragraphs(made)
    assert texts[:3] == [document.attachment, document.title, "大口、委办、区（公章）：徐汇区"]
    assert texts[3:] == [f"注：{document.notes[0]}"]


def test_the_summarys_header_is_repeated_on_every_page(summary: Made) -> None:
    root = etree.fromstring(part(summary(nominate())).encode())
    repeated = [row.find(f".//{{{W}}}tblHeader") is not None for row in root.iter(f"{{{W}}}tr")]
    assert repeated == [True, False, False]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("一、来历\n正文。", ["heading", "text"]),
        ("（一）来历\n正文。", ["subheading", "text"]),
        ("题目\n正文。", ["title", "text"]),
        ("正文。\n2018年，河\n正文。", ["text", "text", "text"]),
        ("正文。\n二、成效\n每月共读\n正文。", ["text", "heading", "text", "text"]),
        ("正文。\n徐汇区样例街道", ["text", "text"]),
        ("正文。\n他说：\n正文。", ["text", "text", "text"]),
        ("长" * 31 + "\n正文。", ["text", "text"]),
        ("长" * 30 + "\n正文。", ["title", "text"]),
        ("  \n\n", []),
    ],
)
def test_headings_of_a_story_are_known_by_their_look(text: str, kinds: list[str]) -> None:
    assert [line.kind for line in story_lines(lines(text))] == kinds


def test_lines_of_a_story_lose_the_blanks_around_them() -> None:
    assert list(story_lines(lines("　　正文。\r\n\r\n 后文。 "))) == [
        StoryLine("正文。", "text"),
        StoryLine("后文。", "text"),
    ]
