"""Headers in the many shapes that offices give them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook_maker import (
    SHEET,
    change,
    column,
    headers,
    ods,
    ods_row,
    read,
    read_one,
    row,
    season,
    table,
    xlsx,
)
from xxzz.finding import Problem, Severity
from xxzz.intake.nominations.headers import find_header
from xxzz.intake.nominations.labels import Labels
from xxzz.intake.spreadsheet.grid import Grid
from xxzz.location import Location, column_letters

VALUES = [str(value) for value in row()]


def without(*names: str) -> list[list[Any]]:
    """Return a table that lacks some columns."""
    dropped = {column(name) - 1 for name in names}
    return [[v for at, v in enumerate(values) if at not in dropped] for values in table()]


def renamed(**labels: str) -> list[list[Any]]:
    """Return a table whose headers are changed, by field."""
    top = headers()
    for name, label in labels.items():
        top[column(name) - 1] = label
    return [top, row()]


def problems(path: Path, rows: list[Any]) -> tuple[Problem, ...]:
    return read(xlsx(path / "a.xlsx", rows)).problems


@given(st.permutations(range(len(season().field_ids))))
@settings(max_examples=20, deadline=None)
def test_columns_may_stand_in_any_order(tmp_path_factory: Any, order: list[int]) -> None:
    path = tmp_path_factory.mktemp("order") / "a.xlsx"
    nomination = read_one(xlsx(path, [[values[at] for at in order] for values in table()]))
    assert [nomination.value(name) for name in season().field_ids] == VALUES
    for name in season().field_ids:
        at = order.index(column(name) - 1) + 1
        assert nomination.origin.locate(name) == Location(path.as_posix(), SHEET, 2, at)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("name", "单位(集体)名称"),
        ("name", "单位（集体）\n名称"),
        ("name", " 单 位 （ 集 体 ） 名 称 "),
        ("name", "单位名称"),
        ("name", "＊单位（集体）名称："),
        ("leader_email", "负责人Ｅ－ｍａｉｌ"),
        ("leader_email", "负责人E-MAIL"),
        ("contact_name", "申报工作联系人"),
        ("brief", "简要事迹（500字以内）"),
        ("brief", "简要事迹\n（500字以内，必填）"),
        ("story", "详细事迹(2000字)"),
        ("category", "申报类型（请选择）*"),
        ("honours", "曾获学习型社会建设与终身教育工作\n相关荣誉"),
        ("recommender", "大口、委办、区"),
        ("rank", "【序号】"),
        ("name", "4.单位（集体）名称"),
        ("name", "（4）单位名称"),
        ("leader_phone", "负责人手机号码"),
        ("contact_landline", "联系人固定电话"),
        ("contact_email", "联系人Email"),
    ],
)
def test_a_header_is_known_however_it_is_written(name: str, label: str, tmp_path: Path) -> None:
    nomination = read_one(xlsx(tmp_path / "a.xlsx", renamed(**{name: label})))
    assert [nomination.value(field) for field in season().field_ids] == VALUES


def test_titles_seals_and_dates_above_the_header_do_not_matter(tmp_path: Path) -> None:
    above = [
        ["2023年上海市优秀学习型组织推荐汇总表"],
        ["大口、委办、区（公章）：徐汇区学习办", "", "", "", "填表日期：2023年9月1日"],
        [],
    ]
    path = xlsx(tmp_path / "a.xlsx", [*above, *table()])
    nomination = read_one(change(path, lambda sheet: sheet.merge_cells("A1:V1")))
    assert nomination.name == "徐汇区示例街道"
    assert nomination.origin.locate("name") == Location(path.as_posix(), SHEET, 5, 4)


@pytest.mark.parametrize("lines", [40, 190])
def test_the_header_may_stand_far_down(lines: int, tmp_path: Path) -> None:
    above = [[f"填写说明第{n}条"] for n in range(lines)]
    nomination = read_one(xlsx(tmp_path / "a.xlsx", [*above, *table()]))
    assert nomination.origin.base.row == lines + 2


def test_a_title_just_above_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["联系方式"], *renamed(address="住在哪里")])
    missing, unknown = read(path).problems
    assert missing.location == Location(path.as_posix(), SHEET, 2)
    assert unknown.location.cell == "N2"
    grid = Grid(SHEET, [["联系方式", *[""] * 21], *map(list, table())])
    header = find_header(grid, Labels(season()))
    assert header is not None
    assert (header.row, header.height) == (2, 1)


class TestTwoRows:
    """The header of 附件3: groups over the boxes of the leader and of the contact."""

    UPPER = (
        "序号 推荐单位 申报类型 单位（集体）名称 单位性质 单位（集体）负责人 - - - "
        "申报工作联系人 - - - - - - 曾获荣誉 建设起始年月 最美家庭称号 简要事迹 详细事迹 备注"
    )
    LOWER = (
        "- - - - - 姓名 职务 联系电话 E-mail "
        "姓名 职务 座机电话 手机号码 单位地址 E-mail 邮编 - - - - - -"
    )

    def rows(self) -> list[list[Any]]:
        upper, lower = (
            ["" if text == "-" else text for text in line.split()]
            for line in (self.UPPER, self.LOWER)
        )
        return [["推荐名单"], upper, lower, row(), row(name="乙街道", rank=2)]

    def check(self, path: Path) -> None:
        intake = read(path)
        assert intake.problems == ()
        first, second = intake.submissions[0].nominations
        assert [first.value(field) for field in season().field_ids] == VALUES
        assert first.origin.locate("leader_email").cell == "I4"
        assert second.origin.locate("contact_email").cell == "O5"

    def test_with_merged_cells(self, tmp_path: Path) -> None:
        def merge(sheet: Any) -> None:
            sheet.merge_cells("F2:I2")
            sheet.merge_cells("J2:P2")
            for letter in "ABCDEQRSTUV":
                sheet.merge_cells(f"{letter}2:{letter}3")

        self.check(change(xlsx(tmp_path / "a.xlsx", self.rows()), merge))

    def test_without_merged_cells(self, tmp_path: Path) -> None:
        self.check(xlsx(tmp_path / "a.xlsx", self.rows()))

    def test_in_opendocument(self, tmp_path: Path) -> None:
        self.check(ods(tmp_path / "a.ods", [ods_row(values) for values in self.rows()]))

    @pytest.mark.parametrize(
        ("leader", "contact"),
        [
            ("负责人", "联系人"),
            ("负责人信息", "联系人信息"),
            ("单位负责人基本情况", "申报工作联系人（必填）"),
        ],
    )
    def test_groups_may_be_named_freely(self, leader: str, contact: str, tmp_path: Path) -> None:
        title, upper, lower, first, second = self.rows()
        upper[5], upper[9] = leader, contact
        lower[7], lower[8], lower[11], lower[12] = "手机", "邮箱", "联系电话", "手机"
        self.check(xlsx(tmp_path / "a.xlsx", [title, upper, lower, first, second]))

    def test_a_group_that_is_nobodys_leaves_the_names_as_they_are(self, tmp_path: Path) -> None:
        title, upper, lower, first, second = self.rows()
        upper[11] = "联系方式"
        self.check(xlsx(tmp_path / "a.xlsx", [title, upper, lower, first, second]))

    def test_repeated_on_the_next_page(self, tmp_path: Path) -> None:
        title, upper, lower, first, second = self.rows()
        rows = [title, upper, lower, first, upper, lower, second]
        intake = read(xlsx(tmp_path / "a.xlsx", rows))
        assert [n.origin.base.row for n in intake.submissions[0].nominations] == [4, 7]

    def test_a_group_reaches_as_far_as_it_is_merged(self, tmp_path: Path) -> None:
        title, upper, lower, values = self.rows()[:4]
        lower[8], lower[14] = "邮箱", ""  # the contact's, beside the leader's three columns
        rows = [title, upper, lower, values]
        for line in rows[1:]:
            del line[14]
        path = change(xlsx(tmp_path / "a.xlsx", rows), lambda sheet: sheet.merge_cells("F2:H2"))
        nomination = read_one(path)
        assert (nomination.value("leader_email"), nomination.value("contact_email")) == (
            "",
            "leader@example.org",
        )

    def test_a_box_of_one_person_is_not_taken_for_the_others(self, tmp_path: Path) -> None:
        rows = self.rows()
        rows[2][7], rows[2][12] = "手机号码", "单位电话"
        missing, unknown = problems(tmp_path, rows)
        assert missing.message == "缺少“联系人手机号码”这一列。"
        assert unknown.message == "表头“单位电话”认不出来，这一列没有用上。"
        (nomination,) = read(tmp_path / "a.xlsx").submissions[0].nominations[:1]
        assert (nomination.value("leader_phone"), nomination.value("contact_mobile")) == (
            "021-54000001",
            "",
        )


def test_one_row_in_the_order_of_the_form_tells_the_two_people_apart(tmp_path: Path) -> None:
    plain = renamed(
        leader_title="职务",
        leader_phone="联系电话",
        leader_email="E-mail",
        contact_title="职务",
        contact_landline="座机电话",
        contact_mobile="手机号码",
        contact_email="E-mail",
    )
    nomination = read_one(xlsx(tmp_path / "a.xlsx", plain))
    assert [nomination.value(field) for field in season().field_ids] == VALUES


class TestMissing:
    def test_a_missing_column_is_said_once(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, without("category"))
        assert problem.rule == "column-missing"
        assert problem.message == "缺少“申报类型”这一列。"
        assert problem.hint == "请在表头这一行加上“申报类型”，每一家都填写。"
        assert problem.location == Location((tmp_path / "a.xlsx").as_posix(), SHEET, 1)

    @pytest.mark.parametrize("name", ["rank", "brief", "story", "contact_mobile", "postcode"])
    def test_each_needed_column_is_asked_for(self, name: str, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, without(name))
        assert problem.rule == "column-missing"
        assert f"“{headers()[column(name) - 1]}”" in problem.message

    @pytest.mark.parametrize("name", ["honours", "remark", "leader_email", "contact_landline"])
    def test_an_optional_column_may_be_absent(self, name: str, tmp_path: Path) -> None:
        assert problems(tmp_path, without(name)) == ()

    def test_only_the_categories_that_are_nominated_need_their_columns(
        self, tmp_path: Path
    ) -> None:
        assert problems(tmp_path, without("family_title", "building_since")) == ()
        rows = without("family_title")
        rows[1][column("category") - 1] = "学习型家庭"
        (problem,) = problems(tmp_path, rows)
        assert problem.message == "缺少“最美家庭称号”这一列。"

    def test_without_nominations_all_columns_are_needed(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, without("family_title")[:1])
        assert problem.message == "缺少“最美家庭称号”这一列。"

    def test_a_misspelt_header_is_one_advice(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, renamed(name="单位名程"))
        assert problem.rule == "column-missing"
        assert problem.message == "缺少“单位（集体）名称”这一列；D1 的表头是“单位名程”。"
        assert problem.hint == (
            "是不是“单位（集体）名称”？如果是，请把 D1 改成“单位（集体）名称”；"
            "如果不是，请另加一列“单位（集体）名称”。"
        )
        assert problem.location.cell == "D1"

    def test_two_misspelt_headers_are_not_confused(self, tmp_path: Path) -> None:
        found = problems(tmp_path, renamed(leader_title="负责人织务", contact_title="联系人织务"))
        assert [(p.rule, p.location.cell) for p in found] == [
            ("column-missing", "G1"),
            ("column-missing", "K1"),
        ]
        assert "“负责人织务”" in found[0].message
        assert "“联系人织务”" in found[1].message

    @pytest.mark.parametrize(
        ("name", "label"),
        [("rank", "序好"), ("rank", "编号"), ("postcode", "邮偏"), ("brief", "简介")],
    )
    def test_a_short_header_has_a_suggestion_too(
        self, name: str, label: str, tmp_path: Path
    ) -> None:
        (problem,) = problems(tmp_path, renamed(**{name: label}))
        header = headers()[column(name) - 1]
        cell = f"{column_letters(column(name))}1"
        assert problem.message == f"缺少“{header}”这一列；{cell} 的表头是“{label}”。"

    def test_the_nearest_of_several_is_suggested(self, tmp_path: Path) -> None:
        found = problems(tmp_path, renamed(address="单位地阯", remark="单位地"))
        assert [(p.rule, p.location.cell) for p in found] == [
            ("column-missing", "V1"),
            ("column-unknown", "N1"),
        ]

    def test_a_column_of_the_leader_is_not_said_to_be_the_contacts(self, tmp_path: Path) -> None:
        found = problems(tmp_path, renamed(contact_mobile="负责人手机号码二"))
        assert [p.message for p in found] == [
            "缺少“联系人手机号码”这一列。",
            "表头“负责人手机号码二”认不出来，这一列没有用上。",
        ]


class TestUnknown:
    def test_a_column_of_ones_own_is_a_warning(self, tmp_path: Path) -> None:
        rows = [[*headers(), "内部编号"], [*row(), "A-1"]]
        (problem,) = problems(tmp_path, rows)
        assert (problem.rule, problem.severity) == ("column-unknown", None)
        assert problem.message == "表头“内部编号”认不出来，这一列没有用上。"
        assert problem.hint.startswith("如果是本单位自用的列，可以保留")
        assert problem.location.cell == "W1"

    def test_a_misspelt_optional_column_has_a_suggestion(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, renamed(honours="曾获荣欲"))
        assert (problem.rule, problem.location.cell) == ("column-unknown", "Q1")
        assert problem.hint == "是不是“曾获荣誉”？如果是，请把表头改成“曾获荣誉”。"

    def test_what_xxzz_itself_writes_is_known(self, tmp_path: Path) -> None:
        assert problems(tmp_path, [[*headers(), "来源文件"], [*row(), "甲.docx"]]) == ()

    def test_an_empty_header_over_an_empty_column_is_nothing(self, tmp_path: Path) -> None:
        assert problems(tmp_path, [[*headers(), "", ""], [*row(), "", ""]]) == ()

    def test_content_without_a_header_is_said_once(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, [headers(), [*row(), "甲", "", "乙"]])
        assert (problem.rule, problem.location.cell) == ("column-unknown", "W1")
        assert problem.message == "W、Y列有内容，却没有表头，没有用上。"

    def test_a_doubled_column_is_an_error_at_the_second(self, tmp_path: Path) -> None:
        rows = [[*headers(), "手机"], [*row(), "13900000002"]]
        (problem,) = problems(tmp_path, rows)
        assert (problem.rule, problem.severity) == ("column-unknown", Severity.ERROR)
        assert (
            problem.message
            == "“联系人手机号码”有两列（M列和W列），第2行两列写的不一样，只读取了M列。"
        )
        assert problem.location.cell == "W1"
        assert [place.cell for place in problem.related] == ["M1"]

    def test_a_doubled_column_without_content_is_nothing(self, tmp_path: Path) -> None:
        assert problems(tmp_path, [[*headers(), "手机"], [*row(), ""]]) == ()


def test_a_group_of_an_unknown_person_gives_nothing_to_the_contact(tmp_path: Path) -> None:
    upper = headers()
    lower = ["" for _ in upper]
    upper[5:9] = ["主要负责人", "", "", ""]
    lower[5:9] = ["姓名", "职务", "电话", "邮箱"]
    upper[9:15] = ["联系人", "", "", "", "", ""]
    lower[9:15] = ["姓名", "职务", "座机", "手机", "地址", "邮箱"]
    path = xlsx(tmp_path / "a.xlsx", [upper, lower, row()])

    def merge(sheet: Any) -> None:
        sheet.merge_cells("F1:I1")
        sheet.merge_cells("J1:O1")

    intake = read(change(path, merge))
    (nomination,) = intake.submissions[0].nominations
    assert nomination.value("contact_email") == "contact@example.org"
    assert nomination.value("leader_email") == ""
    unknown = {p.location.cell for p in intake.problems if p.rule == "column-unknown"}
    assert unknown == {"F2", "G2", "H2", "I2"}


def test_a_mail_address_after_an_unknown_persons_name_is_not_the_contacts(tmp_path: Path) -> None:
    upper = headers()
    upper[5:9] = ["校长姓名", "职务", "电话", "邮箱"]
    intake = read(xlsx(tmp_path / "a.xlsx", [upper, row()]))
    (nomination,) = intake.submissions[0].nominations
    assert nomination.value("contact_email") == "contact@example.org"
    assert nomination.value("contact_name") == "李示例"


def test_of_two_columns_for_a_field_the_fuller_one_is_read(tmp_path: Path) -> None:
    rows = [[*headers(), "联系人姓名"], [*row(contact_name=""), "王示例"], [*row(), "赵示例"]]
    intake = read(xlsx(tmp_path / "a.xlsx", rows))
    names = [one.value("contact_name") for one in intake.submissions[0].nominations]
    assert names == ["王示例", "赵示例"]
    (problem,) = intake.problems
    assert problem.message == "“联系人姓名”有两列（W列和J列），第3行两列写的不一样，只读取了W列。"
    assert problem.location.cell == "J1"


def test_a_title_of_two_known_words_is_not_the_header(tmp_path: Path) -> None:
    title, date = [""] * len(row()), [""] * len(row())
    title[0], title[3], date[0] = "推荐单位", "备注", "填表日期：9月10日"
    nomination = read_one(xlsx(tmp_path / "a.xlsx", [title, date, *table()]))
    assert [nomination.value(name) for name in season().field_ids] == VALUES
    assert nomination.origin.base.row == 4


def test_of_two_columns_each_row_has_the_one_that_is_filled(tmp_path: Path) -> None:
    top = [*headers(), "联系人姓名"]
    rows = [top, [*row(), ""], [*row(contact_name=""), "王示例"], [*row(), "李示例"]]
    intake = read(xlsx(tmp_path / "a.xlsx", rows))
    second = intake.submissions[0].nominations[1]
    names = [one.value("contact_name") for one in intake.submissions[0].nominations]
    assert names == ["李示例", "王示例", "李示例"]
    assert second.origin.locate("contact_name").cell == "W3"
    (problem,) = intake.problems
    assert (problem.severity, problem.location.cell) == (None, "W1")
    assert problem.message == (
        "“联系人姓名”有两列（J列和W列），没有不一样的，合起来读了；第3行只有W列写了，读取了W列。"
    )


def test_many_missing_columns_are_told_once_with_the_common_cause(tmp_path: Path) -> None:
    shown = ("rank", "recommender", "category", "name", "contact_name", "contact_mobile")
    cells = [column(name) - 1 for name in shown]
    lines = table(row(name="徐汇区样张街道"))
    path = xlsx(tmp_path / "汇总表.xlsx", [[line[at] for at in cells] for line in lines])
    (problem,) = read(path).problems
    assert (problem.rule, problem.location.row) == ("column-missing", 1)
    assert problem.message.startswith("缺少10列：“单位性质”、“负责人姓名”、")
    assert "“详细事迹”。" in problem.message
    assert "只是汇总表或名册，它不是推荐名单：请用 xxzz template 生成空白名单" in problem.hint


def test_four_missing_columns_are_told_one_by_one(tmp_path: Path) -> None:
    left_out = ("leader_name", "leader_title", "leader_phone", "brief")
    kept = [at for at, field in enumerate(season().notice.fields) if field.id not in left_out]
    path = xlsx(tmp_path / "a.xlsx", [[line[at] for at in kept] for line in table()])
    assert [one.message for one in read(path).problems] == [
        f"缺少“{season().field(name).header}”这一列。" for name in left_out
    ]
