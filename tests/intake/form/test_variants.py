"""Further layouts and ticks that ended in wrong or missing data without a word."""

from pathlib import Path

import pytest

from docx_maker import docx, para, run
from form_maker import TITLE, VALUES, Cell, FormText, rows
from xxzz.intake.form.category import TypeReader
from xxzz.intake.form.model import Form
from xxzz.intake.form.reader import FormReader
from xxzz.season import Season, load_season

A, E, C, F = "学习型机关", "学习型企事业单位", "学习型社区", "学习型家庭"


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def read(data: bytes, season: Season) -> Form:
    (form,) = FormReader(season).read(Path("推荐表.docx"), data).forms
    return form


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (f"□{A} □{E} ☑□{C} □{F}", C),
        (f"{A}□ {E}□ {C}□☑ {F}□", C),
        (f"1.{A} 2.{E} √3.{C} 4.{F}", C),
        (f"1.□{A} 2.□{E} √3.□{C} 4.□{F}", C),
        (f"（请在相应□内打“√”）\n{A}□ {E}□ {C}☑ {F}□", C),
        (f"□{A} ☑学习型\n社区 □{F}", C),
        (f"○{A} ⊙{C} ○{F}", C),
        (f"□{A} V{C} □{F}", C),
        (f"□{A} ☑{C} □{F} □其他", C),
        (f"1.□{A}2.□{E}3.√{C}4.□{F}", C),
        (f"{A}×{E}×{C}√{F}×", C),
        (f"×{A} ×{E} √{C} ×{F}", C),
        (f"{C}（是） {F}（否）", C),
        (f"{A}：否；{E}：是；{C}：否", E),
        (f"{A}□是☑否 {C}☑是□否", C),
        (f"{A}  □\n{E}  □ √\n{C}  □\n{F}  □", E),
        (f"□{A}  √□{E}\n□{C}  □{F}", E),
        (f"□{A}  □{E}\n□{C}  □√{F}", F),
        (f"( )A.{A} ( )B.{E} (√)C.{C} ( )D.{F}", C),
        (f"[ ]{A} [x]{E} [ ]{C}", E),
        (f"{A}__ {E}__ {C}_√_ {F}__", C),
        (f"A.{A} B.{E} C.{C} D.{F}（C）", C),
        (f"❌{A} ❌{E} ✅{C}", C),
        (f"◻{A} ◼{C}", C),
        (f"口{A}口{E}☑{C}口{F}", C),
        (f"{A}囗 {E}囗 {C}囗√ {F}囗", C),
        (f"口1.{A} 口2.{E} √3.{C}", C),
        (f"☒{A} ☒{E} ☑{C} ☒{F}", C),
        (f"{A}☒ {E}☒ {C}☑ {F}☒", C),
        (f"□{A} ☒{C} □{F}", C),
        (f"{A} 否 {E} 否 {C} 是 {F} 否", C),
    ],
)
def test_what_is_ticked(text: str, category: str, season: Season) -> None:
    answer = TypeReader(season).read(text)
    assert (answer.value, answer.doubts) == (category, ())


@pytest.mark.parametrize(
    ("text", "category", "doubt"),
    [
        (f"□{A} □{E} □{C}\n{C}", C, f"没有打勾，后面写着“{C}”，当作它。"),
        (f"□{A} □{E} □{C}（{E}）", E, f"没有打勾，后面写着“{E}”，当作它。"),
        (f"□{A} □{E} □{C}（请勾选）", "", "一类都没有勾选。"),
        (f"请选择（{A}、{E}、{C}）：{C}", C, "原文是"),
        (f"{C}\n（{A}、{E}、{C}选一）", C, "原文是"),
        (f"□{A} ☑{E} □{C}\n{C}", None, f"勾选的是“{E}”，后面写着“{C}”，两处不一样。"),
    ],
)
def test_what_is_written_beside_the_boxes(
    text: str, category: str | None, doubt: str, season: Season
) -> None:
    answer = TypeReader(season).read(text)
    assert answer.value == (text if category is None else category)
    assert answer.doubts[0].startswith(doubt)


@pytest.mark.parametrize(
    "text",
    [
        f"□{A} □{C} □{F} ☑其他",
        f"□{A} □{C} □{F} ☑其他：楼组",
        f"学习型楼组☑ {C}□ {F}□",
        f"{C} √学习型楼组 {F}",
    ],
)
def test_an_option_of_the_forms_own_is_asked_about(text: str, season: Season) -> None:
    answer = TypeReader(season).read(text)
    assert season.category(answer.value) is None
    assert "不是哪一类的名称" in answer.doubts[0]


