"""`xxzz review sheets` and `collect`: what experts get, and what may happen to it."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.styles import Font

from families import write_families
from review_maker import (
    Once,
    Run,
    edit,
    expert_rows,
    family,
    fill,
    given,
    plan,
    some_points,
    table,
    write_rows,
)

SHEETS, SCORES = Path("评审/评分表"), Path("评审/评分汇总.xlsx")
FIRST = "2023-徐汇区-01"


@pytest.fixture
def sent(run: Run, once: Once, tmp_path: Path) -> Path:
    """Plan three families for three experts, send the sheets and fill them; return E01's."""

    def steps() -> None:
        given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in (1, 2, 3)], expert_rows(3))
        assert plan(run).code == 0
        assert run("review", "sheets", "全市汇总").code == 0
        fill(SHEETS, some_points)

    once("sent", steps)
    return SHEETS / "评分表-E01.xlsx"


def collect(run: Run) -> Any:
    return run("review", "collect", SHEETS)


def rows(path: Path) -> tuple[dict[str, int], Any]:
    sheet = openpyxl.load_workbook(path)["评分-家庭"]
    return {str(cell.value): cell.column for cell in sheet[3]}, sheet


def test_what_an_expert_gets(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family("慕示例家庭", 简要事迹="读书<会>")], expert_rows(3))
    plan(run)
    result = run("review", "sheets", "全市汇总")
    assert "共3份评分表，在“评审/评分表”；这次写了3份。" in result.out
    path = SHEETS / "评分表-E01.xlsx"
    headers, sheet = rows(path)
    groups = ["学习条件", "学习氛围", "学习投入", "学习活动", "学习效果"]
    assert [h for h in headers if "满分" in h] == [f"{group}（满分10）" for group in groups]
    assert sheet["A4"].value == FIRST
    assert sheet["C4"].value == "读书<会>"
    limits = {
        str(one.sqref): (one.formula1, one.formula2)
        for one in sheet.data_validations.dataValidation
    }
    assert limits["E4"] == ("0", "10")
    assert limits["J4"] == ('"是"', None)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["怎样评分", "评分-家庭", "建设指标"]
    text = "".join(str(c.value) for s in book.worksheets for row in s for c in row)
    assert "评示例" not in text
    assert "139" not in text
    assert "家庭成员人均每天学习时间不少于1小时。" in text


def test_links_to_materials(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family("慕示例家庭"), family("另示例家庭", 序号="2")], expert_rows(3))
    plan(run)
    (tmp_path / "材料").mkdir()
    (tmp_path / f"材料/{FIRST}-慕示例家庭.docx").write_bytes(b"x")
    (tmp_path / "材料/2023-徐汇区-021.docx").write_bytes(b"x")
    result = run("review", "sheets", "全市汇总", "--materials", "材料")
    assert "有1家没有找到文件名以编号开头的材料（2023-徐汇区-02）" in result.err
    _, sheet = rows(SHEETS / "评分表-E01.xlsx")
    links = {sheet.cell(r, 1).value: sheet.cell(r, 4).hyperlink for r in (4, 5)}
    assert links["2023-徐汇区-02"] is None
    target = links[FIRST].target
    assert (SHEETS / unquote(target)).resolve() == tmp_path / f"材料/{FIRST}-慕示例家庭.docx"


def test_sheets_written_again_keep_what_experts_wrote(run: Run, sent: Path) -> None:
    filled = sent.read_bytes()
    result = run("review", "sheets", "全市汇总")
    kept = SHEETS / "评分表-E01（原有1）.xlsx"
    assert f"原来的文件内容不同，已改名保留：{kept}" in result.out
    assert kept.read_bytes() == filled


def test_all_scores_come_back(run: Run, sent: Path) -> None:
    result = collect(run)
    assert result.code == 0, result.err
    assert "收到9份评分，" in result.out
    found = table(SCORES, "评分-家庭")
    assert len(found) == 9
    first = next(r for r in found if (r["编号"], r["专家"]) == (FIRST, "E01"))
    groups = ["学习条件", "学习氛围", "学习投入", "学习活动", "学习效果"]
    assert [first[g] for g in groups] == [some_points(FIRST, "E01", g) for g in groups]
    assert first["合计"] == sum(first[g] for g in groups)


