"""What no column says: whose list it is, the category of the rows below, a list on its side."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import SHEET, add_sheet, headers, read, row, season, table, xlsx

AGENCY, ENTERPRISE = "学习型机关（事业单位）", "学习型企事业单位（含教育类）"
COMMUNITY, FAMILY = "学习型社区", "学习型家庭"
NAMES = ("甲局", "乙公司", "丙街道", "丁家庭")


def without(column: str) -> list[list[Any]]:
    """Return a table of the four names without one column."""
    at = [field.id for field in season().notice.fields].index(column)
    rows = table(*(row(name=name, rank=number) for number, name in enumerate(NAMES, 1)))
    return [[value for place, value in enumerate(cells) if place != at] for cells in rows]


def told(path: Path, field: str) -> list[str]:
    intake = read(path)
    assert intake.problems == ()
    return [one.value(field) for one in intake.submissions[0].nominations]


@pytest.mark.parametrize(
    "headings",
    [
        ("机关类（共2家）", "企事业单位类（2个）", "社区类 2个", "家庭类：2户"),
        (
            "一、机关（报机关工委）",
            "二、企事业单位（报总工会）",
            "三、社区（报学指办）",
            "四、家庭（报妇联）",
        ),
        ("1.学习型机关：报机关工委", "2.学习型企业：报工会", "3.社区：报学指办", "4.家庭：报妇联"),
        ("第一部分 学习型机关", "第二部分 学习型企业", "第三部分 社区", "第四部分 家庭"),
        ("【机关】", "【企事业】", "【社区】", "【家庭】"),
        ("学习型机关推荐名单", "学习型企业推荐名单", "学习型社区候选名单", "学习型家庭候选名单"),
        ("机关组", "企业组", "社区组", "家庭组"),
    ],
)
def test_a_heading_says_the_category(headings: tuple[str, ...], tmp_path: Path) -> None:
    header, *rows = without("category")
    both = [line for pair in zip(headings, rows, strict=True) for line in ([pair[0]], pair[1])]
    path = xlsx(tmp_path / "a.xlsx", [header, *both])
    assert told(path, "category") == [AGENCY, ENTERPRISE, COMMUNITY, FAMILY]


def test_a_heading_that_is_not_understood_ends_the_one_above(tmp_path: Path) -> None:
    header, *rows = without("category")
    lines = [header, ["社区"], rows[2], ["下列家庭由区妇联推荐"], rows[3]]
    intake = read(xlsx(tmp_path / "a.xlsx", lines))
    got = [one.category for one in intake.submissions[0].nominations]
    assert got == [COMMUNITY, ""]
    assert [one.message for one in intake.problems] == ["缺少“申报类型”这一列。"]


def test_a_sum_of_the_same_category_ends_nothing(tmp_path: Path) -> None:
    header, *rows = without("category")
    lines = [header, ["社区"], rows[2], ["社区小计：1家"], rows[3]]
    assert told(xlsx(tmp_path / "a.xlsx", lines), "category") == [COMMUNITY, COMMUNITY]


@pytest.mark.parametrize(
    "above",
    [
        [["大口、委办、区（公章）：徐汇区"]],
        [["大口、委办、区（公章）：徐汇区学习办", "", "", "联系人：张示例"]],
        [["推荐单位：", "徐汇区"]],
        [["徐汇区2023年优秀学习型组织推荐名单"]],
        [["2023年徐汇区优秀学习型组织推荐名单"], ["徐汇区学习办（盖章）"]],
    ],
)
def test_a_line_above_the_header_says_whose_list_it_is(above: Any, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*above, *without("recommender")])
    assert told(path, "recommender") == ["徐汇区"] * 4


@pytest.mark.parametrize(
    "above",
    [
        [["报送市总工会的名单"]],
        [["徐汇区、静安区推荐名单"], ["静安区"]],
        [["徐汇区"], ["静安区"]],
        [["大口、委办、区（公章）："]],
    ],
)
def test_another_line_does_not_say_whose_list_it_is(above: Any, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*above, *without("recommender")])
    assert [one.message for one in read(path).problems] == ["缺少“推荐单位”这一列。"]


def test_a_sheets_name_says_whose_list_it_is(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", without("recommender")[:2], sheet="徐汇区")
    header, *rows = without("recommender")
    add_sheet(path, "静安区", [header, rows[3]])
    intake = read(path)
    assert intake.problems == ()
    got = [(one.name, one.recommender) for one in intake.submissions[0].nominations]
    assert got == [("甲局", "徐汇区"), ("丁家庭", "静安区")]


def test_a_column_counts_more_than_a_line_above(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["推荐单位：静安区"], *table()])
    assert told(path, "recommender") == ["徐汇区"]


@pytest.mark.parametrize("sheet", [SHEET, "甲街道", "Sheet1"])
@pytest.mark.parametrize("number", [1, 3])
def test_a_list_on_its_side_is_an_error(sheet: str, number: int, tmp_path: Path) -> None:
    rows = table(*(row(name=f"徐汇区第{at}街道") for at in range(number)))
    turned = [list(cells) for cells in zip(*rows, strict=True)]
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table(), "家庭"), sheet, turned)
    (problem,) = read(path).problems
    assert (problem.rule, problem.severity) == ("column-missing", None)
    assert problem.location.sheet == sheet
    assert problem.message == (
        f"工作表“{sheet}”里的名单横竖颠倒了：表头写成了一列，一家也没有读到。"
    )
    assert "选择性粘贴→转置" in problem.hint


def test_a_sheet_that_explains_the_columns_is_no_list_on_its_side(tmp_path: Path) -> None:
    fields = season().notice.fields
    lines = [["栏目", "怎样填", "例子"], *([one.header, one.note, one.example] for one in fields)]
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table()), "说明", lines)
    assert read(path).problems == ()


@pytest.mark.parametrize(
    "line",
    [
        ["", "", "", "以上共8家"],
        ["", "", "", "（以下空白）"],
        ["注", "本表一式三份"],
        ["★家庭须附证书"],
        ["", "", "", "", "", "", "", "徐汇区学习办"],
        ["联系人", "张示例", "电话", "54000000"],
    ],
)
def test_a_line_below_the_table_is_no_nomination(line: list[str], tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [headers(), row(), [], line])
    assert told(path, "name") == ["徐汇区示例街道"]
