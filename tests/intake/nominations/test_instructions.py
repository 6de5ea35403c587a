"""Rows below the header that say how to fill in the columns: told, not counted."""

from pathlib import Path
from typing import Any

import pytest

from workbook_maker import SHEET, read, row, season, table, xlsx
from xxzz.finding import Severity
from xxzz.location import Location

REAL = row(name="徐汇区真街道")
BLANK = dict.fromkeys((field.id for field in season().notice.fields), "")


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "必填", "category": "下拉选择", "nature": "选填", "brief": "500字以内"},
        {
            "rank": "数字",
            "recommender": "下拉选择",
            "category": "从下拉列表中选择",
            "name": "与公章一致",
            "leader_phone": "格式：021-54000001",
            "contact_mobile": "11位数字",
            "building_since": "如：2019年3月",
            "brief": "不超过500字",
            "story": "2000字左右，可写文件名",
        },
        {"rank": "1", "category": "请选择", "name": "单位全称", "postcode": "6位", "brief": "必填"},
        {"category": "单选", "building_since": "例如2019年3月", "brief": "限500字"},
    ],
)
def test_a_row_of_instructions_is_told_once_and_not_counted(
    cells: dict[str, Any], tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(**BLANK | cells), REAL))
    intake = read(path)
    assert [one.name for one in intake.submissions[0].nominations] == ["徐汇区真街道"]
    (problem,) = intake.problems
    assert problem.location == Location(path.as_posix(), SHEET, 2)
    assert (problem.rule, problem.severity) == ("placeholder-text", Severity.WARNING)
    assert problem.message == "第2行像是填写说明，没有算在名单里。"
    assert "移到表头上面" in problem.hint


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "必填"},
        {"brief": "必填", "story": "必填", "remark": "必填"},
        {"name": "请填写", "brief": "500字以内", "story": "2000字以内"},
    ],
)
def test_a_nomination_with_a_few_words_left_is_counted(
    changes: dict[str, Any], tmp_path: Path
) -> None:
    intake = read(xlsx(tmp_path / "a.xlsx", table(row(**changes), REAL)))
    assert len(intake.submissions[0].nominations) == 2


def test_below_a_nomination_such_a_row_is_no_instruction(tmp_path: Path) -> None:
    cells = {"name": "必填", "category": "下拉选择", "nature": "选填", "brief": "500字以内"}
    rows = [REAL, row(**BLANK | cells | {"address": "样张路1号", "contact_name": "李示例"})]
    intake = read(xlsx(tmp_path / "a.xlsx", table(*rows)))
    assert len(intake.submissions[0].nominations) == 2
