"""`xxzz collect` and `xxzz diff` as a person runs them."""

from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz
from form_maker import FormText, rows
from workbook_maker import xlsx
from xxzz.bundle.layout import SOURCES


@pytest.fixture
def forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "表"
    folder.mkdir()
    (folder / "甲.docx").write_bytes(FormText(rows(name="甲街道")).docx())
    return folder


def test_collect_says_what_it_did_and_what_comes_next(xxzz: Xxzz, forms: Path) -> None:
    result = xxzz("collect", "表", "-o", "名单.xlsx")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[:2] == ["新增：甲街道（表/甲.docx）", "新增1家，更新0家，不变0家。"]
    assert "推荐表上没有的栏目，请在名单里补填：序号、建设起始年月、最美家庭称号。" in lines
    assert lines[-1] == "下一步：xxzz validate 名单.xlsx"
    assert Path("名单.xlsx").exists()


def test_one_broken_form_is_one_line_and_the_others_are_written(xxzz: Xxzz, forms: Path) -> None:
    (forms / "坏.docx").write_bytes(b"PK\x03\x04")
    result = xxzz("collect", "表")
    assert result.code == 1
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("表/坏.docx：文件已损坏或不完整")
    assert "新增1家" in result.out


def test_dry_run_shows_the_changes_and_writes_nothing(xxzz: Xxzz, forms: Path) -> None:
    xxzz("collect", "表", "-o", "名单.xlsx")
    before = Path("名单.xlsx").read_bytes()
    (forms / "甲.docx").write_bytes(FormText(rows(name="甲街道", postcode="200030")).docx())
    result = xxzz("collect", "表", "-o", "名单.xlsx", "--dry-run")
    assert result.code == 0
    assert "更新：甲街道（表/甲.docx）\n    邮编：200032 → 200030\n" in result.out
    assert "没有写文件" in result.out
    assert Path("名单.xlsx").read_bytes() == before


def test_former_version_is_named(xxzz: Xxzz, forms: Path) -> None:
    xxzz("collect", "表", "-o", "名单.xlsx")
    (forms / "乙.docx").write_bytes(FormText(rows(name="乙街道")).docx())
    assert "“名单.xlsx.bak”" in xxzz("collect", "表", "-o", "名单.xlsx").out
    assert Path("名单.xlsx.bak").exists()


def test_own_stories_are_not_read_as_somebody_s(xxzz: Xxzz, forms: Path) -> None:
    (forms / "甲.docx").write_bytes(FormText(rows(name="甲街道"), story=("好。" * 60,)).docx())
    assert xxzz("collect", ".", "-o", "名单.xlsx").code == 0
    again = xxzz("collect", ".", "-o", "名单.xlsx")
    assert (again.code, again.err) == (0, "")
    assert again.out.splitlines() == [
        "新增0家，更新0家，不变1家。",
        "“名单.xlsx”没有要改的，没有写文件。",
    ]


def test_doubts_are_shown(xxzz: Xxzz, forms: Path) -> None:
    (forms / "甲.docx").write_bytes(FormText(rows(category="学习型楼宇")).docx())
    assert "    请核对 申报类型：认不出是哪一类。" in xxzz("collect", "表").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("collect", "没有"), "没有这个文件或文件夹：“没有”"),
        (("collect", "空"), "没有读到任何填好的“2023年上海市优秀学习型组织推荐表”"),
    ],
)
def test_nothing_to_collect(xxzz: Xxzz, forms: Path, words: tuple[str, ...], said: str) -> None:
    Path("空").mkdir()
    result = xxzz(*words)
    assert result.code == 3
    assert said in result.err
    assert not Path("推荐名单.xlsx").exists()


def test_diff_of_workbooks_and_packages(xxzz: Xxzz, forms: Path) -> None:
    xxzz("collect", "表", "-o", "旧.xlsx")
    (forms / "甲.docx").write_bytes(FormText(rows(name="甲街道", postcode="200030")).docx())
    bag = Path("包", SOURCES)
    bag.mkdir(parents=True)
    Path("包", "bagit.txt").touch()
    xxzz("collect", "表", "-o", bag / "新.xlsx")
    result = xxzz("diff", "旧.xlsx", "包")
    assert result.code == 0
    assert result.out.splitlines()[1:] == [
        "* 甲街道（徐汇区，社区）",
        "    邮编：200032 → 200030",
        "新增0家，减少0家，改动1家，未变0家。",
    ]


def test_diff_of_a_form_and_a_workbook(xxzz: Xxzz, forms: Path) -> None:
    xxzz("collect", "表", "-o", "名单.xlsx")
    result = xxzz("diff", "表", "名单.xlsx")
    assert result.out == "新增0家，减少0家，改动0家，未变1家。\n"


def test_a_list_without_its_sheet_is_not_compared_and_no_success(
    xxzz: Xxzz, workbook: Workbook, tmp_path: Path
) -> None:
    workbook({}, name="旧.xlsx")
    xlsx(tmp_path / "新.xlsx", [["姓名", "电话"]], "通讯录")
    result = xxzz("diff", "旧.xlsx", "新.xlsx")
    assert result.code == 1
    assert "新.xlsx：没有“推荐名单”工作表，只有“通讯录”。" in result.err


def test_a_folder_without_a_list_is_not_compared_and_no_success(
    xxzz: Xxzz, workbook: Workbook, tmp_path: Path
) -> None:
    workbook({}, name="旧.xlsx")
    (tmp_path / "新").mkdir()
    xlsx(tmp_path / "新/通讯录.xlsx", [["姓名", "电话"]], "通讯录")
    result = xxzz("diff", "旧.xlsx", "新")
    assert result.code == 1
    assert "新/通讯录.xlsx：没有“推荐名单”工作表" in result.err
    workbook({}, name="新/推荐名单.xlsx")
    result = xxzz("diff", "旧.xlsx", "新")
    assert (result.code, result.err) == (0, "")


def test_diff_with_an_unreadable_file(xxzz: Xxzz, forms: Path) -> None:
    Path("坏.zip").write_bytes(b"x")
    result = xxzz("diff", "表", "坏.zip")
    assert result.code == 3
    assert result.err.startswith("坏.zip：打不开")
