"""Names with a list number in front, and several names on lines of one cell."""

from pathlib import Path

import pytest

from workbook_maker import SHEET, row, table, xlsx
from workbook_maker import read as read_list
from xxzz.finding import Problem, Severity
from xxzz.rules import severity_of

REST = "徐汇区示例街道"


def read(tmp_path: Path, *rows: tuple[object, str]) -> tuple[list[str], list[Problem]]:
    cells = [row(rank=rank, name=name) for rank, name in rows]
    intake = read_list(xlsx(tmp_path / "a.xlsx", table(*cells)))
    return [one.name for one in intake.submissions[0].nominations], list(intake.problems)


@pytest.mark.parametrize(
    "mark",
    ["3.", "3、", "3．", "3)", "（3）", "(3)、", "③", "⑶", "⒊", "03. ", "三、", "（三）", "３．"],
)
def test_the_number_of_the_row_is_no_part_of_the_name(mark: str, tmp_path: Path) -> None:
    assert read(tmp_path, (3, f"{mark}{REST}")) == ([REST], [])


@pytest.mark.parametrize(
    "numbers", [("1.", "2.", "3."), ("（1）", "（2）", "（1）"), ("①", "②", "③")]
)
def test_names_that_are_counted_in_turn_lose_their_numbers(
    numbers: tuple[str, ...], tmp_path: Path
) -> None:
    rows = [("", f"{number}{REST}{at}部") for at, number in enumerate(numbers)]
    assert read(tmp_path, *rows) == ([f"{REST}{at}部" for at in range(3)], [])


@pytest.mark.parametrize(
    "rows",
    [
        [(1, f"2.{REST}")],
        [("", f"1.{REST}")],
        [("", "1.甲某街道"), ("", "3.乙某街道")],
        [("", "1.甲某街道"), ("", "乙某街道")],
    ],
)
def test_another_number_is_kept_and_asked_about(
    rows: list[tuple[object, str]], tmp_path: Path
) -> None:
    names, problems = read(tmp_path, *rows)
    assert names == [name for _, name in rows]
    numbered = {f"D{at}": name for at, (_, name) in enumerate(rows, 2) if name[0].isdigit()}
    said = {one.location.cell: one.nomination.name for one in problems if one.nomination}
    assert said == numbered
    assert {(one.location.sheet, one.rule, one.severity, one.message) for one in problems} == {
        (
            SHEET,
            "value-invalid",
            Severity.WARNING,
            "“单位（集体）名称”前面像是编号，会照样印在推荐表上。",
        )
    }


@pytest.mark.parametrize(
    ("rank", "name"),
    [
        (3, "3号线样张站"),
        (12345, "12345热线"),
        (1933, "1933老场坊"),
        (1, "1.5次元工作室"),
        (1, "1、2号样张居民区"),
        (3, "三、四样张村"),
        (1, "一大会址纪念馆"),
        (3, "3M样张有限公司"),
        (1, "（上海）样张有限公司"),
    ],
)
def test_a_name_may_begin_with_a_number(rank: int, name: str, tmp_path: Path) -> None:
    assert read(tmp_path, (rank, name)) == ([name], [])


@pytest.mark.parametrize(
    "name", ["甲街道\n乙街道", "上海样张有限公司\n上海样品有限公司", "甲某家庭\n\n乙某家庭"]
)
def test_names_on_lines_of_one_cell_are_asked_about(name: str, tmp_path: Path) -> None:
    names, [problem] = read(tmp_path, (1, name))
    assert names == ["".join(name.split())]
    assert (problem.rule, severity_of(problem)) == ("name-several", Severity.WARNING)
    assert (problem.location.sheet, problem.location.cell) == (SHEET, "D2")
    assert problem.message == "“单位（集体）名称”一格里像是不只一家，现在只算一家。"


@pytest.mark.parametrize(
    "name",
    [
        "上海样张集团\n有限公司",
        "上海样张集团\n样品有限公司",
        "徐汇区样张街道\n社区学校",
        "样张有限公司\n徐汇分公司",
        "徐汇区样张\n街道",
        "甲街道、\n乙街道",  # the rule says it
    ],
)
def test_a_name_broken_over_lines_is_not(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, (1, name)) == (["".join(name.split())], [])
