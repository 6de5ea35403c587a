"""Filled forms as people send them: each quirk of a form by itself, with the field it hides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docx_maker import document, docx, para, parts, run, zipped
from form_maker import HINT_BRIEF, HINT_TYPE, NOTES, TITLE, VALUES, Cell, FormText, rows, table
from xxzz.intake.form.problems import doubts
from xxzz.intake.form.reader import FormReader
from xxzz.season import load_season

if TYPE_CHECKING:
    from xxzz.intake.form.model import Form, FormFile

SEASON = load_season(2023)
FILE = Path("forms/样张街道.docx")
STORY = ("优秀事迹材料", "徐汇区样张街道", "第一段说学习小组。" * 10, "第二段说读书会。" * 10)


def read(data: bytes) -> FormFile:
    return FormReader(SEASON).read(FILE, data)


def only(form: FormText) -> Form:
    file = read(form.docx())
    assert file.problems == ()
    assert len(file.forms) == 1
    return file.forms[0]


def values(form: Form) -> dict[str, str]:
    return {name: form.nomination.value(name) for name in VALUES}


def asked(form: Form) -> list[tuple[str, str]]:
    """What a person is asked to look at: the place in the form, and the sentence."""
    return [(problem.location.part or "", problem.message) for problem in doubts([form], SEASON)]


def test_form_of_the_notice_gives_every_field_without_doubt() -> None:
    form = only(FormText())
    assert values(form) == VALUES
    assert form.nomination.recommender == "徐汇区"
    assert asked(form) == []
    assert form.nomination.story == ""


def test_fields_know_their_place() -> None:
    form = only(FormText())
    assert (
        str(form.nomination.origin.locate("contact_mobile")) == "forms/样张街道.docx!联系人手机号码"
    )
    assert {box.field: box.place for box in form.boxes}["contact_mobile"] == "第5行"


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("姓名", "姓　　名"),
        ("姓名", "姓\n名"),
        ("E-mail", "Ｅ－ｍａｉｌ："),
        ("E-mail", "ＥＭＡＩＬ"),
        ("E-mail", "电子邮箱"),
        ("职务", "职 务/职称"),
        ("建设情况", "主要事迹（500字以内）"),
        ("单位（集体）名称", "单位(集体)名称"),
        ("单位（集体）名称", "1、单位（集体）名称（盖章）"),
        ("单位（集体）名称", "*单位名称"),
        ("申报工作联系人", "申报\n工作\n联系人"),
        ("手机号码", "手机\u200b号码"),
        ("建设情况", "建 设 情 况（500字以内）"),
        ("邮编", "邮政编码"),
    ],
)
def test_label_is_known_however_it_is_set(printed: str, typed: str) -> None:
    lines = rows()
    for line in lines:
        for cell in line:
            cell.text = typed if cell.text == printed else cell.text
    form = only(FormText(lines))
    assert values(form) == VALUES
    assert asked(form) == []


def test_label_over_several_cells() -> None:
    lines = rows()
    lines[9][:1] = [Cell(sign) for sign in "建设情况"]
    assert values(only(FormText(lines))) == VALUES


def test_value_behind_its_label_in_the_same_cell() -> None:
    lines = rows()
    lines[0] = [Cell("单位（集体）名称：徐汇区样张街道", span=3), Cell("单位性质: 机关", span=2)]
    lines[6] = [lines[6][0], Cell("E-mail：contact@example.org  邮编：200032", span=4)]
    form = only(FormText(lines))
    assert values(form) == VALUES
    assert asked(form) == []


def test_value_behind_its_label_without_a_colon_is_doubtful() -> None:
    lines = rows()
    lines[6] = [
        lines[6][0],
        Cell("E-mail"),
        Cell(VALUES["contact_email"]),
        Cell("邮编 200032", span=2),
    ]
    form = only(FormText(lines))
    assert values(form) == VALUES
    assert asked(form) == [("邮编", "栏名和内容之间没有冒号，当作“200032”。")]


def test_value_below_its_label() -> None:
    lines = rows()
    lines[9:10] = [[Cell("建设情况", span=5)], [Cell(VALUES["brief"], span=5)]]
    assert values(only(FormText(lines))) == VALUES


def test_labels_in_one_row_and_values_in_the_next() -> None:
    lines = rows()
    lines[0:1] = [
        [Cell("单位（集体）名称", span=2), Cell("单位性质", span=3)],
        [Cell("徐汇区样张街道", span=2), Cell("机关", span=3)],
    ]
    assert values(only(FormText(lines))) == VALUES


def test_unmerged_section_counts_until_the_next() -> None:
    lines = rows()
    for number in (2, 4, 5, 6):
        lines[number][0] = Cell()
    for number in (1, 3):
        lines[number][0].merge = ""
    assert values(only(FormText(lines))) == VALUES


def test_section_and_inner_label_in_one_cell() -> None:
    lines = rows()
    lines[3][:2] = [Cell("申报工作联系人 姓名", span=2)]
    for number in (4, 5, 6):
        lines[number].pop(0)
    assert values(only(FormText(lines))) == VALUES


def test_section_without_inner_label_is_the_name() -> None:
    lines = rows()
    lines[1][:2] = [Cell("负责人")]
    assert values(only(FormText(lines))) == VALUES


def test_word_of_a_label_as_an_answer() -> None:
    form = only(FormText(rows(leader_title="负责人", contact_title="联系人")))
    assert form.nomination.value("leader_title") == "负责人"
    assert form.nomination.value("contact_title") == "联系人"
    assert form.nomination.value("contact_name") == VALUES["contact_name"]


def test_missing_row_is_said() -> None:
    lines = rows()
    del lines[6]
    form = only(FormText(lines))
    assert form.nomination.value("postcode") == ""
    missing = "表上没有找到这一栏。"
    assert asked(form) == [("联系人E-mail", missing), ("邮编", missing)]


def test_added_row_with_a_known_label_is_taken() -> None:
    lines = rows()
    lines.insert(9, [Cell("建设起始年月"), Cell("2019年3月", span=4)])
    assert only(FormText(lines)).nomination.value("building_since") == "2019年3月"


def test_added_row_with_an_unknown_label_is_said() -> None:
    lines = rows()
    lines.insert(1, [Cell("经营范围"), Cell("图书零售", span=4)])
    form = only(FormText(lines))
    assert values(form) == VALUES
    said = "有认不出栏名的内容，没有采用：“经营范围”“图书零售”。"
    assert [message for _, message in asked(form)] == [said]


def test_value_split_over_cells_is_joined_and_doubtful() -> None:
    lines = rows()
    lines[5][2:] = [Cell("上海市徐汇区"), Cell("样张路1号", span=2)]
    form = only(FormText(lines))
    assert form.nomination.value("address") == "上海市徐汇区 样张路1号"
    assert asked(form) == [("单位地址", "这一栏的内容分在几格里，已合在一起。")]


def test_one_digit_in_each_cell() -> None:
    lines = rows()
    lines[6][4:] = [Cell(digit) for digit in "200032"]
    form = only(FormText(lines))
    assert form.nomination.value("postcode") == "200032"
    assert asked(form) == []


def test_honours_in_rows_of_their_own() -> None:
    lines = rows()
    lines[7][0].merge = "restart"
    lines.insert(8, [Cell(merge="continue"), Cell("2022年徐汇区学习型社区", span=4)])
    form = only(FormText(lines))
    assert form.nomination.value("honours") == "2021年上海市学习型社区\n2022年徐汇区学习型社区"
    assert asked(form) == []


def test_same_label_twice_keeps_the_first_and_says_so() -> None:
    lines = rows()
    lines.append([Cell("单位性质"), Cell("事业单位", span=4)])
    form = only(FormText(lines))
    assert form.nomination.value("nature") == "机关"
    assert asked(form) == [("单位性质", "第14行还写着“事业单位”，没有采用。")]


def test_label_that_could_be_anybodys_is_doubtful() -> None:
    lines = rows()
    del lines[1:7]
    lines.insert(1, [Cell("手机号码"), Cell("13900000001", span=4)])
    form = only(FormText(lines))
    assert form.nomination.value("contact_mobile") == "13900000001"
    vague = "这一格没有归到负责人或联系人下面，看不出是谁的。"
    assert ("联系人手机号码", vague) in asked(form)


def test_hints_left_standing_are_no_answer() -> None:
    answer = "每月读一本书。"
    lines = rows(category=f"{HINT_TYPE}\n学习型社区", brief=f"{HINT_BRIEF}\n{answer}")
    form = only(FormText(lines))
    assert form.nomination.category == "学习型社区"
    assert form.nomination.brief == answer
    around = only(
        FormText(rows(category=f"{HINT_TYPE}：学习型社区", brief=f"（{HINT_BRIEF}）{answer}"))
    )
    assert (around.nomination.category, around.nomination.brief) == ("学习型社区", answer)
    part = only(FormText(rows(brief=f"{HINT_BRIEF.split('，')[0]}\n{answer}")))
    assert part.nomination.brief == answer
    empty = only(FormText(rows(category=HINT_TYPE, brief=HINT_BRIEF)))
    assert (empty.nomination.category, empty.nomination.brief) == ("", "")


def test_line_to_write_on_is_no_answer() -> None:
    assert only(FormText(rows(leader_email="______"))).nomination.value("leader_email") == ""


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        (
            "□学习型机关（事业单位） ☑学习型企事业单位（含教育类） □学习型社区",
            "学习型企事业单位（含教育类）",
        ),
        ("□学习型机关（事业单位）、■ 学习型社区或□学习型家庭", "学习型社区"),
        ("填写：学习型机关（事业单位）、√学习型社区或学习型家庭", "学习型社区"),
        ("学习型社区（√） 学习型家庭（ ）", "学习型社区"),
        ("学习型社区□ 学习型家庭☑", "学习型家庭"),
        ("学习型社区 ☑学习型家庭", "学习型家庭"),
        ("☐学习型社区\n☒学习型家庭", "学习型家庭"),
        ("\uf0a3学习型社区 \uf052学习型家庭", "学习型家庭"),
        ("填写：学习型机关（事业单位）、学习型社区√或学习型家庭", "学习型社区"),
        ("学习型社区√ 学习型家庭", "学习型社区"),
        ("学习型机关\n√ 学习型社区\n学习型家庭", "学习型社区"),
        ("¨学习型机关 þ学习型社区", "学习型社区"),
        ("社区", "社区"),
    ],
)
def test_type_is_ticked_or_written(typed: str, category: str) -> None:
    form = only(FormText(rows(category=typed)))
    assert form.nomination.category == category
    assert asked(form) == []


@pytest.mark.parametrize(
    ("typed", "category", "doubt"),
    [
        (
            "☑学习型社区 ☑学习型家庭",
            "☑学习型社区 ☑学习型家庭",
            "勾选了2类：学习型社区、学习型家庭。只能申报一类。",
        ),
        ("□学习型社区 □学习型家庭", "", "一类都没有勾选。"),
        ("学习型社区一类", "学习型社区", "原文是“学习型社区一类”，当作“学习型社区”。"),
        ("学习型楼宇", "学习型楼宇", "认不出是哪一类。"),
    ],
)
def test_doubtful_type_is_said(typed: str, category: str, doubt: str) -> None:
    form = only(FormText(rows(category=typed)))
    assert form.nomination.category == category
    assert asked(form) == [("申报类型", doubt)]


def cell_xml(at: tuple[int, int], xml: str) -> FormText:
    lines = rows()
    row, cell = at
    lines[row][cell].xml = xml
    return FormText(lines)


def test_content_control_and_its_placeholder() -> None:
    control = "<w:p><w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>"
    filled = control.format("", run("王样张"))
    empty = control.format("<w:showingPlcHdr/>", run("单击或点击此处输入文字。"))
    assert only(cell_xml((1, 2), filled)).nomination.value("leader_name") == "王样张"
    assert only(cell_xml((1, 2), empty)).nomination.value("leader_name") == ""


def test_rows_and_cells_in_content_controls() -> None:
    form = FormText()
    row = "".join(map(str, form.rows[0]))
    wrap = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = form.body().replace(
        f"<w:tr>{row}</w:tr>", wrap.format(f"<w:tr>{wrap.format(row)}</w:tr>")
    )
    assert read(docx(body)).forms[0].nomination.name == VALUES["name"]


def test_form_check_boxes() -> None:
    def box(state: str, name: str) -> str:
        data = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return para(f"{begin}<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{end}", run(name))

    xml = box('<w:default w:val="0"/>', "学习型社区") + box(
        '<w:default w:val="0"/><w:checked/>', "学习型家庭"
    )
    assert only(cell_xml((8, 1), xml)).nomination.category == "学习型家庭"


def test_check_box_of_a_content_control_counts_whatever_sign_it_shows() -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def box(state: str, name: str) -> str:
        checked = f'<w14:checkbox xmlns:w14="{w14}"><w14:checked w14:val="{state}"/></w14:checkbox>'
        inside = f"<w:sdtPr>{checked}</w:sdtPr><w:sdtContent>{run('◆')}</w:sdtContent>"
        return para(f"<w:sdt>{inside}</w:sdt>", run(name))

    form = only(cell_xml((8, 1), box("0", "学习型社区") + box("1", "学习型家庭")))
    assert form.nomination.category == "学习型家庭"
    assert asked(form) == []


def test_title_and_recommender_in_text_boxes_above() -> None:
    form = FormText(title="", recommender="")
    lines = para(run(TITLE)) + para(run("大口、委办、区（公章）：徐汇区"))
    inside = f"<w:p><w:r><w:pict><w:txbxContent>{lines}</w:txbxContent></w:pict></w:r></w:p>"
    (found,) = read(docx(inside + table(form.rows))).forms
    assert found.nomination.recommender == "徐汇区"
    assert asked(found) == []


def test_text_box_in_a_cell() -> None:
    inside = f"<w:txbxContent>{para(run('王样张'))}</w:txbxContent>"
    choice = f"<mc:Choice>{inside.replace('w:txbx', 'w:txbx')}</mc:Choice>"
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    xml = f"<w:p><w:r><w:drawing>{both}</w:drawing></w:r></w:p>"
    assert only(cell_xml((1, 2), xml)).nomination.value("leader_name") == "王样张"


def test_whole_form_in_a_text_box() -> None:
    form = FormText()
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{table(form.rows)}</w:txbxContent></w:pict></w:r></w:p>"
    )
    body = form.body().replace(table(form.rows), box)
    assert values(read(docx(body)).forms[0]) == VALUES


def test_nested_table_with_labels() -> None:
    inner = table([[Cell("姓名"), Cell("王样张"), Cell("职务"), Cell("主任")]]) + "<w:p/>"
    lines = rows()
    lines[1][1:] = [Cell(xml=inner, span=4)]
    form = only(FormText(lines))
    assert values(form) == VALUES | {"leader_name": "王样张"}
    assert asked(form) == []


def test_nested_table_as_an_answer() -> None:
    inner = table([[Cell("2021年"), Cell("市级")], [Cell("2022年"), Cell("区级")]]) + "<w:p/>"
    assert only(cell_xml((7, 1), inner)).nomination.value("honours") == "2021年 市级\n2022年 区级"


def test_form_inside_a_table_for_layout() -> None:
    form = FormText()
    outer = table([[Cell(xml=table(form.rows) + "<w:p/>")]])
    assert values(read(docx(form.body().replace(table(form.rows), outer))).forms[0]) == VALUES


def test_tracked_changes_and_comments() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('新名')}</w:ins>"
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    form = cell_xml((1, 2), para(deleted, inserted, comment))
    assert only(form).nomination.value("leader_name") == "新名"


def test_deleted_row_is_not_read() -> None:
    form = FormText()
    row = "".join(map(str, form.rows[6]))
    body = form.body().replace(
        f"<w:tr>{row}</w:tr>", f"<w:tr><w:trPr><w:del/></w:trPr>{row}</w:tr>"
    )
    assert read(docx(body)).forms[0].nomination.value("postcode") == ""


def test_table_cut_in_two() -> None:
    lines = rows()
    form = FormText(lines)
    cut = table(lines[:5]) + para() + table([[Cell(), *lines[5][1:]], *lines[6:]])
    file = read(docx(form.body().replace(table(lines), cut)))
    assert [values(form) for form in file.forms] == [VALUES]


def test_several_forms_in_one_file_each_with_its_story() -> None:
    first = FormText(story=STORY)
    second = FormText(rows(name="样张家庭", category="学习型家庭"), story=("事迹" * 60,))
    file = read(docx(first.body() + second.body()))
    assert [form.nomination.name for form in file.forms] == ["徐汇区样张街道", "样张家庭"]
    assert file.forms[0].nomination.story == "\n".join(STORY[2:])
    assert file.forms[1].nomination.story == "事迹" * 60
    assert [form.number for form in file.forms] == [1, 2]
    place = file.forms[1].nomination.origin.locate("postcode")
    assert str(place) == "forms/样张街道.docx!第2份，邮编"


def test_stories_of_several_forms_behind_the_last_are_said() -> None:
    stories = ("甲街道优秀事迹材料", "甲" * 150, "乙街道优秀事迹材料", "乙" * 150)
    second = FormText(rows(name="乙街道"), story=stories)
    forms = read(docx(FormText(rows(name="甲街道")).body() + second.body())).forms
    said = (
        "表后面的文字里还有小标题“甲街道优秀事迹材料”“乙街道优秀事迹材料”，"
        "像是不止一家的事迹，请分开。"
    )
    assert [form.remarks for form in forms] == [(), (said,)]


def test_story_behind_the_form_without_heading_and_name() -> None:
    form = only(FormText(story=STORY))
    assert form.nomination.story == "\n".join(STORY[2:])
    assert form.nomination.story_length.words == 90 + 80
    assert form.story_from == "同一文件，表的后面"


@pytest.mark.parametrize(("words", "taken"), [(99, False), (100, True)])
def test_few_words_behind_the_form_are_no_story(words: int, taken: bool) -> None:
    form = only(FormText(story=("字" * words,)))
    assert bool(form.nomination.story) is taken
    said = [] if taken else [("", "表后面的文字只有99字，没有当作详细事迹。")]
    assert asked(form) == said


def test_story_in_a_text_box_is_said() -> None:
    inside = f"<w:txbxContent>{para(run('事迹' * 60))}</w:txbxContent>"
    form = only(FormText(after=f"<w:p><w:r><w:pict>{inside}</w:pict></w:r></w:p>"))
    assert form.nomination.story == ""
    assert asked(form)[0][1].startswith("表后面的文字在文本框里")


@pytest.mark.parametrize(
    ("typed", "recommender", "doubt"),
    [
        ("徐汇区（盖章）", "徐汇区", ""),
        ("徐汇区        填表日期：2023年9月1日", "徐汇区", ""),
        ("____徐汇区____", "徐汇区", ""),
        ("      年   月   日", "", ""),
        ("中共徐汇区委宣传部", "徐汇区", "原文是“中共徐汇区委宣传部”，当作“徐汇区”。"),
        ("某某集团", "某某集团", ""),
    ],
)
def test_recommender_among_seals_and_dates(typed: str, recommender: str, doubt: str) -> None:
    form = only(FormText(recommender=typed))
    assert form.nomination.recommender == recommender
    assert asked(form) == ([("推荐单位", doubt)] if doubt else [])


def test_what_is_written_beside_a_seal_is_no_answer() -> None:
    lines = rows()
    lines[10][1].text = "负责人：王某某  联系电话：021-54009999\n公章：  2023年9月5日"
    form = only(FormText(lines))
    assert values(form) == VALUES
    assert asked(form) == []


LONG_STORY = "学习小组每月读一本书。" * 20


@pytest.mark.parametrize(
    "heading",
    [
        "附件：优秀事迹材料",
        "附件1\n徐汇区样张街道\n详细事迹介绍（2000字）",
        "徐汇区样张街道先进事迹材料",
        "附：徐汇区样张街道的详细事迹",
        "优秀事迹材料\n（徐汇区样张街道）",
    ],
)
def test_heading_over_the_story_is_no_part_of_it(heading: str) -> None:
    form = only(FormText(story=(*heading.split("\n"), LONG_STORY)))
    assert form.nomination.story == LONG_STORY


def test_story_within_the_brief_s_box_is_taken_out() -> None:
    brief = f"简要事迹：\n{VALUES['brief']}\n详细事迹（2000字）：\n{LONG_STORY}"
    form = only(FormText(rows(brief=brief)))
    assert (form.nomination.brief, form.nomination.story) == (VALUES["brief"], LONG_STORY)
    assert form.story_from == "同一文件，建设情况一栏里"
    assert asked(form) == [("简要事迹", "这一栏里写着简要事迹和详细事迹，已按小标题分开。")]
    whole = only(FormText(rows(brief="字" * 1000)))
    assert whole.nomination.brief == "字" * 1000
    said = "这一栏有1000字，像是把详细事迹也写在里面，没有分开。"
    assert asked(whole) == [("简要事迹", said)]


def test_recommender_line_left_empty() -> None:
    assert only(FormText(recommender="")).nomination.recommender == ""


@pytest.mark.parametrize("year", ["2023年度", "二〇二三年", "2023 年 "])
def test_year_of_the_title_however_written(year: str) -> None:
    assert asked(only(FormText(title=f"{year}上海市优秀学习型组织推荐表"))) == []


def test_title_over_two_lines_or_in_the_table() -> None:
    assert asked(only(FormText(title="2023年上海市优秀学习型组织\n推荐表"))) == []
    lines = [[Cell("2023年上海市优秀学习型组织推荐表", span=5)], *rows()]
    form = only(FormText(lines, title=""))
    assert values(form) == VALUES


@pytest.mark.parametrize(
    ("title", "rule", "what"),
    [
        ("2022年上海市优秀学习型组织推荐表", "season-mismatch", "其他年度"),
        ("二〇二二年度上海市优秀学习型组织推荐表", "season-mismatch", "其他年度"),
        ("2023年上海市百姓学习之星推荐表", "form-unreadable", "其他评选"),
        ("2023年徐汇区优秀学习型组织申报表", "form-unreadable", "其他评选"),
    ],
)
def test_form_of_another_year_or_award_is_refused(title: str, rule: str, what: str) -> None:
    file = read(FormText(title=title).docx())
    assert file.forms == ()
    assert [problem.rule for problem in file.problems] == [rule]
    assert file.problems[0].message.startswith(f"这是{what}的表：“{title}”。")
    assert file.problems[0].location.file == "forms/样张街道.docx"


def test_the_notices_other_word_for_the_form_is_its_title_too() -> None:
    file = read(FormText(title="2023年上海市优秀学习型组织申报表").docx())
    assert [form.nomination.name for form in file.forms] == ["徐汇区样张街道"]
    assert file.problems == ()


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("上海市优秀学习型组织推荐表", "标题“上海市优秀学习型组织推荐表”没有写年份。"),
        ("", "表的上方没有标题，不能确认是哪一年的表。"),
    ],
)
def test_title_without_a_year_is_said(title: str, said: str) -> None:
    assert asked(only(FormText(title=title))) == [("", said)]


def test_file_without_a_form_gives_its_text() -> None:
    file = read(docx(para(run("优秀事迹材料")) + para(run("很好。"))))
    assert (file.forms, file.problems) == ((), ())
    assert file.text is not None
    assert file.text.text == "优秀事迹材料\n很好。"
    other = read(docx(para(run("2023年教师职称申报表")) + table([[Cell("姓名"), Cell("甲")]])))
    assert (other.forms, other.title) == ((), "2023年教师职称申报表")


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (FormText().docx()[:900], "文件已损坏或不完整"),
        (zipped(parts(BOMB + document("&b;"))), "DTD"),
        (zipped(parts(OUTSIDE + document("&a;"))), "DTD"),
        (zipped(parts(document("<w:p>" + " " * (65 << 20)))), "大得不正常"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_bad_file_is_one_clear_problem(data: bytes, said: str) -> None:
    file = read(data)
    assert (file.forms, file.text) == ((), None)
    assert [problem.rule for problem in file.problems] == ["form-unreadable"]
    assert said in file.problems[0].message


def test_notes_are_never_the_story() -> None:
    assert only(FormText(story=(NOTES[1],))).nomination.story == ""