def test_what_people_do_to_a_sheet_changes_nothing(run: Run, sent: Path, tmp_path: Path) -> None:
    collect(run)
    before = [table(SCORES, "评分-家庭"), table(SCORES, "还缺"), table(SCORES, "问题")]
    headers, sheet = rows(sent)
    names = list(headers)[::-1]
    moved = [
        {name: sheet.cell(r, headers[name]).value for name in names if name != "材料"}
        for r in (6, 4, 5)
    ]
    moved[0] = {k: f"{v}分" if isinstance(v, float | int) else v for k, v in moved[0].items()}
    sent.unlink()
    other = openpyxl.load_workbook(SHEETS / "评分表-E02.xlsx")
    target = other.create_sheet("抄来的")
    target.append(["张老师的评分"])
    target.append(names)
    for row in moved:
        target.append([row.get(name) for name in names])
    other.save(SHEETS / "汇在一起.xlsx")
    (SHEETS / "评分表-E02.xlsx").unlink()
    result = collect(run)
    assert result.code == 0, result.err
    assert [table(SCORES, "评分-家庭"), table(SCORES, "还缺"), table(SCORES, "问题")] == before


@pytest.mark.parametrize(
    ("changes", "message", "rule"),
    [
        ({"E4": None}, "“学习条件”没有打分。", "score-missing"),
        ({"E4": "好"}, "“学习条件”写的是“好”，不是分数。", "score-invalid"),
        ({"E4": -1}, "“学习条件”写的是“-1”，不是分数。", "score-invalid"),
        ({"E4": 10.5}, "“学习条件”写的是10.5，超过满分10。", "score-range"),
        ({"E4": 7.3}, "“学习条件”写的是7.3，不是0.5的倍数。", "score-step"),
        ({"J4": "也许"}, "“回避”写的是“也许”，看不出回避不回避。", "score-invalid"),
        ({"J4": "是"}, "写了回避，又打了分；分数不算。", "score-in-conflict"),
        ({"K4": "是我亲戚"}, "写了回避理由“是我亲戚”，“回避”没有写“是”", "score-in-conflict"),
        ({"B4": "别的家庭"}, "这一行的名称是“别的家庭”，分不清评的是谁", "row-unknown"),
        ({"M4": "E09"}, "方案里没有代码为“E09”的专家。", "sheet-stranger"),
        ({"A4": "2023-徐汇区-09"}, "方案里没有编号“2023-徐汇区-09”。", "row-unknown"),
        (
            {"O4": "000000000000"},
            "的材料在评分以后改过，",
            "nomination-changed",
        ),
    ],
)
def test_a_wrong_cell(
    run: Run, sent: Path, changes: dict[str, object], message: str, rule: str
) -> None:
    edit(sent, changes)
    (cell,) = changes
    result = collect(run)
    assert result.code == 1
    (line,) = [line for line in result.err.splitlines() if line.startswith("【错误】")]
    assert line.startswith(f"【错误】评审/评分表/评分表-E01.xlsx!评分-家庭!{cell}：")
    assert message in line
    assert "还缺：E01，1家。" in result.err
    (problem,) = table(SCORES, "问题")
    assert problem["规则"] == rule
    (missing,) = table(SCORES, "还缺")
    assert missing["缺几家"] == 1
    assert "老师您好：您的评分表（第1版）还有1家没有评：2023-徐汇区-0" in missing["可以这样催"]


