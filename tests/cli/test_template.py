from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli_runner import Xxzz


def test_writes_the_blank_workbook(
    xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = xxzz("template")
    assert (result.code, result.err) == (0, "")
    assert result.out == "已生成“推荐名单.xlsx”。填好后用“xxzz validate 推荐名单.xlsx”检查。\n"
    assert "推荐名单" in load_workbook(tmp_path / "推荐名单.xlsx").sheetnames


@pytest.mark.parametrize("option", ["--district", "--recommender"])
def test_recommender_by_an_alias(xxzz: Xxzz, tmp_path: Path, option: str) -> None:
    path = tmp_path / "徐汇.xlsx"
    assert xxzz("template", option, "徐汇区学习办", "-o", path).code == 0
    sheet = load_workbook(path)["推荐名单"]
    assert "徐汇区" in {str(cell.value) for row in sheet.iter_rows() for cell in row}


def test_unknown_recommender_writes_nothing(xxzz: Xxzz, tmp_path: Path) -> None:
    result = xxzz("template", "--district", "徐江区", "-o", tmp_path / "a.xlsx")
    assert result.code == 2
    assert result.err.startswith("没有叫“徐江区”的推荐单位。是不是“松江区”或“徐汇区”？")
    assert list(tmp_path.iterdir()) == []


def test_existing_file_stays_unless_forced(xxzz: Xxzz, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"filled in")
    result = xxzz("template", "-o", path)
    assert result.code == 2
    assert "已经存在，没有改动" in result.err
    assert path.read_bytes() == b"filled in"
    assert xxzz("template", "-o", path, "--force").code == 0
    assert "推荐名单" in load_workbook(path).sheetnames


def test_place_that_cannot_be_written(xxzz: Xxzz, tmp_path: Path) -> None:
    result = xxzz("template", "-o", tmp_path / "没有的文件夹" / "名单.xlsx")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("写不进“")


@pytest.mark.parametrize("command", [("template",), ("collect", "表")])
@pytest.mark.parametrize("ending", ["xls", "et", "csv", "docx"])
def test_output_with_the_ending_of_something_else_is_refused(
    xxzz: Xxzz,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    ending: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表").mkdir()
    result = xxzz(*command, "-o", f"t.{ending}")
    assert (result.code, result.out) == (2, "")
    assert f"请用 .xlsx 结尾；写成“t.{ending}”，会打不开。" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["表"]
