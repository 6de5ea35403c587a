"""Mistakes that once ended in wrong data without a word, each with what a person reads."""

from pathlib import Path

import pytest

from xxzz.__main__ import main
from xxzz.intake.find import Source
from xxzz.intake.form.category import TypeReader
from xxzz.intake.form.files import FormIntake, read_forms
from xxzz.intake.form.model import Form
from xxzz.season import Season, load_season

FAULTS = Path(__file__).parents[2] / "data" / "faults"


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def read(name: str, season: Season) -> FormIntake:
    return read_forms([Source(FAULTS / name, named=True)], season)


def only(name: str, season: Season) -> Form:
    (file,) = read(name, season).files
    (form,) = file.forms
    return form


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("F01a_tick_before_box.docx", "学习型社区"),
        ("F01b_tick_before_box_lines.docx", "学习型社区"),
        ("F01c_tick_behind_box.docx", "学习型企事业单位"),
        ("F01d_tick_in_row_below.docx", "学习型社区"),
        ("F15_legacy_dropdown.docx", "学习型社区"),
    ],
)
def test_what_is_ticked(name: str, category: str, season: Season) -> None:
    assert only(name, season).nomination.category == category


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("F07_strike.docx", {"contact_name": "李样张"}),
        ("F08_underscores_around_value.docx", {"leader_name": "张样张"}),
        ("F08_underscores_around_value.docx", {"contact_landline": "021-54000002"}),
        ("F09_commas_between_labels.docx", {"leader_name": "张样张", "leader_title": "主任"}),
        ("F09_commas_between_labels.docx", {"leader_phone": "021-54000001"}),
        ("F17_added_box.docx", {"leader_name": "张样张", "leader_title": "主任"}),
        ("F17b_photo_cell.docx", {"leader_title": "主任"}),
        ("F19_seal_word_in_name.docx", {"name": "徐汇区样张街道", "leader_name": "张样张"}),
        ("F25_persons_as_rows.docx", {"leader_name": "张样张", "leader_title": "主任"}),
        ("F25_persons_as_rows.docx", {"contact_mobile": "13900000001"}),
        ("F25_persons_as_rows.docx", {"contact_email": "contact@example.org"}),
        ("F26_name_over_two_paragraphs.docx", {"name": "徐汇区样张街道"}),
    ],
)
def test_what_a_person_reads(name: str, values: dict[str, str], season: Season) -> None:
    nomination = only(name, season).nomination
    assert {field: nomination.value(field) for field in values} == values


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("F07_strike.docx", "表里有划掉的文字，没有采用：“王样张”。"),
        ("F17_added_box.docx", "表上还有推荐表没有的栏目，没有采用：“性别”。"),
        ("F17b_photo_cell.docx", "表上还有推荐表没有的栏目，没有采用：“照片”。"),
    ],
)
def test_what_is_not_used_is_named(name: str, remark: str, season: Season) -> None:
    assert remark in only(name, season).remarks


def test_a_table_of_data_is_no_form(season: Season) -> None:
    assert read("F16_api_table_taken_as_form.docx", season).files == ()


def test_a_form_as_a_picture_is_an_error(season: Season) -> None:
    folder = FAULTS / "F02_form_as_picture"
    read_ = read_forms([Source(path, named=False) for path in sorted(folder.iterdir())], season)
    (problem,) = [one for one in read_.problems if "乙街道" in one.location.file]
    assert problem.severity is None
    assert "标题是“2023年上海市优秀学习型组织推荐表”，但是里面没有读得出的表格" in problem.message


def test_a_form_as_lines_is_read_and_is_nobodys_story(season: Season) -> None:
    folder = FAULTS / "F02_form_without_table"
    read_ = read_forms([Source(path, named=False) for path in sorted(folder.iterdir())], season)
    names = {form.nomination.name: form for file in read_.files for form in file.forms}
    assert set(names) == {"徐汇区甲样张街道", "徐汇区丙样张街道"}
    assert names["徐汇区甲样张街道"].nomination.story == ""
    lines = names["徐汇区丙样张街道"].nomination
    assert (lines.value("leader_name"), lines.value("leader_title")) == ("张样张", "主任")
    assert (lines.value("contact_name"), lines.value("contact_mobile")) == ("李样张", "13900000001")
    assert lines.brief == "围绕学习型组织建设，建立学习小组。"
    assert main(["validate", str(folder)]) == 1


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("□学习型机关□√学习型社区□学习型家庭", "学习型社区"),
        ("□   学习型机关 ☑   学习型企事业单位 □ 学习型社区", "学习型企事业单位"),
        ("学习型机关（ ） 学习型社区（√）", "学习型社区"),
        ("×学习型机关 √学习型社区 ×学习型家庭", "学习型社区"),
        ("1.学习型机关 2.学习型企事业单位 3.学习型社区 选：3", "学习型社区"),
        ("☑学习型企事业单位（含教育类） ☑教育类", "学习型企事业单位（含教育类）"),
    ],
)
def test_ticks_and_boxes_beside_each_other(text: str, category: str, season: Season) -> None:
    answer = TypeReader(season).read(text)
    assert (answer.value, answer.doubts) == (category, ())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("学习型机关□√学习型社区□", "“√”在“学习型机关”和“学习型社区”之间，看不出选的是哪一类。"),
        ("学习型机关√学习型社区", "“√”在“学习型机关”和“学习型社区”之间，看不出选的是哪一类。"),
        ("学习型机关 ☑ 学习型社区", "“☑”在“学习型机关”和“学习型社区”之间，看不出选的是哪一类。"),
        ("学习型机关\n√\n学习型社区", "“√”旁边没有类型的名称，看不出选的是哪一类。"),
        ("学习型机关 ×学习型社区", "只有×，看不出×的意思是选中还是不选。"),
    ],
)
def test_two_equal_choices_are_asked_about(text: str, doubt: str, season: Season) -> None:
    answer = TypeReader(season).read(text)
    assert answer.doubts == (doubt,)
    assert season.category(answer.value) is None