def test_scores_that_are_struck_out_are_not_counted(run: Run, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    book["评分-家庭"]["F4"].font = Font(strike=True)
    book.save(sent)
    result = collect(run)
    assert result.code == 1
    assert "评分表-E01.xlsx!评分-家庭!F4：“学习氛围”里有划掉的字" in result.err
    assert "还缺：E01，1家。" in result.err


@pytest.mark.parametrize(("value", "code"), [(1, 1), (None, 0)])
def test_a_second_column_of_one_name(run: Run, sent: Path, value: int | None, code: int) -> None:
    edit(sent, {"P3": "学习条件（满分10）", "P4": value})
    result = collect(run)
    assert result.code == code
    assert ("评分-家庭!P3：有两列都是“学习条件”，内容不同" in result.err) is bool(code)


@pytest.mark.parametrize("word", ["是", "√", "回避", "需要回避"])
def test_words_for_recusing(run: Run, sent: Path, word: str) -> None:
    edit(sent, {f"{column}4": None for column in "EFGHI"} | {"J4": word, "K4": "亲戚"})
    assert collect(run).code == 0
    (recusal,) = table(SCORES, "回避")
    assert recusal["回避理由"] == "亲戚"


@pytest.mark.parametrize("word", ["否", "不用回避", "×"])
def test_words_for_not_recusing(run: Run, sent: Path, word: str) -> None:
    edit(sent, {"J4": word, "K4": "无"})
    assert collect(run).code == 0


@pytest.mark.parametrize("value", [0, 10, 9.5, "８.５分"])
def test_scores_at_the_limits(run: Run, sent: Path, value: object) -> None:
    edit(sent, {"E4": value})
    assert collect(run).code == 0


def test_a_recusal(run: Run, sent: Path) -> None:
    blank = dict.fromkeys(("E4", "F4", "G4", "H4", "I4"))
    edit(sent, blank | {"J4": "是", "K4": "是我的学生"})
    result = collect(run)
    assert result.code == 0
    assert "（是我的学生）。" in result.out
    assert "请把这些回避写进专家名单的“回避”一列" in result.out
    (row,) = table(SCORES, "回避")
    assert (row["专家代码"], row["回避理由"]) == ("E01", "是我的学生")


def test_a_nomination_that_changed_after_it_was_scored(
    run: Run, sent: Path, tmp_path: Path
) -> None:
    changed = [family(f"{n}示例家庭", 序号=str(n)) for n in (1, 2, 3)]
    changed[1]["简要事迹"] = "改过的事迹。"
    given(tmp_path, changed, expert_rows(3))
    result = collect(run)
    assert result.code == 1
    lines = [line for line in result.err.splitlines() if "在评分以后改过" in line]
    assert len(lines) == 3
    assert all("2023-徐汇区-02（2示例家庭）" in line for line in lines)
    refused = run("review", "sheets", "全市汇总")
    assert refused.code == 1
    assert "2023-徐汇区-02（2示例家庭）的材料变了。" in refused.err


def test_an_old_edition(run: Run, sent: Path, tmp_path: Path) -> None:
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in (1, 2, 3)], expert_rows(4)[1:])
    assert "（第2版，" in plan(run).out
    result = collect(run)
    lines = [line for line in result.err.splitlines() if "【错误】" in line]
    assert len(lines) == 3
    assert all("方案里没有代码为“E01”的专家。" in line for line in lines)
    assert "还缺：E04，3家。" in result.err
    assert "还缺：E02" not in result.err


def test_scored_although_in_conflict(run: Run, sent: Path, tmp_path: Path) -> None:
    rows = expert_rows(4)
    rows[0]["回避"] = FIRST
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in (1, 2, 3)], rows)
    assert plan(run).code == 0
    assert f"E01应当回避{FIRST}（已声明回避），分数不算。" in collect(run).err


def test_two_different_sheets_of_one_expert(run: Run, sent: Path) -> None:
    shutil.copy(sent, SHEETS / "又一份.xlsx")
    assert collect(run).code == 0
    edit(SHEETS / "又一份.xlsx", {"E4": 0})
    result = collect(run)
    assert result.code == 1
    assert "评了两次，内容不同；两次都不算。" in result.err
    assert "还缺：E01，1家。" in result.err


def test_all_the_same(run: Run, sent: Path) -> None:
    fill(SHEETS, lambda _, expert, __: 8 if expert == "E01" else some_points(_, expert, __))
    result = collect(run)
    assert result.code == 0
    assert "E01给这一类3家打的分完全一样。" in result.err


@pytest.mark.parametrize("content", [b"", b"PK\3\4broken"])
def test_one_bad_file_does_not_stop_the_others(run: Run, sent: Path, content: bytes) -> None:
    sent.write_bytes(content)
    result = collect(run)
    assert result.code == 1
    assert "【错误】评审/评分表/评分表-E01.xlsx：" in result.err
    assert "收到6份评分，" in result.out


def test_a_file_that_is_no_sheet_of_scores(run: Run, sent: Path) -> None:
    write_rows(sent, "别的", ["姓名", "单位"], [{"姓名": "张示例"}])
    assert "里面没有评分的表：要有“编号”和各一级指标的列。" in collect(run).err


def test_nothing_came_back(run: Run, sent: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    result = run("review", "collect", "空")
    assert result.code == 1
    assert "【错误】空：没有找到评分表。" in result.err


def test_the_same_sheets_give_the_same_bytes(run: Run, sent: Path) -> None:
    collect(run)
    first = SCORES.read_bytes()
    SCORES.unlink()
    collect(run)
    assert SCORES.read_bytes() == first


def test_the_review_is_no_list_of_nominations(run: Run, sent: Path, tmp_path: Path) -> None:
    assert collect(run).code == 0
    (tmp_path / "徐汇区").mkdir()
    write_families(tmp_path / "徐汇区/推荐名单.xlsx", [{}])
    assert run("validate", ".").code == 0
