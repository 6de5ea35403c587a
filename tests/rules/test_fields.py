"""The fields of 附件3: required, readable, no placeholder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from nomination_maker import changed, nomination, with_notice
from xxzz.finding import Report, Severity, Skipped
from xxzz.location import Location
from xxzz.nomination import Origin
from xxzz.rules.fields import field_required, placeholder_text, value_invalid
from xxzz.rules.kinds import CHECKS
from xxzz.season.models.form import RequiredWhen

if TYPE_CHECKING:
    from conftest import Judge, Nominate

    from xxzz.season import Season

CATEGORIES = ("agency", "enterprise", "community", "family")


def cells(report: Report) -> list[str | None]:
    return [finding.location.cell for finding in report.findings]


@pytest.mark.parametrize("category", CATEGORIES)
def test_good_nominations(judge: Judge, nominate: Nominate, category: str) -> None:
    for one in (field_required, value_invalid, placeholder_text):
        report = judge(one, nominate(category))
        assert not report.findings
        assert not report.skipped


@pytest.mark.parametrize(
    ("kind", "field", "problem"),
    [
        ("agency", "recommender", ("B4", "没有填写“推荐单位”。")),
        ("agency", "category", ("C4", "没有填写“申报类型”。")),
        ("community", "contact_mobile", ("M4", "没有填写“联系人手机号码”。")),
        ("community", "nature", ("E4", "没有填写“单位性质”。")),
        ("enterprise", "building_since", ("R4", "没有填写“建设起始年月”。")),
        ("family", "family_title", ("S4", "没有填写“最美家庭称号”。")),
        ("family", "postcode", ("P4", "没有填写“邮编”。")),
    ],
)
def test_empty_fields(
    judge: Judge, nominate: Nominate, kind: str, field: str, problem: tuple[str, str]
) -> None:
    (finding,) = judge(field_required, nominate(kind, **{field: ""})).findings
    assert finding.rule == "field-required"
    assert finding.severity is Severity.ERROR
    assert (finding.location.cell, finding.message) == problem


def test_optional_fields_may_be_empty(judge: Judge, nominate: Nominate) -> None:
    empty = {"leader_email": "", "contact_landline": "", "honours": "", "remark": ""}
    assert not judge(field_required, nominate("agency", **empty)).findings
    assert not judge(field_required, nominate("community", building_since="")).findings


def test_an_unknown_category_needs_what_all_need(judge: Judge, nominate: Nominate) -> None:
    row = nominate(
        "enterprise", category="学习型团队", nature="", building_since="", family_title="", name=""
    )
    assert cells(judge(field_required, row)) == ["D4"]


def test_a_field_that_was_unreadable_is_not_reported_again(
    judge: Judge, nominate: Nominate
) -> None:
    broken = frozenset({"name", "rank", "address"})
    row = nominate("agency", name="", rank="#REF!", address="待补", unreadable=broken)
    for one in (field_required, value_invalid, placeholder_text):
        assert not judge(one, row).findings


def test_a_missing_column_is_skipped(judge: Judge, nominate: Nominate) -> None:
    whole = nominate("family")
    columns = {k: v for k, v in whole.origin.columns.items() if k != "address"}
    origin = Origin(whole.origin.base, columns=columns)
    report = judge(field_required, changed(replace(whole, origin=origin), address=""))
    assert not report.findings
    assert report.skipped == (Skipped("field-required", "表里没有“单位地址”这一列（1家）"),)


def test_a_form_has_no_columns_but_must_be_filled_in(judge: Judge) -> None:
    origin = Origin(
        Location("表.docx"), places={"name": Location("表.docx", part="单位（集体）名称")}
    )
    row = nomination(origin, recommender="徐汇区", category="家庭")
    report = judge(field_required, row)
    assert "表.docx!单位（集体）名称" in [str(finding.location) for finding in report.findings]
    assert not report.skipped


@pytest.mark.parametrize(
    "text", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]
)
@pytest.mark.parametrize(("field", "cell"), [("honours", "Q4"), ("contact_mobile", "M4")])
def test_formula_errors(judge: Judge, nominate: Nominate, text: str, field: str, cell: str) -> None:
    (finding,) = judge(value_invalid, nominate("agency", **{field: text})).findings
    assert finding.rule == "value-invalid"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == cell
    assert f"“{text}”" in finding.message
    assert "公式出错" in finding.hint


def test_a_hash_is_no_formula_error(judge: Judge, nominate: Nominate) -> None:
    row = nominate("agency", address="#3楼", remark="#学习型组织")
    assert not judge(value_invalid, row).findings


@pytest.mark.parametrize("text", ["1", "20", "01", "１", "9" * 9, "1、", "①", "第一"])
def test_good_ranks(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(value_invalid, nominate(rank=text)).findings


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "甲", "机关1", "A", "1" * 10, "9" * 5000])
def test_bad_ranks(judge: Judge, nominate: Nominate, text: str) -> None:
    (finding,) = judge(value_invalid, nominate(rank=text)).findings
    assert finding.location.cell == "A4"
    assert "应当是1、2、3这样的正整数" in finding.message
    assert len(finding.message) < 100


@pytest.mark.parametrize("text", ["2019年13月", "2019年2月30日", "45年3月", "很久", "43525"])
def test_beginnings_that_nobody_understands(judge: Judge, nominate: Nominate, text: str) -> None:
    (finding,) = judge(value_invalid, nominate("enterprise", building_since=text)).findings
    assert finding.location.cell == "R4"
    assert finding.severity is Severity.ERROR
    assert f"“{text}”，看不懂是哪年哪月" in finding.message


def test_the_number_behind_a_date_is_read_out(judge: Judge, nominate: Nominate) -> None:
    (finding,) = judge(value_invalid, nominate("enterprise", building_since="43525")).findings
    assert finding.hint == "像是日期变成了数字（2019年3月1日），请核对后写成年和月。"


@pytest.mark.parametrize("text", ["2032年3月", "2023-09-21", "2024"])
def test_beginnings_in_the_future(judge: Judge, nominate: Nominate, text: str) -> None:
    (finding,) = judge(value_invalid, nominate("enterprise", building_since=text)).findings
    assert finding.location.cell == "R4"
    assert "晚于截止日2023-09-20" in finding.message


def test_a_beginning_that_does_not_matter_only_warns(judge: Judge, nominate: Nominate) -> None:
    (finding,) = judge(value_invalid, nominate("family", building_since="很久")).findings
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("text", ["待定", "-", "无", "2023年9月20日"])
def test_beginnings_for_other_rules_to_judge(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(value_invalid, nominate("enterprise", building_since=text)).findings


@pytest.mark.parametrize(
    ("item", "text", "hint"),
    [
        ("family-1.1", "很好", "请写“符合”“基本符合”或“不符合”。"),
        ("family-1.1", "1", "请写“符合”“基本符合”或“不符合”。"),
        ("family-3.1", "60分钟", "或写数字（单位：小时）。"),
        ("family-3.1", "不到1小时", "或写数字（单位：小时）。"),
    ],
)
def test_answers_that_are_none(
    judge: Judge, nominate: Nominate, item: str, text: str, hint: str
) -> None:
    row = nominate("family", indicators={"family-1.2": "符合", item: text})
    (finding,) = judge(value_invalid, row).findings
    assert (finding.location.sheet, finding.location.cell) == ("指标自评", "D4")
    assert f"“{text}”" in finding.message
    assert finding.hint.endswith(hint)


@pytest.mark.parametrize(
    ("field", "text", "cell"),
    [
        ("address", "待补", "N4"),
        ("address", " 待 定", "N4"),
        ("address", "（待补）。", "N4"),
        ("address", "待补。", "N4"),
        ("address", "：待补", "N4"),
        ("address", "未填写", "N4"),
        ("leader_name", "{{ leader_name }}", "F4"),
        ("leader_name", "____", "F4"),
        ("contact_email", "、", "O4"),
        ("leader_name", "XXX", "F4"),
        ("leader_name", "ｘｘ", "F4"),
        ("contact_title", "N/A", "K4"),
        ("contact_mobile", "?", "M4"),
        ("brief", "本栏请在此处填写事迹", "T4"),
        ("category", "填写：学习型机关（事业单位）、学习型企事业单位（含教育类）", "C4"),
        ("honours", "暂无", "Q4"),
        ("address", "无", "N4"),
        ("nature", "-", "E4"),
        ("nature", "——", "E4"),
    ],
)
def test_placeholders(judge: Judge, nominate: Nominate, field: str, text: str, cell: str) -> None:
    (finding,) = judge(placeholder_text, nominate("agency", **{field: text})).findings
    assert finding.rule == "placeholder-text"
    assert finding.severity is Severity.ERROR
    assert finding.location.cell == cell
    assert "占位文字“" in finding.message


@pytest.mark.parametrize("text", ["无", "-", "/", "——", "没有"])
def test_an_optional_field_may_say_that_there_is_nothing(
    judge: Judge, nominate: Nominate, text: str
) -> None:
    row = nominate("agency", honours=text, contact_landline=text, leader_email=text, remark=text)
    assert not judge(placeholder_text, row).findings


@pytest.mark.parametrize(
    "text", ["空港路1号", "无锡路1号", "徐汇区XX街道", "略阳路2号", "示例路1号"]
)
def test_words_within_an_answer_are_fine(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(placeholder_text, nominate("agency", address=text)).findings


@pytest.mark.parametrize(
    "text", ["13900000001", "021-54000001", "021-54000001转8", "张示例13900000001"]
)
def test_a_telephone_number_in_a_names_cell(judge: Judge, nominate: Nominate, text: str) -> None:
    (finding,) = judge(value_invalid, nominate("community", contact_name=text)).findings
    assert finding.location.cell == "J4"
    assert finding.message == f"“联系人姓名”里是电话号码“{text}”。"


@pytest.mark.parametrize("text", ["张示例2", "张示例", "张示例13900000001转示例"])
def test_a_name_with_a_digit_is_no_telephone_number(
    judge: Judge, nominate: Nominate, text: str
) -> None:
    assert not judge(value_invalid, nominate("community", contact_name=text)).findings


def test_what_is_required_twice_is_asked_for_once(
    judge: Judge, nominate: Nominate, season: Season
) -> None:
    when = RequiredWhen(field="nature", values=("民营企业",))
    fields = tuple(
        one.model_copy(update={"required": ("family",), "required_when": when})
        if one.id == "honours"
        else one
        for one in season.notice.fields
    )
    rows = [
        nominate("family", honours="", nature="民营企业"),
        nominate("enterprise", honours=""),
        nominate("enterprise", honours="", nature="国有企业"),
    ]
    report = judge(field_required, *rows, season=with_notice(season, fields=fields))
    assert cells(report) == ["Q4", "Q5"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [("72学习小时", False), ("72个学习小时", True), ("约1,200", False), ("很多", True)],
)
def test_a_number_may_have_a_unit(season: Season, text: str, *, fault: bool) -> None:
    assert (CHECKS["number"](text, season.field("honours")) is not None) is fault


@pytest.mark.parametrize(
    ("field", "text", "what"),
    [
        ("leader_name", "leader@example.org", "邮箱"),
        ("name", "021-54000001", "电话号码"),
        ("name", "202309", "数字"),
        ("contact_name", "12", "数字"),
    ],
)
def test_what_is_no_name(
    judge: Judge, nominate: Nominate, field: str, text: str, what: str
) -> None:
    (finding,) = judge(value_invalid, nominate("community", **{field: text})).findings
    assert f"里是{what}“{text}”。" in finding.message
    own = "名称" if field == "name" else "姓名"
    assert finding.hint.startswith(f"请填写{own}，{what.removesuffix('号码')}填在自己的一栏；")


@pytest.mark.parametrize("name", ["徐汇区第2街道", "3M公司", "@家学堂", "中心12", "1922书店"])
def test_names_with_digits_and_signs(judge: Judge, nominate: Nominate, name: str) -> None:
    assert not judge(value_invalid, nominate("community", name=name)).findings


@pytest.mark.parametrize("text", ["1990年1月", "1990", "33年", "2023年9月"])
def test_a_beginning_that_can_be(judge: Judge, nominate: Nominate, text: str) -> None:
    assert not judge(value_invalid, nominate("enterprise", building_since=text)).findings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1989年12月", ""),
        ("1989", ""),
        ("34年", ""),
        # what Excel makes of a number in a cell for dates
        ("1905-06-11", ""),
        ("1905-06-12", "“1990”会变成这样。是不是想写1990年？"),
        ("1905-07-15", "“2023”会变成这样。是不是想写2023年？"),
        ("1905-07-16", ""),
        ("1900-01-01", "“1”会变成这样。是不是想写1年（已建设的年数）？"),
        ("1900-01-03", "“3”会变成这样。是不是想写3年（已建设的年数）？"),
        ("1900-04-08", "“99”会变成这样。是不是想写99年（已建设的年数）？"),
        ("1900-04-09", ""),
    ],
)
def test_a_beginning_before_anybody_spoke_of_it(
    judge: Judge, nominate: Nominate, text: str, meant: str
) -> None:
    (finding,) = judge(value_invalid, nominate("enterprise", building_since=text)).findings
    assert finding.location.cell == "R4"
    assert finding.message == f"“建设起始年月”写的是“{text}”，早于1990年，多半是写错了。"
    head = f"日期格式的格子里输入{meant}" if meant else ""
    assert finding.hint == f"{head}请核对，写成开始建设的年和月，例如“2019年3月”。"
