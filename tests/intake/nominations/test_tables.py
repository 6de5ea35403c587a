"""Tables within a sheet: a second header, headings with categories, rows without a header."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import (
    SHEET,
    add_sheet,
    change,
    column,
    headers,
    read,
    read_names,
    read_one,
    row,
    table,
    xlsx,
)

CATEGORY = column("category") - 1
COMMUNITY, FAMILY = "学习型社区", "学习型家庭"


def without_category(rows: list[Any]) -> list[list[Any]]:
    return [[value for at, value in enumerate(one) if at != CATEGORY] for one in rows]


def categories(path: Path) -> dict[str, str]:
    intake = read(path)
    assert intake.problems == ()
    return {one.name: one.category for file in intake.submissions for one in file.nominations}


def test_a_lower_table_may_have_its_columns_in_another_order(tmp_path: Path) -> None:
    lower = [list(reversed(one)) for one in table(row(name="乙街道"))]
    path = xlsx(tmp_path / "a.xlsx", [*table(row(name="甲街道")), [], ["续表"], *lower])
    assert read_names(path) == ["甲街道", "乙街道"]
    second = read(path).submissions[0].nominations[1]
    assert second.recommender == "徐汇区"
    assert second.origin.locate("name").cell == "S6"


def test_the_same_header_again_is_no_second_table(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [*table(row(name="甲街道")), *table(row(name="乙街道"))])
    assert read_names(path) == ["甲街道", "乙街道"]


def test_a_formula_without_result_is_said_once(tmp_path: Path) -> None:
    lower = [list(reversed(one)) for one in table(row(name="乙街道", nature="=1+1"))]
    path = xlsx(tmp_path / "a.xlsx", [*table(row(name="甲街道")), *lower])
    (problem,) = read(path).problems
    assert "没有保存计算结果" in problem.message
    assert problem.location.row == 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、学习型社区", "二、学习型家庭"),
        ("社区类（1家）", "家庭类（1家）"),
        ("2023年上海市优秀学习型社区推荐名单", "2023年上海市优秀学习型家庭推荐名单"),
    ],
)
@pytest.mark.parametrize("again", [True, False])
def test_a_heading_says_the_category_of_the_rows_below(
    first: str, second: str, again: bool, tmp_path: Path
) -> None:
    header, one, other = without_category(table(row(name="甲街道"), row(name="乙家庭")))
    path = tmp_path / "a.xlsx"
    if again:
        xlsx(path, [[first], header, one, [], [second], header, other])
    else:
        xlsx(path, [header, [first], one, [second], other])
    assert categories(path) == {"甲街道": COMMUNITY, "乙家庭": FAMILY}


def test_a_heading_that_says_more_is_no_category(tmp_path: Path) -> None:
    header, one = without_category(table(row(name="甲街道")))
    path = xlsx(tmp_path / "a.xlsx", [["徐汇区学习型社区指导中心报送"], header, one])
    (problem,) = read(path).problems
    assert problem.message == "缺少“申报类型”这一列。"


def test_a_row_before_the_first_heading_still_lacks_the_column(tmp_path: Path) -> None:
    header, one, other = without_category(table(row(name="甲街道"), row(name="乙家庭")))
    path = xlsx(tmp_path / "a.xlsx", [header, one, ["学习型家庭"], other])
    assert [p.message for p in read(path).problems] == ["缺少“申报类型”这一列。"]


@pytest.mark.parametrize("title", ["续", "Sheet2", "名单2"])
def test_rows_without_a_header_are_an_error(title: str, tmp_path: Path) -> None:
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table()), title, [row(name="乙街道")])
    (problem,) = read(path).problems
    assert problem.rule == "column-missing"
    assert problem.severity is None
    assert problem.location.sheet == title
    assert problem.message == (f"工作表“{title}”里像是推荐名单，但是没有表头，一家也没有读到。")
    assert f"把“{SHEET}”的表头复制到它的第一行" in problem.hint


def test_the_remedy_for_rows_without_a_header_works(tmp_path: Path) -> None:
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table()), "续", [headers(), row(name="乙街道")])
    assert read_names(path) == ["徐汇区示例街道", "乙街道"]


@pytest.mark.parametrize(
    "rows",
    [
        [["徐汇区", "社区"], ["静安区", "社区"]],
        [["徐汇区", "张示例", "13900000001", "a@example.org", "学习办", "主任"]],
        [["区", "类别", "数量"], ["徐汇区", "社区", 2]],
    ],
)
def test_other_tables_are_left_alone(rows: list[Any], tmp_path: Path) -> None:
    path = add_sheet(xlsx(tmp_path / "a.xlsx", table()), "参考", rows)
    assert read_names(path) == ["徐汇区示例街道"]


def test_rests_of_the_printed_form_are_left_out(tmp_path: Path) -> None:
    values = row(
        name="徐汇区\n示例街道（盖章）",
        leader_name="__张示例__",
        leader_title="主任，",
        contact_mobile="13900000001；",
        honours="1.甲\n2.乙",
    )
    nomination = read_one(xlsx(tmp_path / "a.xlsx", table(values)))
    assert nomination.name == "徐汇区示例街道"
    assert nomination.value("leader_name") == "张示例"
    assert nomination.value("leader_title") == "主任"
    assert nomination.value("contact_mobile") == "13900000001"
    assert nomination.value("honours") == "1.甲\n2.乙"


class TestShiftedRows:
    """Rows in which a cell was deleted, or put in, so that all behind it stand one off."""

    def test_to_the_left(self, tmp_path: Path) -> None:
        values = row(name="乙街道")
        off = [values[0], *values[2:], ""]
        intake = read(xlsx(tmp_path / "a.xlsx", table(row(name="甲街道"), off)))
        (problem,) = intake.problems
        assert (problem.rule, problem.severity) == ("value-invalid", None)
        assert problem.location.cell == "C3"
        assert problem.message == "第3行从C列起向左错了一列（共1行），已按错开的位置读。"
        assert problem.hint.startswith("请在这几行里插入一个空的单元格")
        second = intake.submissions[0].nominations[1]
        assert (second.name, second.category, second.recommender) == ("乙街道", COMMUNITY, "")
        assert second.value("contact_mobile") == "13900000001"

    def test_to_the_right(self, tmp_path: Path) -> None:
        rows = [row(name=f"第{n}街道") for n in range(12)]
        off = [[one[0], "", *one[1:-1]] for one in rows]
        intake = read(xlsx(tmp_path / "a.xlsx", table(*off)))
        (problem,) = intake.problems
        assert problem.location.cell == "B2"
        shown = "、".join(map(str, range(2, 12)))
        assert problem.message == f"第{shown}等行从B列起向右错了一列（共12行），已按错开的位置读。"
        assert "删去多出的一个单元格" in problem.hint
        assert [one.recommender for one in intake.submissions[0].nominations] == ["徐汇区"] * 12

    def test_to_the_left_from_the_middle(self, tmp_path: Path) -> None:
        values = row(name="乙街道")
        off = [*values[:4], *values[5:], ""]
        intake = read(xlsx(tmp_path / "a.xlsx", table(row(name="甲街道"), off)))
        (problem,) = intake.problems
        assert problem.message == "第3行从F列起向左错了一列（共1行），已按错开的位置读。"
        second = intake.submissions[0].nominations[1]
        assert (second.name, second.category, second.value("nature")) == ("乙街道", COMMUNITY, "")
        assert second.value("leader_name") == "张示例"
        assert second.value("postcode") == "200032"

    def test_to_the_right_from_the_middle(self, tmp_path: Path) -> None:
        values = row(name="乙街道")
        off = [*values[:6], "", *values[6:-1]]
        intake = read(xlsx(tmp_path / "a.xlsx", table(off)))
        (problem,) = intake.problems
        assert problem.message == "第2行从G列起向右错了一列（共1行），已按错开的位置读。"
        (nomination,) = intake.submissions[0].nominations
        assert nomination.value("leader_name") == "张示例"
        assert nomination.value("leader_title") == "主任"
        assert nomination.value("contact_mobile") == "13900000001"

    def test_one_answer_at_the_end_may_be_in_place_again(self, tmp_path: Path) -> None:
        values = row(name="乙街道")
        off = [values[0], *values[2:], ""]
        off[15] = "200032"
        (problem,) = read(xlsx(tmp_path / "a.xlsx", table(off))).problems
        assert problem.message == "第2行从C列起向左错了一列（共1行），已按错开的位置读。"

    def test_two_answers_at_the_end_in_place_make_it_another_mistake(self, tmp_path: Path) -> None:
        values = row(name="乙街道")
        off = [values[0], *values[2:], ""]
        for at in (14, 15):  # the contact's e-mail address and the post code
            off[at] = values[at]
        intake = read(xlsx(tmp_path / "a.xlsx", table(off)))
        assert not any("错了一列" in one.message for one in intake.problems)

    @pytest.mark.parametrize(
        "changes",
        [
            {"recommender": "", "category": ""},
            {"recommender": "学习型社区", "category": "徐汇区示例街道"},
            {"contact_mobile": "", "contact_email": "", "leader_email": ""},
            {"contact_landline": "13900000001", "contact_mobile": ""},
        ],
    )
    def test_other_mistakes_are_no_shift(self, changes: dict[str, str], tmp_path: Path) -> None:
        nomination = read_one(xlsx(tmp_path / "a.xlsx", table(row(**changes))))
        assert nomination.name == "徐汇区示例街道"


@pytest.mark.parametrize(
    "explains",
    [
        list(range(1, len(headers()) + 1)),
        [str(at) for at in range(1, len(headers()) + 1)],
        ["必填"] * 10 + ["选填"] * 3,
    ],
)
def test_a_row_that_only_explains_the_header_is_no_nomination(
    explains: list[Any], tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "a.xlsx", [headers(), explains, row(name="甲街道")])
    assert read_names(path) == ["甲街道"]


def test_a_contact_merged_over_rows_is_that_of_each(tmp_path: Path) -> None:
    second = row(name="乙街道", contact_name="", contact_title="另一位干事")
    path = xlsx(tmp_path / "a.xlsx", table(row(name="甲街道"), second))

    def merge(sheet: Any) -> None:
        for letter in "JK":
            sheet.merge_cells(f"{letter}2:{letter}3")

    both = read(change(path, merge)).submissions[0].nominations
    assert [one.value("contact_name") for one in both] == ["李示例", "李示例"]
