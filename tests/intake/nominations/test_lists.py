"""Which sheets of a workbook are lists: each is read, and none is passed over without a word."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import (
    SHEET,
    add_sheet,
    change,
    headers,
    read,
    read_names,
    replace_in,
    row,
    table,
    xlsx,
)
from xxzz.finding import Severity
from xxzz.location import Location

FAMILY = row(name="张示例家庭", category="学习型家庭", family_title="2021年上海市最美家庭")


def two_lists(path: Path, title: str, rows: list[Any]) -> Path:
    return add_sheet(xlsx(path, table()), title, rows)


@pytest.mark.parametrize("title", ["家庭", "Sheet2", "草稿", "推荐名单（二）", "汇总"])
def test_every_list_is_read_with_its_own_sheet(title: str, tmp_path: Path) -> None:
    path = two_lists(tmp_path / "a.xlsx", title, [["2023年推荐名单"], *table(FAMILY)])
    intake = read(path)
    assert intake.problems == ()
    (submission,) = intake.submissions
    places = {one.name: one.origin.locate("name") for one in submission.nominations}
    assert places == {
        "徐汇区示例街道": Location(path.as_posix(), SHEET, 2, 4),
        "张示例家庭": Location(path.as_posix(), title, 3, 4),
    }


def test_a_sheet_for_each_category_without_the_sheet_of_the_name(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(), "社区")
    add_sheet(path, "家庭", table(FAMILY))
    assert read_names(path) == ["徐汇区示例街道", "张示例家庭"]


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("家庭", "学习型家庭"),
        ("4.学习型家庭", "学习型家庭"),
        ("企事业单位", "学习型企事业单位（含教育类）"),
        ("学习型机关（事业单位）", "学习型机关（事业单位）"),
        ("街镇名单", "学习型社区"),
    ],
)
def test_the_name_of_the_sheet_says_the_category_where_no_column_does(
    title: str, category: str, tmp_path: Path
) -> None:
    at = headers().index("申报类型")
    path = xlsx(tmp_path / "a.xlsx", [one[:at] + one[at + 1 :] for one in table()], title)
    intake = read(path)
    assert intake.problems == ()
    assert [one.category for one in intake.submissions[0].nominations] == [category]


def test_a_name_of_two_categories_says_none(tmp_path: Path) -> None:
    at = headers().index("申报类型")
    rows = [one[:at] + one[at + 1 :] for one in table()]
    (problem,) = read(xlsx(tmp_path / "a.xlsx", rows, "社区和家庭")).problems
    assert (problem.rule, problem.message) == ("column-missing", "缺少“申报类型”这一列。")


@pytest.mark.parametrize("title", ["家庭", "推荐名单2"])
def test_a_sheet_named_like_a_list_without_a_header_is_said(title: str, tmp_path: Path) -> None:
    path = two_lists(tmp_path / "a.xlsx", title, [["张示例", "139"], ["李示例", "138"]])
    (problem,) = read(path).problems
    assert (problem.rule, problem.severity) == ("column-missing", None)
    assert problem.message == f"“{title}”里没有找到表头，一家也没有读到。"
    assert problem.location == Location(path.as_posix(), title)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["填写说明"], ["请如实填写"]],
        [["序号", "单位名称", "联系人", "手机", "地址", "邮编"], [1, "甲", "张示例", 1, "路", 2]],
        [["序号", "被推荐单位或家庭", "备注"], [1, "徐汇区示例街道", ""]],
        [["推荐单位", "类别", "数量"], ["徐汇区", "家庭", 5]],
    ],
)
def test_a_sheet_that_is_no_list_is_left_alone(rows: list[Any], tmp_path: Path) -> None:
    assert read_names(two_lists(tmp_path / "a.xlsx", "其他", rows)) == ["徐汇区示例街道"]


def test_a_list_on_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    path = two_lists(tmp_path / "a.xlsx", "旧", table(FAMILY))

    def hide(sheet: Any) -> None:
        sheet.parent["旧"].sheet_state = "hidden"

    intake = read(change(path, hide))
    assert len(intake.submissions[0].nominations) == 2
    (problem,) = intake.problems
    assert (problem.severity, problem.message) == (
        Severity.WARNING,
        "工作表“旧”是隐藏的，里面的名单也读了。",
    )


def test_a_list_without_the_column_of_names_is_said(tmp_path: Path) -> None:
    path = two_lists(tmp_path / "a.xlsx", "二", table(FAMILY))

    def rename(sheet: Any) -> None:
        sheet.parent["二"]["D1"] = "被荐"

    rules = [one.rule for one in read(change(path, rename)).problems]
    assert "column-missing" in rules


def test_another_sheet_that_cannot_be_read_is_an_error_and_the_list_is_read(
    tmp_path: Path,
) -> None:
    path = two_lists(tmp_path / "a.xlsx", "数据", [["甲"]])
    cell = '<row><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    far = replace_in(path, "</sheetData>", cell, part="xl/worksheets/sheet2.xml")
    intake = read(far)
    assert [one.name for one in intake.submissions[0].nominations] == ["徐汇区示例街道"]
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("workbook-unreadable", None)
    assert problem.message.startswith("工作表“数据”读不出来，不知道里面有没有推荐名单。")
    assert problem.location == Location(far.as_posix(), "数据", 1048576, 16384)
