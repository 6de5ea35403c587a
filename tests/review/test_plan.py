"""`xxzz review plan`: conflicts, panels, what the list of experts may say."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from review_maker import Rows, Run, expert_rows, family, given, plan, table, write_rows

PLAN = Path("评审/评审方案.xlsx")


def expert(name: str, **cells: Any) -> dict[str, Any]:
    return {"姓名": name, "单位": f"{name}研究所", "评审类别": "全部"} | cells


def test_every_nomination_has_three_experts_of_different_units(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, 9)])
    result = plan(run)
    assert result.code == 0
    assert "8家，4位专家，每位6到6份；因回避排除0对。" in result.out
    panels = table(PLAN, "分配")
    assert [row["编号"] for row in panels][:2] == ["2023-徐汇区-01", "2023-徐汇区-02"]
    assert all(len(set(row["专家"].split("、"))) == 3 for row in panels)
    assert {row["代码"]: row["份数"] for row in table(PLAN, "专家")} == dict.fromkeys(
        ["E01", "E02", "E03", "E04"], 6
    )


def test_the_same_files_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family(f"{n}示例家庭") for n in range(1, 9)])
    plan(run)
    first = PLAN.read_bytes()
    PLAN.unlink()
    plan(run)
    assert PLAN.read_bytes() == first


@pytest.mark.parametrize(
    ("cells", "nomination", "reason"),
    [
        (
            {"单位": "样张街道办事处"},
            {"单位（集体）名称": "上海市徐汇区样张街道"},
            "同一单位",
        ),
        ({"单位": "样张大学出版社"}, {"单位（集体）名称": "样张大学"}, "同一单位"),
        ({"单位": "上海市静安区教育局"}, {"推荐单位": "静安区"}, "同属推荐单位静安区"),
        ({"单位": "上海市总工会"}, {"推荐单位": "市总工会"}, "同属推荐单位市总工会"),
        ({"所属推荐单位": "静安"}, {"推荐单位": "静安区"}, "同属推荐单位静安区"),
        ({}, {"负责人姓名": "回示例"}, "与材料里的人同名"),
        ({}, {"单位（集体）名称": "回示例家庭"}, "与材料里的人同名"),
        ({"联系电话": "54000001"}, {"联系人座机电话": "021-54000001"}, "电话相同"),
        ({"联系电话": "139 1111 2222"}, {"负责人联系电话": "13911112222"}, "电话相同"),
        ({"E-mail": "a@Same.org"}, {"联系人E-mail": "b@same.org"}, "邮箱同在 same.org"),
        ({"回避": "2023-徐汇区-01"}, {}, "已声明回避"),
        ({"回避": "慕示例家庭"}, {}, "已声明回避"),
        ({"回避": "静安"}, {"推荐单位": "静安区"}, "已声明回避"),
    ],
)
def test_conflicts(
    run: Run, tmp_path: Path, cells: dict[str, Any], nomination: dict[str, Any], reason: str
) -> None:
    row = family("慕示例家庭") | nomination
    given(tmp_path, [row], [expert("回示例", **cells), *expert_rows(3)])
    result = plan(run)
    assert result.code == 0, result.err
    (conflict,) = table(PLAN, "回避")
    assert (conflict["专家代码"], conflict["原因"]) == ("E01", reason)
    assert table(PLAN, "分配")[0]["专家"] == "E02、E03、E04"


@pytest.mark.parametrize(
    ("cells", "nomination"),
    [
        ({"单位": "静安区样张街道"}, {"单位（集体）名称": "徐汇区样张街道"}),
        ({"单位": "浦东发展样张公司"}, {"推荐单位": "浦东新区"}),
        ({"E-mail": "a@163.com"}, {"联系人E-mail": "b@163.com"}),
        ({"联系电话": "54000001"}, {"联系人座机电话": "021-54000002"}),
    ],
)
def test_what_is_no_conflict(
    run: Run, tmp_path: Path, cells: dict[str, Any], nomination: dict[str, Any]
) -> None:
    row = family("慕示例家庭") | nomination
    given(tmp_path, [row], [expert("回示例", **cells), *expert_rows(2)])
    result = plan(run)
    assert result.code == 0, result.err
    assert table(PLAN, "回避") == []


@pytest.mark.parametrize(
    ("changes", "cell", "message"),
    [
        ({"姓名": None}, "B2", "没有写“姓名”。"),
        ({"评审类别": "家庭、街到"}, "G2", "没有类别“街到”。"),
        ({"最多份数": "若干"}, "H2", "最多份数写的是“若干”，不是正整数。"),
        ({"最多份数": 0}, "H2", "最多份数写的是“0”，不是正整数。"),
        ({"所属推荐单位": "徐会区"}, "I2", "没有推荐单位“徐会区”。"),
        ({"回避": "2023-徐汇区-77"}, "J2", "“2023-徐汇区-77”不是编号，"),
        ({"代码": "甲"}, "A2", "代码“甲”不能用。"),
    ],
)
def test_a_wrong_cell_of_the_experts(
    run: Run, tmp_path: Path, changes: dict[str, Any], cell: str, message: str
) -> None:
    first, *others = expert_rows(4)
    given(tmp_path, [family("慕示例家庭")], [first | changes, *others])
    result = plan(run)
    assert result.code == 1
    assert f"【错误】专家.xlsx!专家名单!{cell}：{message}" in result.err
    assert not PLAN.exists()


def test_an_expert_who_is_struck_out_is_asked_about(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family("慕示例家庭")])
    book = load_workbook("专家.xlsx")
    book["专家名单"]["B3"].font = Font(strike=True)
    book.save("专家.xlsx")
    result = plan(run)
    assert result.code == 1
    assert "【错误】专家.xlsx!专家名单!B3：“姓名”里有划掉的字，看不出还算不算。" in result.err
    assert not PLAN.exists()


def test_the_same_mistake_in_very_many_rows_is_folded(run: Run, tmp_path: Path) -> None:
    experts = [one | {"评审类别": "四类"} for one in expert_rows(200)]
    given(tmp_path, [family("慕示例家庭")], experts)
    result = plan(run)
    assert result.code == 1
    lines = result.err.splitlines()
    assert [line[:4] for line in lines] == ["【错误】"] * 20 + ["同样的问"]
    assert lines[19].startswith("【错误】专家.xlsx!专家名单!G21：没有类别“四类”。")
    assert lines[20].startswith("同样的问题另有180处（G22、G23、G24等）")


def test_experts_that_do_not_go_together(run: Run, tmp_path: Path) -> None:
    first, *others = expert_rows(4)
    again = first | {"代码": "X1"}
    other_kind = first | {"姓名": "另示例", "单位类型": "企业", "代码": "X1"}
    given(tmp_path, [family("慕示例家庭")], [first, again, other_kind, *others])
    result = plan(run)
    assert "专家.xlsx!专家名单!B3：“评示例丁”与B2重复。怎样改：请只留一行。" in result.err
    assert "专家.xlsx!专家名单!A4：“X1”与A3重复。" in result.err
    assert (
        "专家.xlsx!专家名单!D4：同一单位“样张研究院第1所”的单位类型，这里与D2不同。" in result.err
    )


@pytest.mark.parametrize(
    ("experts", "message"),
    [
        (
            [expert("甲示例", 评审类别="家庭"), expert("乙示例", 评审类别="社区")],
            "2023-徐汇区-01（慕示例家庭）：可评的专家只有1位（E01），",
        ),
        ([expert("甲示例", 评审类别="社区")], "2023-徐汇区-01（慕示例家庭）：没有一位专家可评，"),
        (
            [*expert_rows(2), expert("丙示例", 回避="徐汇区")],
            "可评的专家只有2位（E01、E02）；另有1位因回避不能评，",
        ),
        (
            [row | {"单位": "同一所", "单位类型": "高校"} for row in expert_rows(3)],
            "而且一份材料的专家不能同单位、不能都是同一单位类型，人数不够。",
        ),
    ],
)
def test_no_plan_and_why(run: Run, tmp_path: Path, experts: Rows, message: str) -> None:
    given(tmp_path, [family("慕示例家庭")], experts)
    result = plan(run)
    assert result.code == 1
    assert message in result.err
    assert not PLAN.exists()


def test_no_plan_for_want_of_places(run: Run, tmp_path: Path) -> None:
    rows = [family(f"{n}示例家庭") for n in range(1, 6)]
    given(tmp_path, rows, [row | {"最多份数": 4} for row in expert_rows(3)])
    result = plan(run)
    assert "的“最多份数”都排满了，还差3份没有人评（2023-徐汇区-05）。" in result.err
    assert "共3份以上；或增加能评家庭的专家。" in result.err


def test_the_next_edition_changes_as_little_as_can_be(run: Run, tmp_path: Path) -> None:
    rows = [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, 9)]
    given(tmp_path, rows, expert_rows(5))
    plan(run)
    before = {row["编号"]: row["专家"].split("、") for row in table(PLAN, "分配")}
    assert "与第1版相同" in plan(run).out
    given(tmp_path, rows, expert_rows(5)[1:])
    result = plan(run)
    assert "（第2版，" in result.out
    after = table(PLAN, "分配")
    for row in after:
        assert set(before[row["编号"]]) - {"E01"} <= set(row["专家"].split("、"))
    changed = {row["编号"] for row in after if row["变化"] != "不变"}
    assert changed == {number for number, codes in before.items() if "E01" in codes}
    assert [row["代码"] for row in table(PLAN, "专家")] == ["E02", "E03", "E04", "E05"]


def test_the_plan_names_what_it_read(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family("慕示例家庭")])
    plan(run)
    trail = {(row["项目"], row["内容"]): row["校验码（SHA-256）"] for row in table(PLAN, "依据")}
    assert len(trail["读取：专家名单", "专家.xlsx"]) == 64
    assert ("读取：规则表", "review_2023.yaml") in trail
    assert ("设置：每份材料的专家", "3") in trail


def test_numbers_of_the_ledger_count(run: Run, tmp_path: Path, season: Any) -> None:
    given(tmp_path, [])
    headers = ["编号", "推荐单位", "申报类型", "单位（集体）名称"]
    row = {"编号": "2023-徐汇区-09"} | family("慕示例家庭")
    ledger = tmp_path / "全市汇总/全市汇总.xlsx"
    write_rows(ledger, "全部推荐", headers, [row])
    plan(run)
    assert table(PLAN, "分配")[0]["编号"] == "2023-徐汇区-09"
    write_rows(ledger, "全部推荐", headers, [row, row])
    assert "全市汇总.xlsx!全部推荐!A3：编号2023-徐汇区-09与A2重复。" in plan(run).err


@pytest.mark.parametrize("content", [b"", b"PK\3\4broken", "没有表".encode()])
def test_experts_that_are_no_workbook(run: Run, tmp_path: Path, content: bytes) -> None:
    given(tmp_path, [family("慕示例家庭")])
    (tmp_path / "专家.xlsx").write_bytes(content)
    result = plan(run)
    assert result.code == 1
    assert "【错误】专家.xlsx：" in result.err
    assert "怎样改：" in result.err
