"""Rows that show how to fill in a list: said, not counted; names that begin so are names."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import read, read_names, row, season, table, xlsx
from xxzz.finding import Severity

REAL = row(name="徐汇区真街道")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "例：某街道"},
        {"name": "例:某街道"},
        {"name": "（示例）某某街道"},
        {"name": "示例1：样张街道"},
        {"name": "填写样例"},
        {"name": "示例××街道"},
        {"name": "例某街道"},
        {"rank": "例", "name": "徐汇区样张街道"},
        {"rank": "（例）", "name": "徐汇区样张街道"},
        {"rank": "示 例", "name": "徐汇区样张街道"},
        {"rank": "样例2", "name": "徐汇区样张街道"},
        {"remark": "填写示例（请删除）", "name": "徐汇区样张街道"},
        {"recommender": "示例：徐汇区", "name": "徐汇区样张街道"},
    ],
)
def test_a_row_that_says_it_is_an_example_is_not_counted(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    intake = read(xlsx(tmp_path / "a.xlsx", table(row(**changes), REAL)))
    assert [one.name for one in intake.submissions[0].nominations] == ["徐汇区真街道"]
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("placeholder-text", Severity.WARNING)
    assert (problem.location.row, problem.location.column) == (2, None)
    name = changes.get("name")
    assert problem.message == f"第2行是填写示例（“{name}”），没有算在名单里，共1行。"
    assert "是示例的，请删去；确是要推荐的家，" in problem.hint


def test_the_seasons_own_example_is_not_counted(tmp_path: Path) -> None:
    own = [field.example for field in season().notice.fields]
    intake = read(xlsx(tmp_path / "a.xlsx", table(own, REAL)))
    assert [one.name for one in intake.submissions[0].nominations] == ["徐汇区真街道"]
    (problem,) = intake.problems
    assert problem.message == "第2行是填写示例（“徐汇区示例街道”），没有算在名单里，共1行。"


def test_a_row_with_an_answer_of_its_own_beside_the_examples_counts(tmp_path: Path) -> None:
    own = [field.example for field in season().notice.fields]
    own[3] = "徐汇区真街道"
    intake = read(xlsx(tmp_path / "a.xlsx", table(own)))
    assert [one.name for one in intake.submissions[0].nominations] == ["徐汇区真街道"]


@pytest.mark.parametrize(
    "name",
    ["例家珍家庭", "示例路小学", "样例精密仪器有限公司", "范例街道", "例外书店"],
)
def test_a_name_that_begins_so_is_a_name(name: str, tmp_path: Path) -> None:
    assert read_names(xlsx(tmp_path / "a.xlsx", table(row(name=name)))) == [name]


def test_several_examples_are_said_once(tmp_path: Path) -> None:
    rows = [row(name=f"例{number}：某街道") for number in range(1, 13)]
    (problem,) = read(xlsx(tmp_path / "a.xlsx", table(*rows, REAL))).problems
    assert problem.message == (
        "第2、3、4、5、6、7、8、9、10、11等行是填写示例（“例1：某街道”），没有算在名单里，共12行。"
    )
