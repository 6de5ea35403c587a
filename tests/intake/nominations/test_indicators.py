"""指标自评 sheets: answers join the nominations they belong to."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import add_sheet, read, row, season, table, xlsx
from xxzz.finding import Problem
from xxzz.location import Location
from xxzz.nomination import Category, Nomination

FAMILY = "指标自评-家庭"
AGENCY = "指标自评-机关"


def family(**changes: Any) -> list[Any]:
    return row(**({"category": "学习型家庭", "name": "张示例家庭"} | changes))


def texts(category: Category) -> list[str]:
    return [item.text for item in season().indicators[category].items]


def ids(category: Category) -> list[str]:
    return [item.id for item in season().indicators[category].items]


def read_with(
    path: Path, sheet: str, rows: list[Any], *nominations: list[Any]
) -> tuple[tuple[Nomination, ...], tuple[Problem, ...]]:
    add_sheet(xlsx(path / "a.xlsx", table(*(nominations or [family()]))), sheet, rows)
    intake = read(path / "a.xlsx")
    return intake.submissions[0].nominations, intake.problems


@pytest.mark.parametrize("head", [ids, texts])
def test_columns_are_known_by_identifier_or_text(head: Any, tmp_path: Path) -> None:
    top = ["单位（集体）名称", *head("family")]
    answers = ["张示例家庭", *["符合"] * 7, 1.5, 8, *["基本符合"] * 7]
    (nomination,), problems = read_with(tmp_path, FAMILY, [top, answers])
    assert problems == ()
    assert list(nomination.indicators) == ids("family")
    assert nomination.indicators["family-1.1"] == "符合"
    assert nomination.indicators["family-3.1"] == "1.5"
    assert nomination.indicators["family-3.2"] == "8"
    place = nomination.origin.locate("family-3.1")
    assert place == Location((tmp_path / "a.xlsx").as_posix(), FAMILY, 2, 9)
    assert nomination.origin.locate("name").sheet == "推荐名单"


def test_the_blank_workbooks_two_header_rows_under_a_title(tmp_path: Path) -> None:
    rows = [
        ["上海市学习型家庭建设指标自评"],
        ["", "", *ids("family")],
        ["序号", "单位（集体）名称", *texts("family")],
        [],
        [1, "张示例家庭", "符合", "", "不符合"],
    ]
    (nomination,), problems = read_with(tmp_path, FAMILY, rows)
    assert problems == ()
    assert nomination.indicators == {"family-1.1": "符合", "family-1.3": "不符合"}
    assert nomination.origin.locate("family-1.3").cell == "E5"


def test_a_blank_answer_has_the_place_of_its_cell(tmp_path: Path) -> None:
    top = ["单位（集体）名称", *ids("family")]
    (nomination,), _ = read_with(tmp_path, FAMILY, [top, ["张示例家庭", "符合", ""]])
    cells = [nomination.origin.locate(f"family-1.{n}").cell for n in (1, 2)]
    assert cells == ["B2", "C2"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.rstrip("。"),
        lambda text: f"3. {text}",
        lambda text: f"{text}\n【填数字：人均每天学习时间，单位：小时】",
        lambda text: text[:18],
    ],
    ids=["without its end", "numbered", "with a remark", "shortened"],
)
def test_a_text_is_known_however_it_is_copied(change: Any, tmp_path: Path) -> None:
    top = ["单位名称", *(change(text) for text in texts("family"))]
    (nomination,), problems = read_with(tmp_path, FAMILY, [top, ["张示例家庭", *["符合"] * 16]])
    assert problems == ()
    assert list(nomination.indicators) == ids("family")


def test_a_text_that_could_be_two_is_none(tmp_path: Path) -> None:
    # two items begin so
    top = ["单位名称", "通过学习型家庭建设，家庭成员", "family-1.1"]
    (nomination,), (problem,) = read_with(tmp_path, FAMILY, [top, ["张示例家庭", "符合", "符合"]])
    assert dict(nomination.indicators) == {"family-1.1": "符合"}
    assert problem.rule == "column-unknown"
    assert problem.message == "表头“通过学习型家庭建设，家庭成员”不是指标，这一列没有用上。"
    assert problem.location.cell == "B1"


@pytest.mark.parametrize("title", ["指标自评（家庭）", "指标自评家庭", " 指标自评 － 家庭"])
def test_the_sheets_name_may_be_written_otherwise(title: str, tmp_path: Path) -> None:
    rows = [["单位名称", "family-1.1"], ["张示例家庭", "符合"]]
    (nomination,), problems = read_with(tmp_path, title, rows)
    assert (dict(nomination.indicators), problems) == ({"family-1.1": "符合"}, ())


def test_a_sheet_without_indicators_is_said(tmp_path: Path) -> None:
    _, (problem,) = read_with(tmp_path, FAMILY, [["项目", "得分"], ["张示例家庭", "符合"]])
    assert problem.rule == "column-unknown"
    assert problem.message == "“指标自评-家庭”里没有找到指标的表头，自评没有用上。"
    assert problem.location == Location((tmp_path / "a.xlsx").as_posix(), FAMILY)


def test_a_second_row_of_the_same_nomination_is_said(tmp_path: Path) -> None:
    rows = [["单位名称", "family-1.1"], ["张示例家庭", "符合"], ["张示例 家庭", "不符合"]]
    (nomination,), (problem,) = read_with(tmp_path, FAMILY, rows)
    assert dict(nomination.indicators) == {"family-1.1": "符合"}
    assert (problem.rule, problem.location.cell) == ("value-invalid", "A3")
    assert problem.message == "这一家的自评在第2行已经有了，这一行没有用上。"
    assert [place.cell for place in problem.related] == ["A2"]


def test_an_answer_that_is_a_formula_without_a_result_is_said(tmp_path: Path) -> None:
    rows = [["单位名称", "family-1.1", "family-1.2"], ["张示例家庭", '=IF(1,"符合","")', "符合"]]
    (nomination,), (problem,) = read_with(tmp_path, FAMILY, rows)
    assert (problem.rule, problem.location.cell) == ("cell-unreadable", "B2")
    assert problem.message == (
        "“家庭内具有相对固定的学习区域和相对安静的……”是公式，但没有保存计算结果，读不出来。"
    )
    assert dict(nomination.indicators) == {"family-1.2": "符合"}
    assert nomination.unreadable == {"family-1.1"}


def test_a_percentage_is_read_as_shown(tmp_path: Path) -> None:
    rows = [["单位（集体）名称", "agency-1.2"], ["示例局", 0.95], ["样例局", 1], ["例局", 100]]
    names = ("示例局", "样例局", "例局")
    offices = [row(category="机关", name=name, rank=at) for at, name in enumerate(names, 1)]
    found, problems = read_with(tmp_path, AGENCY, rows, *offices)
    assert problems == ()
    assert [n.indicators["agency-1.2"] for n in found] == ["95%", "100%", "100"]


def test_without_a_name_the_rank_decides(tmp_path: Path) -> None:
    rows = [["序号", "family-1.1"], [2, "符合"]]
    people = (family(), family(name="李示例家庭", rank=2))
    (first, second), problems = read_with(tmp_path, FAMILY, rows, *people)
    assert problems == ()
    assert (dict(first.indicators), dict(second.indicators)) == ({}, {"family-1.1": "符合"})


def test_between_two_of_one_name_the_recommender_decides(tmp_path: Path) -> None:
    rows = [["推荐单位", "单位（集体）名称", "family-1.1"], ["黄浦区", "张示例家庭", "符合"]]
    people = (family(), family(recommender="黄浦区"))
    (first, second), problems = read_with(tmp_path, FAMILY, rows, *people)
    assert problems == ()
    assert (dict(first.indicators), dict(second.indicators)) == ({}, {"family-1.1": "符合"})


@pytest.mark.parametrize("name", ["王示例家庭", "徐汇区示例街道"])
def test_a_row_of_nobody_is_said(name: str, tmp_path: Path) -> None:
    rows = [["单位（集体）名称", "family-1.1"], [name, "符合"]]
    _, (problem,) = read_with(tmp_path, FAMILY, rows, family(), row(rank=2))
    assert problem.rule == "value-invalid"
    assert problem.message == f"“{name}”不在推荐名单的“学习型家庭”里，这一行自评没有用上。"
    assert "在另一个工作簿的名单里的，请把这一行移到那个工作簿的自评表里" in problem.hint
    assert "与推荐名单里写得一样" in problem.hint
    assert problem.location == Location((tmp_path / "a.xlsx").as_posix(), FAMILY, 2, 1)


def test_rows_without_answers_and_notes_are_nothing(tmp_path: Path) -> None:
    rows = [
        ["单位（集体）名称", "family-1.1"],
        ["王示例家庭", ""],
        ["注：填写符合、基本符合或不符合。"],
        [],
    ]
    (nomination,), problems = read_with(tmp_path, FAMILY, rows)
    assert (dict(nomination.indicators), problems) == ({}, ())


def test_a_list_number_before_the_name_does_not_part_answers_from_their_nomination(
    tmp_path: Path,
) -> None:
    names = ["1.张示例家庭", "2.李示例家庭"]
    rows = [["单位（集体）名称", *ids("family")], *([name, *["符合"] * 17] for name in names)]
    nominations = [family(rank=at, name=name) for at, name in enumerate(names, 1)]
    found, problems = read_with(tmp_path, FAMILY, rows, *nominations)
    assert problems == ()
    assert [one.name for one in found] == ["张示例家庭", "李示例家庭"]
    assert all(one.indicators["family-1.1"] == "符合" for one in found)


@pytest.mark.parametrize(("category", "told"), [("不知道", False), ("社区", True)])
def test_answers_of_one_whose_category_is_unknown_are_no_second_mistake(
    tmp_path: Path, category: str, *, told: bool
) -> None:
    rows = [["单位名称", "family-1.1"], ["张示例家庭", "符合"]]
    _, problems = read_with(tmp_path, FAMILY, rows, family(category=category))
    assert any("这一行自评没有用上" in problem.message for problem in problems) is told
