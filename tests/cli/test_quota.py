from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from cli_runner import Workbook, Xxzz


def test_whole_table(xxzz: Xxzz) -> None:
    lines = xxzz("quota").out.splitlines()
    assert lines[0] == "2023年上海市优秀学习型组织名额分配表（附件2）"
    assert len(lines) == 22
    cells = [line.split() for line in lines]
    assert cells[1] == [
        "序号",
        "推荐单位",
        "机关",
        "企事业单位",
        "社区",
        "家庭",
        "机动",
        "推荐总数",
    ]
    assert cells[2] == ["1", "市市级机关工作党委", "15", "——", "——", "——", "——", "15"]
    assert cells[4] == ["市教育工会", "——", "50", "——", "——", "——", "50"]
    assert cells[5] == ["3", "浦东新区", "5", "10", "4", "10", "2", "31"]
    assert cells[-1] == ["总计", "65", "260", "34", "85", "32", "476"]


@pytest.mark.parametrize("words", [("--district", "徐汇区"), ("--recommender", "徐汇区学习办")])
def test_one_recommender(xxzz: Xxzz, words: tuple[str, ...]) -> None:
    lines = xxzz("quota", *words).out.splitlines()
    assert [line.split() for line in lines[2:]] == [["6", "徐汇区", "3", "8", "2", "5", "2", "20"]]


def test_unknown_recommender(xxzz: Xxzz) -> None:
    result = xxzz("quota", "--district", "徐江区")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "没有叫“徐江区”的推荐单位。是不是“松江区”或“徐汇区”？\n可以用的：市市级机关工作党委、"
    )


def test_use_of_a_workbook(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook(*[{"序号": str(n), "单位（集体）名称": f"第{n}号家庭"} for n in range(1, 7)])
    result = xxzz("quota", "推荐名单.xlsx")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "2023年上海市优秀学习型组织名额分配表（附件2）使用情况",
        "  徐汇区",
        "    机关         0/3  ····················",
        "    企事业单位   0/8  ····················",
        "    社区         0/2  ····················",
        "    家庭         6/5  ████████████████████ 超出1，占用机动",
        "    机动         1/2  ██████████··········",
        "    总数        6/20  ██████··············",
    ]


def test_a_recommender_without_flexible_is_told_that_it_is_over(
    xxzz: Xxzz, workbook: Workbook
) -> None:
    one = {"推荐单位": "市总工会", "申报类型": "企事业单位"}
    workbook(*[one | {"序号": str(n), "单位（集体）名称": f"第{n}厂"} for n in range(1, 82)])
    assert xxzz("quota", "推荐名单.xlsx").out.splitlines()[1:] == [
        "  市总工会",
        "    企事业单位  81/80  ████████████████████ 超出1",
        "    总数        81/80  ████████████████████ 超出1",
    ]


def test_use_by_another_recommender(xxzz: Xxzz, workbook: Workbook) -> None:
    result = xxzz("quota", workbook({}), "--district", "黄浦区")
    assert result.code == 0
    assert result.out == "2023年上海市优秀学习型组织名额分配表（附件2）使用情况：没有用到名额。\n"


def test_unreadable_source(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    Path("坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    result = xxzz("quota", "坏.xlsx", "推荐名单.xlsx")
    assert result.code == 1
    assert result.err.startswith("坏.xlsx：")
    assert "    家庭         1/5  ████················" in result.out.splitlines()


def test_a_source_that_is_only_remarked_on_is_no_failure(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    duty = Book()
    duty.active.append(["星期", "值班人"])
    duty.save("值班表.xlsx")
    result = xxzz("quota", ".")
    assert result.err.startswith("值班表.xlsx：没有“推荐名单”工作表")
    assert result.code == 0


def test_where_no_list_was_read_nothing_was_counted(
    xxzz: Xxzz, workbook: Workbook, tmp_path: Path
) -> None:
    assert xxzz("quota", workbook()).code == 1
    (tmp_path / "别的").mkdir()
    duty = Book()
    duty.active.append(["星期", "值班人"])
    duty.save("别的/值班表.xlsx")
    result = xxzz("quota", "别的")
    assert result.code == 1
    assert result.err.endswith("没有读到任何被推荐的单位或家庭，请核对材料。\n")