@pytest.mark.parametrize("text", [f"（请在□内打√）□{A} □{C} □{F}", f"□{A} □{C} □{F}（打√）"])
def test_how_to_answer_is_no_answer(text: str, season: Season) -> None:
    answer = TypeReader(season).read(text)
    assert (answer.value, answer.doubts) == ("", ("一类都没有勾选。",))


def test_an_empty_box_beside_unused_text_is_doubtful(season: Season) -> None:
    made = rows()
    made[0][1:1] = [Cell("性别"), Cell("女")]
    form = read(FormText(rows=made).docx(), season)
    assert form.nomination.name == ""
    assert "name" in form.doubtful
    assert any(VALUES["name"] in remark for remark in form.remarks)


def test_persons_as_rows_with_boxes_of_their_own(season: Season) -> None:
    heads = ("人员", "姓名", "性别", "职务", "座机", "邮箱")
    leader = ("单位负责人", "张样张", "男", "主任", "021-54000001", "leader@example.org")
    contact = ("申报工作联系人", "李样张", "女", "干事", "021-54000002", "contact@example.org")
    made = rows()
    made[1:7] = [[Cell(text) for text in line] for line in (heads, leader, contact)]
    form = read(FormText(rows=made).docx(), season)
    assert form.nomination.value("contact_landline") == "021-54000002"
    assert form.nomination.value("contact_email") == "contact@example.org"
    assert "021-54000001" not in form.nomination.value("contact_landline")
    assert "leader_phone" in form.doubtful
    assert any("“性别”" in remark for remark in form.remarks)


@pytest.mark.parametrize("between", ["：", "：\n", "：__"])
def test_a_form_in_lines(between: str, season: Season) -> None:
    labels = {
        "name": "单位（集体）名称",
        "nature": "单位性质",
        "leader_name": "单位（集体）负责人：姓名",
        "contact_name": "申报工作联系人：姓名",
        "contact_landline": "座机电话",
        "honours": "曾获学习型社会建设与终身教育工作相关荣誉",
        "category": "申报类型",
    }
    end = "__" if "__" in between else ""
    written = (f"{label}{between}{VALUES[field]}{end}" for field, label in labels.items())
    lines = [TITLE, *(part for line in written for part in line.split("\n"))]
    form = read(docx("".join(para(run(line)) for line in lines)), season)
    silent = {
        field: form.nomination.value(field)
        for field in labels
        if form.nomination.value(field) != VALUES[field] and field not in form.doubtful
    }
    assert silent == {}
    assert form.nomination.name == VALUES["name"]
    assert form.nomination.value("honours") == VALUES["honours"]


def test_the_options_of_the_type_over_lines_of_a_form_without_table(season: Season) -> None:
    lines = [
        *(TITLE, "大口、委办、区（公章）：徐汇区", f"单位（集体）名称：{VALUES['name']}"),
        *("单位性质：机关", "联系人姓名：李样张", "邮编：200032", "申报类型："),
        *(f"□{A}", f"□{E}", f"☑{C}", f"□{F}", "曾获荣誉：无"),
    ]
    form = read(docx("".join(para(run(line)) for line in lines)), season)
    assert season.category(form.nomination.category) == season.category(C)
    assert "category" not in form.doubtful


def test_a_label_behind_an_answer_in_its_cell(season: Season) -> None:
    form = read(FormText(rows=rows(address="样张路1号 邮编：200033", postcode="")).docx(), season)
    assert form.nomination.value("address") == "样张路1号"
    assert form.nomination.value("postcode") == "200033"


def test_a_word_of_an_answer_is_no_label(season: Season) -> None:
    form = read(FormText(rows=rows(leader_title="书记（联系电话：8001）")).docx(), season)
    assert form.nomination.value("leader_title") == "书记（联系电话：8001）"
    assert form.nomination.value("leader_phone") == VALUES["leader_phone"]


@pytest.mark.parametrize("name", ["张样张 女", "张样张 13900000009", "张样张、李样张"])
def test_more_than_a_name_is_asked_about(name: str, season: Season) -> None:
    assert "leader_name" in read(FormText(rows=rows(leader_name=name)).docx(), season).doubtful


def test_options_in_the_label_of_the_type(season: Season) -> None:
    made = rows()
    made[8][0] = Cell(f"申报类型\n（{A}（事业单位）、{E}（含教育类）、{C}或{F}）")
    form = read(FormText(rows=made).docx(), season)
    assert (form.nomination.category, form.remarks) == (C, ())
