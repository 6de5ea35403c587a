"""`xxzz review audit`: the same files give the same results, wherever they lie."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from pinned import copy_tables
from review_maker import Once, Run, edit, expert_rows, family, fill, given, plan, some_points

FOLDER = Path("评审")


@pytest.fixture
def done(run: Run, once: Once, tmp_path: Path) -> None:
    """Do every step, the plan twice and one sheet with a mistake in it."""
    once("audit", lambda: every_step(run, tmp_path))


def every_step(run: Run, tmp_path: Path) -> None:
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, 5)], expert_rows(5))
    assert plan(run).code == 0
    given(tmp_path, [family(f"{n}示例家庭", 序号=str(n)) for n in range(1, 5)], expert_rows(5)[1:])
    assert plan(run).code == 0
    assert run("review", "sheets", "全市汇总").code == 0
    fill(FOLDER / "评分表", some_points)
    edit(FOLDER / "评分表/评分表-E02.xlsx", {"J4": "否", "L4": "很好"})
    assert run("review", "collect", "评审/评分表").code == 0
    words = ("--choose", "家庭=2", "--method", "shift")
    assert run("review", "rank", *words).code == 0
    edit(FOLDER / "会议决定.xlsx", {"A2": "2023-徐汇区-01", "D2": "入选", "E2": "补充"}, "会议决定")
    run("review", "rank", *words)
    assert run("publicity", "--from", "2023-11-01").code == 0
    assert run("publish", "--date", "2023-11-08").code == 0


def audit(run: Run, *words: str) -> Any:
    return run("review", "audit", *words)


def test_every_step_comes_out_the_same(run: Run, done: Any) -> None:
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 0, result.out
    names = (
        *("评审方案.xlsx", "评分汇总.xlsx", "评审结果.xlsx", "评审报告.html"),
        *("公示名单.xlsx", "公示.docx", "获奖名单.xlsx", "公布.docx", "证书.docx"),
    )
    assert result.out.splitlines() == [f"【一致】{name}：逐字节相同" for name in names]


def test_a_document_that_was_changed_by_hand(run: Run, done: Any) -> None:
    path = FOLDER / "公示.docx"
    document = Document(str(path))
    at = next(at for at, one in enumerate(document.paragraphs) if "家庭" in one.text)
    was = document.paragraphs[at].text
    document.paragraphs[at].text = "9示例家庭"
    document.save(str(path))
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 1
    assert f"段写的是“9示例家庭”，重做得到“{was}”" in result.out
    (line,) = (line for line in result.out.splitlines() if "公示.docx" in line)
    assert line.startswith("【不一致】公示.docx：第")


def test_a_document_that_was_only_saved_again(run: Run, done: Any) -> None:
    path = FOLDER / "证书.docx"
    Document(str(path)).save(str(path))
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 0
    assert "【一致】证书.docx：内容相同，文件被另存过" in result.out


def test_a_report_that_was_changed(run: Run, done: Any) -> None:
    with (FOLDER / "评审报告.html").open("a", encoding="utf-8") as file:
        file.write("<p>9</p>")
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 1
    assert "【不一致】评审报告.html：与重做得到的不同，请换成重做的一份" in result.out


def test_another_office_has_its_files_elsewhere(run: Run, done: Any, tmp_path: Path) -> None:
    for name in ("评审", "全市汇总"):
        shutil.move(name, tmp_path / "别处" / name)
    shutil.move("专家.xlsx", "别处/名单改了名.xlsx")
    result = audit(run, "--review", "别处/评审", "别处")
    assert result.code == 0, result.out


def test_a_number_that_was_changed(run: Run, done: Any) -> None:
    book = load_workbook(FOLDER / "评审结果.xlsx")
    was = book["评审结果"]["G2"].value
    book["评审结果"]["G2"] = 1
    book.save(FOLDER / "评审结果.xlsx")
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 1
    line = f"【不一致】评审结果.xlsx：评审结果!G2 写的是“1”，重做得到“{was}”"
    assert line in result.out.splitlines()
    assert "【不能复核】公示名单.xlsx：没有找到当时的评审结果“评审结果.xlsx”" in result.out


def test_a_file_that_was_only_saved_again(run: Run, done: Any) -> None:
    path = FOLDER / "获奖名单.xlsx"
    load_workbook(path).save(path)
    result = audit(run, "全市汇总", "专家.xlsx")
    assert result.code == 0
    assert "【一致】获奖名单.xlsx：内容相同，文件被另存过" in result.out


def test_what_is_missing_is_said(run: Run, done: Any) -> None:
    result = audit(run, "全市汇总")
    assert result.code == 1
    assert "【不能复核】评审方案.xlsx：没有找到当时的专家名单“专家.xlsx”（校验码 " in result.out


def test_other_rules(run: Run, done: Any, tmp_path: Path) -> None:
    data = copy_tables(tmp_path / "data")
    table = data / "review_2023.yaml"
    table.write_text(table.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    result = audit(run, "全市汇总", "专家.xlsx", "--data", "data")
    assert result.code == 1
    assert "规则表 review_2023.yaml 与当时的不同，请用 --data 指明当时的" in result.out


def test_nothing_to_audit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "评审").mkdir()
    assert audit(run).code == 3
