"""申报类型 and 推荐单位 that are written once per group: read, and told."""

from pathlib import Path

import pytest

from workbook_maker import SHEET, headers, read, row, table, xlsx
from xxzz.finding import Problem, Severity
from xxzz.location import Location
from xxzz.nomination import Nomination

KINDS = ["学习型机关（事业单位）", "", "", "学习型社区", "", "学习型家庭"]


def listed(path: Path, field: str, values: list[str]) -> tuple[list[Nomination], list[Problem]]:
    rows = [
        row(**{"rank": at, "name": f"徐汇区第{at}示例街道", field: value})
        for at, value in enumerate(values, 1)
    ]
    intake = read(xlsx(path, table(*rows)))
    return list(intake.submissions[0].nominations), list(intake.problems)


def test_a_category_written_once_per_group_is_that_of_the_rows_below(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    nominations, [problem] = listed(path, "category", KINDS)
    assert [one.value("category") for one in nominations] == [
        *[KINDS[0]] * 3,
        *[KINDS[3]] * 2,
        KINDS[5],
    ]
    assert (problem.rule, problem.severity) == ("value-invalid", Severity.WARNING)
    assert problem.location == Location(path.as_posix(), SHEET, 3, 3)
    assert problem.message == (
        "“申报类型”只写在每一组的第一行，下面空着的3格（C3、C4、C6）按上面一格的算。"
    )


def test_a_recommender_written_in_the_first_row_only(tmp_path: Path) -> None:
    nominations, [problem] = listed(tmp_path / "a.xlsx", "recommender", ["徐汇区", "", ""])
    assert [one.recommender for one in nominations] == ["徐汇区"] * 3
    assert "“推荐单位”只写在每一组的第一行，下面空着的2格（B3、B4）" in problem.message


def test_what_a_form_lacks_is_not_that_of_the_form_above(tmp_path: Path) -> None:
    rows = [
        [*row(rank=at, name=f"徐汇区第{at}街道", recommender=value), f"{at}.docx"]
        for at, value in enumerate(["徐汇区", "", ""], 1)
    ]
    intake = read(xlsx(tmp_path / "a.xlsx", [[*headers(), "来源文件"], *rows]))
    assert [one.recommender for one in intake.submissions[0].nominations] == ["徐汇区", "", ""]
    assert intake.problems == ()


@pytest.mark.parametrize(
    "values",
    [
        ["学习型社区", "", "学习型社区", "学习型社区", ""],
        ["学习型社区", "", "", "学习型社区", "", ""],
        ["", "学习型社区", "", ""],
        ["学习型社区", ""],
        ["学习型社区", "学习型家庭", "学习型企事业单位（含教育类）", "", ""],
    ],
)
def test_a_forgotten_cell_stays_blank(values: list[str], tmp_path: Path) -> None:
    nominations, problems = listed(tmp_path / "a.xlsx", "category", values)
    assert [one.value("category") for one in nominations] == values
    assert problems == []
