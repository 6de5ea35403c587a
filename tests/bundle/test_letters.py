"""`xxzz letters`: who is missing and who has to mend, by the register."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bundle_fixtures import Run, Send, Submit
from xxzz.intake.docx.text import read_docx

FAMILY = {"单位（集体）名称": "甲示例家庭"}


@pytest.fixture
def merged(run: Run, send: Send, tmp_path: Path) -> Path:
    """徐汇区 is in order, 静安区 sent a damaged package, all others nothing."""
    send("徐汇区", FAMILY)
    broken = send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    broken.write_bytes(broken.read_bytes()[:-50])
    assert run("merge", tmp_path / "收件", "-o", tmp_path / "汇总").code == 1
    return tmp_path / "汇总"


def words(path: Path) -> str:
    return read_docx(path.read_bytes()).text


def test_who_is_missing_and_who_has_to_mend(run: Run, merged: Path) -> None:
    result = run("letters", merged, "--until", "2023-09-25")
    assert result.code == 0
    assert "催改：静安区" in result.out
    assert "徐汇区" not in result.out
    names = {path.name for path in (merged / "函件").iterdir()}
    assert {"催改-静安区.docx", "催报-浦东新区.docx", "可粘贴的文字.txt"} <= names
    assert len(names) == 1 + 1 + 17
    asked = words(merged / "函件/催改-静安区.docx")
    assert "静安区：" in asked
    assert "“静安区-2023-第1版.zip”" in asked
    assert "打不开" in asked
    assert "请于2023年9月25日前改正，重新打包报送。" in asked
    missing = words(merged / "函件/催报-浦东新区.docx")
    assert "推荐材料于2023年9月20日前报到市教科院" in missing
    assert "还没有收到你单位的材料" in missing
    assert "国卉男，64166634" in missing
    text = (merged / "函件/可粘贴的文字.txt").read_text(encoding="utf-8")
    assert "浦东新区：\n《关于开展2023年" in text
    asked_for = text.partition("浦东新区：")[2].partition("\n\n")[0].splitlines()
    assert [line[:3] for line in asked_for[2:5]] == ["1. ", "2. ", "3. "]
    # only who receives the material is named, not the other contacts of the notice
    assert asked_for[-1] == "联系人：国卉男，64166634（市教科院）"


def test_what_is_gone_is_asked_for_until_something_else_counts(
    run: Run, submit: Submit, merged: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "收件/静安区-2023-第1版.zip"
    broken.unlink()
    run("merge", tmp_path / "收件", "-o", merged)
    run("letters", merged)
    assert f"“{broken.name}”" in words(merged / "函件/催改-静安区.docx")
    rows = {"推荐单位": "静安区", "单位（集体）名称": "乙示例家庭"}
    book = submit(rows, folder="静安区") / "推荐名单.xlsx"
    book.rename(tmp_path / "收件/静安区名单.xlsx")
    run("merge", tmp_path / "收件", "-o", merged)
    run("letters", merged)
    letter = words(merged / "函件/催改-静安区.docx")
    assert "“静安区名单.xlsx”" in letter
    assert broken.name not in letter


def test_an_extension_is_the_term(run: Run, merged: Path) -> None:
    agreed = "until: 2023-09-28, reason: 台风, approved_by: 张示例, date: 2023-09-19"
    text = f"extensions:\n  - {{recommender: 浦东, {agreed}}}\n"
    (merged / "延期.yaml").write_text(text, encoding="utf-8")
    run("letters", merged)
    letter = words(merged / "函件/催报-浦东新区.docx")
    assert "你单位经同意延期到2023年9月28日。" in letter
    assert "请于2023年9月28日前报送" in letter
    assert "请尽快报送" in words(merged / "函件/催报-黄浦区.docx")


def test_a_row_by_hand_needs_no_reminder(run: Run, merged: Path) -> None:
    book = load_workbook(merged / "收件登记.xlsx")
    book["收件"]["B4"] = "黄浦区"
    book["收件"]["C4"] = "纸质材料"
    book.save(merged / "收件登记.xlsx")
    run("letters", merged)
    assert not (merged / "函件/催报-黄浦区.docx").exists()


def test_without_a_register(run: Run, tmp_path: Path) -> None:
    result = run("letters", tmp_path)
    assert result.code == 3
    assert "里没有收件登记.xlsx。请先运行 xxzz merge" in result.err


def test_a_term_that_is_no_day(run: Run, merged: Path) -> None:
    result = run("letters", merged, "--until", "月底")
    assert result.code == 2
    assert "--until 的“月底”不是日期" in result.err


def test_letters_that_are_answered_go_and_those_people_changed_stay(
    run: Run, send: Send, merged: Path, tmp_path: Path
) -> None:
    run("letters", merged)
    folder = merged / "函件"
    (folder / "催报-长宁区.docx").write_bytes(b"my words")
    send("浦东新区", FAMILY | {"单位（集体）名称": "丙示例家庭"})
    send("长宁区", FAMILY | {"单位（集体）名称": "丁示例家庭"})
    run("merge", tmp_path / "收件", "-o", merged)
    result = run("letters", merged)
    assert not (folder / "催报-浦东新区.docx").exists()
    assert (folder / "催报-长宁区.docx").read_bytes() == b"my words"
    assert f"已经不用发、但有人改过，没有删去：{folder / '催报-长宁区.docx'}" in result.out
    assert not [path.name for path in folder.iterdir() if "原有" in path.name]
    assert "浦东新区" not in (folder / "可粘贴的文字.txt").read_text(encoding="utf-8")


def test_the_register_is_not_lost_over_letters(run: Run, merged: Path) -> None:
    book = load_workbook(merged / "收件登记.xlsx")
    book["收件"]["P2"] = "看过"
    book.save(merged / "收件登记.xlsx")
    run("letters", merged)
    run("letters", merged)
    book = load_workbook(merged / "收件登记.xlsx")
    assert book["收件"]["P2"].value == "看过"
    assert [path.name for path in merged.glob("收件登记*")] == ["收件登记.xlsx"]
