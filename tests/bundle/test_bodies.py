"""What goes out to the 牵头单位: one file to print, and what in its list seems duplicates."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from bundle_fixtures import Run, Send
from inbox_maker import sheet
from xxzz.bundle.city.printing import print_files
from xxzz.season import Season

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)
COMMUNITY = {"申报类型": "学习型社区", "最美家庭称号": "", "单位性质": "街道"}
COMMUNITY |= {"负责人职务": "主任", "联系人职务": "干事"}
BODY = "汇总/牵头单位/{}"


def test_what_seems_doubled_goes_to_the_body_that_it_concerns(
    run: Run, send: Send, tmp_path: Path
) -> None:
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭"},
        COMMUNITY | {"单位（集体）名称": "样张街道", "序号": "2"},
    )
    send("静安区", {"单位（集体）名称": "甲示例 家庭"})
    book = Workbook()
    past = book.worksheets[0]
    past.append(["年度", "名称"])
    past.append([2021, "徐汇样张街道"])
    (tmp_path / "汇总").mkdir()
    book.save(tmp_path / "汇总/往年名单.xlsx")
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    title = "重复、相近、以前获评"
    (row,) = sheet(tmp_path, title, "牵头单位/市妇联/请核对.xlsx")
    assert row == {
        "编号": "2023-徐汇区-02",
        "推荐单位": "徐汇区",
        "名称": "甲示例家庭",
        "情况": "重复推荐",
        "另一家的编号": "2023-静安区-01",
        "另一家的推荐单位": "静安区",
        "另一家的名称": "甲示例 家庭",
    }
    (row,) = sheet(tmp_path, title, "牵头单位/市学指办/请核对.xlsx")
    assert (row["名称"], row["情况"]) == ("样张街道", "与2021年获评的名称相近")
    assert row["另一家的名称"] == "徐汇样张街道"
    assert not (tmp_path / "汇总/牵头单位/市总工会/请核对.xlsx").exists()


@needs_office
def test_one_file_to_print_for_each_body(run: Run, send: Send, tmp_path: Path) -> None:
    send(
        "徐汇区",
        {"单位（集体）名称": "甲示例家庭", "序号": "2"},
        {"单位（集体）名称": "乙示例家庭", "序号": "1"},
    )
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", "--print")
    assert result.code == 0, result.err
    content = (tmp_path / "汇总/牵头单位/市妇联/打印.pdf").read_bytes()
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert "推荐汇总表" in pages[0]
    first, second = (
        next(at for at, text in enumerate(pages) if at and name in text)
        for name in ("乙示例家庭", "甲示例家庭")
    )
    assert 0 < first < second
    assert (first % 2, second % 2) == (0, 0)  # on the front of a sheet
    printed = {path.parent.name for path in (tmp_path / "汇总").rglob("打印.pdf")}
    assert printed == {"市妇联"}


def test_how_far_printing_is_counts_all_documents(season: Season) -> None:
    """A 牵头单位 without a form gets nothing to print, and is passed over."""
    told: list[tuple[int, int]] = []
    assert list(print_files({}, season, lambda *far: told.append(far))) == []
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_without_libreoffice_nothing_is_done(
    run: Run, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send("徐汇区", {"单位（集体）名称": "甲示例家庭"})
    monkeypatch.setattr("xxzz.render.office.find_libreoffice", lambda: None)
    result = run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", "--print")
    assert result.code == 3
    assert "需要 LibreOffice，这台电脑上没有找到" in result.err
    assert not (tmp_path / "汇总").exists()
