"""Where a CI service keeps the log, no step of the review names an expert or a family."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from cli_runner import Result
from review_maker import (
    Once,
    Rows,
    Run,
    edit,
    expert_rows,
    family,
    fill,
    given,
    some_points,
    write_experts,
)

EXPERTS = ("欧阳评甲", "尉迟评乙", "令狐评丙", "慕容评丁")
FAMILIES = ("司马样甲", "司马样乙", "司马样丙")
PLANTED = (*EXPERTS, *FAMILIES, "诸葛示例", "是多年的同事", "12345")


def nominees() -> Rows:
    return [
        family(f"{name}家庭", 序号=str(at), 负责人姓名=name, 联系人姓名="诸葛示例")
        for at, name in enumerate(FAMILIES, 1)
    ]


def experts(**changes: Mapping[str, str]) -> Rows:
    """Return four experts; a change is of the one whose name ends so."""
    rows = []
    for name, row in zip(EXPERTS, expert_rows(4), strict=True):
        rows.append(row | {"姓名": name} | dict(changes.get(name[-1], {})))
    return rows


@pytest.fixture
def ready(run: Run, once: Once, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Have a plan, and sheets that are filled in; from now on in a CI service."""

    def steps() -> None:
        given(Path(), nominees(), experts())
        assert run("review", "plan", "全市汇总", "--experts", "专家.xlsx").code == 0
        assert run("review", "sheets", "全市汇总").code == 0
        fill(Path("评审/评分表"), some_points)

    once("names in ci", steps)
    monkeypatch.setenv("CI", "true")
    return run


def leaked(result: Result) -> list[str]:
    return [word for word in PLANTED if word in result.out + result.err]


def test_mistakes_in_the_list_of_experts(ready: Run) -> None:
    rows = experts(
        甲={"联系电话": "12345"},
        乙={"姓名": EXPERTS[0], "单位": "样张研究院第1所"},
        丙={"回避": "诸葛示例、令狐评丙"},
        丁={"最多份数": "尉迟评乙一样", "E-mail": "慕容评丁的邮箱"},
    )
    write_experts(Path("坏的.xlsx"), rows)
    result = ready("review", "plan", "全市汇总", "--experts", "坏的.xlsx")
    assert result.code == 1
    for text in ("E2：联系电话“[电话]”", "J4：“诸*”不是编号", "“令*”不是编号", "B3：“欧*”与B2重复"):
        assert text in result.err
    assert leaked(result) == []


def test_names_of_files(ready: Run) -> None:
    name = "令狐评丙推荐的专家.xlsx"
    Path("专家.xlsx").rename(name)
    result = ready("review", "plan", "全市汇总", "--experts", name, "-o", "司马样甲")
    assert result.code == 0
    assert "已写“司*/评审方案.xlsx”" in result.out
    refused = ready("review", "plan", "全市汇总", "--experts", f"没有{name}")
    assert refused.code == 1
    assert "没有令*推荐的专家.xlsx：找不到这个文件。" in refused.err
    assert leaked(result) + leaked(refused) == []


def test_what_experts_write_into_their_sheets(ready: Run) -> None:
    sheet = Path("评审/评分表/评分表-E01.xlsx")
    book = openpyxl.load_workbook(sheet)
    headers = {str(cell.value): cell.column_letter for cell in book["评分-家庭"][3]}
    points = next(column for header, column in headers.items() if "（满分" in header)
    changes = {
        f"{headers['回避']}4": "是",
        f"{headers['回避理由']}4": "和诸葛示例是多年的同事",
        f"{headers['回避']}5": "和他是多年的同事",
        f"{points}5": "令狐评丙说好",
    }
    empty = {f"{column}4": None for header, column in headers.items() if "（满分" in header}
    edit(sheet, changes | empty)
    Path("评审/评分表/尉迟评乙.xlsx").write_bytes(b"PK\3\4")
    result = ready("review", "collect", "评审/评分表")
    assert result.code == 1
    assert "回避：E01不评2023-徐汇区-01（[说明]）。" in result.out
    assert "“回避”写的是“[说明]”" in result.err
    assert "写的是“令*说好”" in result.err
    assert "评审/评分表/尉*.xlsx：工作簿已损坏" in result.err
    assert leaked(result) == []


def test_who_is_in_and_who_is_out(ready: Run) -> None:
    assert ready("review", "collect", "评审/评分表").code == 0
    fill(Path("评审/评分表"), lambda number, expert, group: 5)
    ready("review", "collect", "评审/评分表")
    tied = ready("review", "rank", "--choose", "家庭=2")
    undecided = ready("publicity", "--from", "2023-11-01")
    assert (tied.code, undecided.code) == (1, 1)
    assert "司*家庭" in tied.err + undecided.err
    assert leaked(tied) + leaked(undecided) == []


def test_announcement(ready: Run) -> None:
    assert ready("review", "collect", "评审/评分表").code == 0
    assert ready("review", "rank", "--choose", "家庭=2").code == 0
    assert ready("publicity", "--from", "2023-11-01").code == 0
    row = {"A2": "2023-11-02", "B2": "诸葛示例", "D2": "慕容评丁", "H2": "司马样乙说成立"}
    edit(Path("评审/异议登记.xlsx"), row, "异议登记")
    early = ready("publish", "--date", "2023-11-15")
    assert early.code == 1
    assert "没有编号“诸*”" in early.err
    edit(Path("评审/异议登记.xlsx"), {"B2": "2023-徐汇区-01"}, "异议登记")
    late = ready("publish", "--date", "2023-11-15")
    assert "结论写的是“司*说成立”" in late.err
    assert leaked(early) + leaked(late) == []


def test_audit(ready: Run) -> None:
    Path("专家.xlsx").rename("欧阳评甲.xlsx")
    write_experts(Path("令狐评丙.xlsx"), experts(甲={"单位": "别的单位"}))
    result = ready("review", "audit", "全市汇总", "令狐评丙.xlsx")
    assert result.code == 1
    assert "【" in result.out
    assert leaked(result) == []


def test_at_a_desk_all_is_shown(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI")
    write_experts(Path("坏的.xlsx"), experts(甲={"联系电话": "12345"}, 丙={"回避": "诸葛示例"}))
    result = ready("review", "plan", "全市汇总", "--experts", "坏的.xlsx")
    assert "联系电话“12345”" in result.err
    assert "“诸葛示例”不是编号" in result.err
