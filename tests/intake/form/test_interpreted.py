"""What stands in a box, and what it means: numbers, options, left-over words, notes, groups."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docx_maker import docx, para, run
from form_maker import TITLE, VALUES, Cell, FormText, Rows, rows, table
from rich_story import CHINESE, Level, StoryWriter
from xxzz.intake.form.model import Form
from xxzz.intake.form.reader import FormReader
from xxzz.season import Season, load_season


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


@pytest.fixture(scope="module")
def reader(season: Season) -> FormReader:
    return FormReader(season)


def read(data: bytes, reader: FormReader) -> Form:
    (form,) = reader.read(Path("推荐表.docx"), data).forms
    return form


def doubts(form: Form, field: str) -> tuple[str, ...]:
    (found,) = (box.doubts for box in form.boxes if box.field == field)
    return found


def changed(row: int, column: int, text: str) -> bytes:
    lines = rows()
    lines[row][column].text = text
    return FormText(lines).docx()


def numbered(cells: dict[str, str], *levels: Level) -> bytes:
    """Write a form whose cells have a numbered paragraph for each line of their texts."""
    one = StoryWriter()
    number = one.list(*levels)
    one.document.add_paragraph(TITLE)
    pairs = [("单位名称", VALUES["name"]), ("申报类型", VALUES["category"]), *cells.items()]
    made = one.document.add_table(len(pairs), 2)
    for row, (label, text) in enumerate(pairs):
        made.cell(row, 0).text = label
        cell = made.cell(row, 1)
        cell.text, *others = text.split("\n")
        for other in others:
            cell.add_paragraph(other)
        for paragraph in cell.paragraphs if label in cells else ():
            xml = (
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            )
            paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return one.bytes()


def test_automatic_numbers_are_part_of_an_answer(reader: FormReader) -> None:
    form = read(numbered({"曾获荣誉": "甲奖\n乙奖", "简要事迹": "学习\n读书"}, CHINESE[0]), reader)
    assert form.nomination.value("honours") == "一、甲奖\n二、乙奖"
    assert form.nomination.brief == "三、学习\n四、读书"


def test_bullets_can_be_the_boxes_of_a_list(reader: FormReader) -> None:
    one = Document(BytesIO(numbered({"简要事迹": "学习"}, Level("bullet", "\uf0a8"))))
    made = one.tables[0].cell(1, 1)
    made.text = "学习型机关"
    source = one.tables[0].cell(2, 1).paragraphs[0]._p.pPr.numPr
    for text in ("", "√ 学习型社区"):
        paragraph = made.add_paragraph(text) if text else made.paragraphs[0]
        paragraph._p.get_or_add_pPr().append(parse_xml(source.xml))
    saved = BytesIO()
    one.save(saved)
    assert read(saved.getvalue(), reader).nomination.category == "学习型社区"


def test_a_text_that_is_no_form_has_no_numbers_in_it(reader: FormReader) -> None:
    one = StoryWriter()
    one.text("题目", one.list(CHINESE[0]))
    text = reader.read(Path("事迹.docx"), one.bytes()).text
    assert text is not None
    assert text.text == "题目"


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("☑机关 □企业", "机关", ""),
        ("□机关\n☑事业单位", "事业单位", ""),
        ("机关□ 企业☑", "企业", ""),
        ("□机关 □企业", "", "“□机关 □企业”里一项都没有勾选。"),
        ("☑机关 ☑企业", "☑机关 ☑企业", "“☑机关 ☑企业”里看不出勾选的是哪一项。"),
        ("□", "□", ""),
        ("单击或点击此处输入文字", "单击或点击此处输入文字", "像是没有填写时留着的字。"),
        ("«性质»", "«性质»", "像是没有填写时留着的字。"),
        ("请填写全称", "请填写全称", "像是没有填写时留着的字。"),
        ("机关\n事业", "机关事业", ""),
        ("机关单位\n事业单位", "机关单位事业单位", "写成几行（“机关单位 事业单位”），已合在一起。"),
        ("机关单位、\n事业单位", "机关单位、事业单位", ""),
    ],
)
def test_the_meaning_of_a_short_answer(
    text: str, value: str, doubt: str, reader: FormReader
) -> None:
    form = read(changed(0, 3, text), reader)
    assert form.nomination.value("nature") == value
    found = "".join(doubts(form, "nature"))
    assert found.endswith(doubt) if doubt else found == ""


def test_two_addresses_on_two_lines_are_told(reader: FormReader) -> None:
    form = read(changed(5, 2, "上海市甲路1号\n上海市乙路2号"), reader)
    assert doubts(form, "address") == ("写成几行（“上海市甲路1号 上海市乙路2号”），已合在一起。",)
    assert doubts(read(changed(5, 2, "上海市徐汇区\n甲路1号"), reader), "address") == ()


RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


@pytest.mark.parametrize(
    ("before", "raised", "value"),
    [
        ("徐汇区样张街道", "①", "徐汇区样张街道"),
        ("徐汇区样张街道", "[1]", "徐汇区样张街道"),
        ("徐汇区样张街道", "12", "徐汇区样张街道"),
        ("徐汇区样张街道", "注1", "徐汇区样张街道"),
        ("徐汇区样张街道", "东", "徐汇区样张街道东"),
    ],
)
def test_a_mark_of_a_note_is_no_part_of_a_name(
    before: str, raised: str, value: str, reader: FormReader
) -> None:
    lines = rows()
    lines[0][1].xml = para(run(before), run(raised, RAISED))
    assert read(FormText(lines).docx(), reader).nomination.name == value


def test_raised_digits_stay_raised_in_a_text(reader: FormReader) -> None:
    lines = rows()
    lines[9][1].xml = para(run("书屋100m"), run("2", RAISED), run("。"))
    assert read(FormText(lines).docx(), reader).nomination.brief == "书屋100m²。"


def test_an_instruction_in_brackets_is_no_part_of_a_longer_text(reader: FormReader) -> None:
    form = read(changed(9, 1, "（限500字以内）\n每月读书。\n（三年来如此）"), reader)
    assert form.nomination.brief == "每月读书。\n（三年来如此）"


def test_a_table_of_honours_is_an_answer_although_it_has_their_label(reader: FormReader) -> None:
    inner = table([[Cell("年份"), Cell("荣誉")], [Cell("2021"), Cell("甲奖")]])
    lines = rows()
    lines[7][1].xml = inner + para()
    assert (
        read(FormText(lines).docx(), reader).nomination.value("honours") == "年份 荣誉\n2021 甲奖"
    )


def test_a_row_without_a_label_goes_on_with_the_text_above(reader: FormReader) -> None:
    lines = rows()
    lines.insert(10, [Cell(""), Cell("又读了一本。", span=4)])
    form = read(FormText(lines).docx(), reader)
    assert form.nomination.brief == f"{VALUES['brief']}\n又读了一本。"
    assert doubts(form, "brief") == ("第11行没有栏名，当作这一栏的下文。",)


@pytest.mark.parametrize("line", ["徐汇区（公章）", "徐汇区", "徐汇区　　2023年9月1日"])
def test_a_line_with_nothing_but_the_recommender_names_it(line: str, reader: FormReader) -> None:
    form = read(docx(f"{para(run(TITLE))}{para(run(line))}{table(rows())}"), reader)
    assert form.nomination.recommender == "徐汇区"
    assert doubts(form, "recommender")[0].startswith(f"表格上方写着“{' '.join(line.split())}”")


def grouped(leader: str, contact: str) -> Rows:
    lines = rows()
    lines[1][0].text, lines[3][0].text = leader, contact
    return lines


def test_another_name_of_a_group_counts_where_its_own_is_missing(reader: FormReader) -> None:
    form = read(FormText(grouped("主要负责人", "联络员")).docx(), reader)
    assert form.nomination.value("leader_name") == VALUES["leader_name"]
    assert form.nomination.value("contact_title") == VALUES["contact_title"]
    assert form.remarks == ()


def test_another_name_of_a_group_is_another_group_beside_its_own(reader: FormReader) -> None:
    lines = rows()
    lines.insert(1, [Cell("主要负责人"), Cell("姓名"), Cell("王样张"), Cell("职务"), Cell("书记")])
    form = read(FormText(lines).docx(), reader)
    assert form.nomination.value("leader_name") == VALUES["leader_name"]
    assert "主要负责人" in form.remarks[0]


PERSONS = {
    "leader_name": "张样张",
    "leader_title": "主任",
    "leader_phone": "021-54000001",
    "contact_name": "李样",
    "contact_title": "干事",
    "contact_mobile": "13900000001",
}


@pytest.mark.parametrize("at", [0, 1, 3])
@pytest.mark.parametrize("head", ["身份", "", "备注", "类别"])
def test_a_column_says_who_each_row_is(at: int, head: str, reader: FormReader) -> None:
    table_ = [
        ["姓名", "职务", "联系电话"],
        ["张样张", "主任", "021-54000001"],
        ["李样", "干事", "13900000001"],
    ]
    for line, role in zip(table_, (head, "单位负责人", "联系人"), strict=True):
        line.insert(at, role)
    texts = [[f"{number or '序号'}", *line] for number, line in enumerate(table_)]
    people = [[Cell(text) for text in line] for line in texts]
    lines = [rows()[0], *people, *rows()[7:]]
    form = read(FormText(lines).docx(), reader)
    assert {field: form.nomination.value(field) for field in PERSONS} == PERSONS
    assert form.remarks == ()


def test_a_form_of_lines_may_have_each_label_above_its_value(
    reader: FormReader, season: Season
) -> None:
    pairs = [("单位名称", "name"), ("负责人姓名", "leader_name"), ("申报类型", "category")]
    pairs += [("【建设情况】", "brief")]
    lines = [line for label, field in pairs for line in (label, VALUES[field])]
    form = read(docx("".join(para(run(line)) for line in (TITLE, *lines))), reader)
    for _, field in pairs:
        assert form.nomination.value(field) == VALUES[field]


PICTURE = (
    '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    "</w:drawing></w:r>"
)


def test_a_picture_in_an_answer_is_told_but_not_one_of_a_seal(reader: FormReader) -> None:
    lines = rows()
    lines[9][1].xml = para(run("每月读书。"), PICTURE)
    lines[10][1].xml = para(run("同意"), PICTURE)
    form = read(FormText(lines).docx(), reader)
    assert doubts(form, "brief") == ("这一格里有图片，没有采集。",)
    assert [box.field for box in form.boxes if box.doubts] == ["brief"]


def test_what_the_story_behind_a_form_shows_besides_text_is_told(reader: FormReader) -> None:
    story = para(run("优秀事迹材料")) + para(run("每月读书。" * 30))
    bold = para(run("特色", "<w:rPr><w:b/></w:rPr>"))
    extra = table([[Cell("年份"), Cell("人数")]]) + bold + para(PICTURE)
    form = read(FormText(after=story + extra).docx(), reader)
    assert form.nomination.story.endswith("年份\n人数\n特色")
    (remark,) = form.remarks
    assert remark.startswith("表后面的事迹里有1张表格的格线、加粗等样子、")
    assert read(FormText(after=story).docx(), reader).remarks == ()


BOLD, COLOUR = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:color w:val="{}"/></w:rPr>'
SET_OFF = "没有打勾，“学习型社区”和别的字样子不同（加粗、颜色、加线等），当作它。"


@pytest.mark.parametrize(
    ("look", "others", "category"),
    [
        (BOLD, "", "学习型社区"),
        ('<w:rPr><w:highlight w:val="yellow"/></w:rPr>', "", "学习型社区"),
        ('<w:rPr><w:bdr w:val="single"/></w:rPr>', "", "学习型社区"),
        (COLOUR.format("FF0000"), "", "学习型社区"),
        (COLOUR.format("000000"), "", "学习型机关、学习型社区、学习型家庭"),
        (BOLD, BOLD, "学习型机关、学习型社区、学习型家庭"),
    ],
)
def test_a_category_that_looks_different_is_taken_with_a_doubt(
    look: str, others: str, category: str, reader: FormReader
) -> None:
    lines = rows()
    pieces = (("学习型机关、", others), ("学习型社区", look), ("、学习型家庭", others))
    lines[8][1].xml = para(*(run(*piece) for piece in pieces))
    form = read(FormText(lines).docx(), reader)
    assert form.nomination.category == category
    assert doubts(form, "category") == (
        (SET_OFF,) if category in SET_OFF else ("认不出是哪一类。",)
    )


def test_a_tick_goes_before_a_look(reader: FormReader) -> None:
    lines = rows()
    lines[8][1].xml = para(run("☑学习型机关 "), run("□学习型社区", BOLD), run(" ☑学习型家庭"))
    assert "勾选了2类" in doubts(read(FormText(lines).docx(), reader), "category")[0]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "张样张　主任　021-54000001　a@example.org",
            ("张样张", "主任", "021-54000001", "a@example.org"),
        ),
        ("张样张，13900000009", ("张样张", "", "13900000009", "")),
        ("张样张 主任 书记 021-54000001", None),
        ("张样张 主任", None),
    ],
)
def test_all_about_a_person_in_one_box_is_split_by_its_look(
    text: str, parts: tuple[str, ...] | None, reader: FormReader
) -> None:
    lines = rows()
    lines[1:3] = [[Cell("单位（集体）负责人"), Cell(text, span=4)]]
    form = read(FormText(lines).docx(), reader)
    fields = [f"leader_{part}" for part in ("name", "title", "phone", "email")]
    found = tuple(form.nomination.value(field) for field in fields)
    assert found == (parts or (text, "", "", ""))
    filled = [field for field, value in zip(fields, found, strict=True) if value]
    assert all(doubts(form, field) for field in filled)


def test_a_row_with_each_value_on_the_left_of_its_label(reader: FormReader) -> None:
    lines = rows()
    lines[0] = [Cell("徐汇区样张街道"), Cell("单位（集体）名称"), Cell("机关"), Cell("单位性质")]
    form = read(FormText(lines).docx(), reader)
    assert (form.nomination.name, form.nomination.value("nature")) == ("徐汇区样张街道", "机关")


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("上海市2023年优秀学习型组织推荐表", 1),
        ("上海市优秀学习型组织推荐表（2023年度）", 1),
        ("上海市2021年优秀学习型组织推荐表", 0),
        ("2023年徐汇区优秀学习型组织推荐表", 0),
    ],
)
def test_the_year_may_stand_anywhere_in_the_title(
    title: str, forms: int, reader: FormReader
) -> None:
    file = reader.read(Path("表.docx"), FormText(title=title).docx())
    assert len(file.forms) == forms
    assert len(file.problems) == 1 - forms
    assert all(form.remarks == () for form in file.forms)


def test_several_forms_can_stand_in_the_rows_of_one_table(reader: FormReader) -> None:
    lines = [line for name in ("甲街道", "乙街道") for line in rows(name=name)]
    file = reader.read(Path("表.docx"), FormText(lines).docx())
    assert [form.nomination.name for form in file.forms] == ["甲街道", "乙街道"]
    assert [form.nomination.recommender for form in file.forms] == ["徐汇区", "徐汇区"]


def test_a_mobile_beside_a_landline_is_taken_with_its_remark(reader: FormReader) -> None:
    lines = rows()
    both = "021-54000002（办）13900000001（手机）"
    lines[4] = [Cell(merge="continue"), Cell("联系方式"), Cell(both, span=3)]
    form = read(FormText(lines).docx(), reader)
    assert form.nomination.value("contact_mobile") == "13900000001"
    assert form.nomination.value("contact_landline") == "021-54000002（办）"


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("张样张 主任", True),
        ("张样张主任", True),
        ("张样校长", True),
        ("张 样", False),
        ("张　样　张", False),
        ("李部长", False),
        ("阿不都·样张", False),
    ],
)
def test_a_name_with_a_title_behind_it_is_told(
    text: str, is_told: bool, reader: FormReader
) -> None:
    form = read(changed(1, 2, text), reader)
    assert bool(doubts(form, "leader_name")) == is_told


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("样张街道" * 4, "样张街道", ("同样的内容写了4遍，只取一遍。",)),
        ("样张街道\n样张街道\n样张街道", "样张街道", ("同样的内容写了3遍，只取一遍。",)),
        ("样张街道" * 2, "样张街道样张街道", ()),
        ("哈哈哈哈哈哈", "哈哈哈哈哈哈", ()),
    ],
)
def test_an_answer_that_was_saved_several_times_counts_once(
    text: str, name: str, told: tuple[str, ...], reader: FormReader
) -> None:
    form = read(changed(0, 1, text), reader)
    assert form.nomination.name == name
    assert doubts(form, "name") == told


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        (
            "甲样张街道\n乙样张街道",
            "“单位（集体）名称”一格里像是不只一家，现在只算一家。是几家的，请一家写一行，各填各的；确是一家的名称，可以不改。",
        ),
        (
            "3.甲样张街道",
            "“单位（集体）名称”前面像是编号，会照样印在推荐表上。是编号的，请删去；本来就是名称里的，可以不改。",
        ),
    ],
)
def test_two_names_on_lines_or_a_number_in_front_of_a_name_are_asked_about(
    name: str, doubt: str, reader: FormReader
) -> None:
    form = read(FormText(rows(name=name)).docx(), reader)
    assert doubts(form, "name") == (doubt,)


@pytest.mark.parametrize("name", ["上海样张集团\n有限公司", "3号线样张站", "徐汇区甲样张街道"])
def test_a_name_broken_over_lines_or_with_a_number_of_its_own_is_not(
    name: str, reader: FormReader
) -> None:
    form = read(FormText(rows(name=name)).docx(), reader)
    assert doubts(form, "name") == ()
