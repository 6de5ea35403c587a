"""No command ends well that did nothing, or not all of what it was asked for."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook as Book

from cli_runner import Workbook, Xxzz
from xxzz import rule_names

BLANK, BROKEN, STRANGE = "空白.xlsx", "坏的.xlsx", "别的.xlsx"
NAMES = (BLANK, BROKEN, STRANGE)


@pytest.fixture(autouse=True)
def unusable(xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out files of which nothing can be read."""
    monkeypatch.chdir(tmp_path)
    xxzz("template", "-o", BLANK)
    Path(BROKEN).write_bytes(b"PK\3\4 cut off")
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.append(["购物清单"])
    book.save(STRANGE)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 3)]
)
def test_nothing_to_check_is_no_success(xxzz: Xxzz, name: str, fail_on: str, code: int) -> None:
    for words in ((), ("--format", "json"), ("-o", "结果.txt")):
        assert xxzz("validate", name, "--fail-on", fail_on, *words).code == code


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("render",), 3),
        (("pack",), 3),
        (("pack", "--district", "徐汇区"), 3),
        (("quota",), 1),
        (("collect",), 3),
        (("merge",), 1),
        (("verify",), 1),
        (("winners",), 1),
        (("count",), 1),
        (("season", "draft"), 3),
    ],
)
def test_nor_is_nothing_done(xxzz: Xxzz, name: str, words: tuple[str, ...], code: int) -> None:
    result = xxzz(words[0], *words[1:], name)
    assert result.code == code
    if words[0] != "verify":
        assert result.err


@pytest.mark.parametrize("name", NAMES)
def test_nor_is_nothing_compared(xxzz: Xxzz, workbook: Workbook, name: str) -> None:
    result = xxzz("diff", name, name)
    assert result.code == 1
    assert result.err.splitlines()[-1].startswith("两边都没有读到任何被推荐的单位或家庭")
    good = workbook({})
    assert xxzz("diff", BLANK, good).code == 0


def test_never_means_errors_found_not_files_unread(xxzz: Xxzz, workbook: Workbook) -> None:
    good = workbook({"联系人手机号码": "139"})
    assert xxzz("validate", good).code == 1
    assert xxzz("validate", good, "--fail-on", "never").code == 0
    result = xxzz("validate", good, BROKEN, "--fail-on", "never")
    assert result.code == 3
    assert "工作簿已损坏或不完整" in result.out


def test_what_is_passed_over_beside_a_list_keeps_nothing_back(
    xxzz: Xxzz, workbook: Workbook
) -> None:
    workbook({})
    Path(BROKEN).unlink()
    result = xxzz("validate", "--fail-on", "never", "--format", "json")
    found = {one["rule"]: one["severity"] for one in json.loads(result.out)["findings"]}
    assert found.get(rule_names.SHEET_MISSING) == "info"
    assert result.code == 0


def test_quota_says_whom_it_does_not_count(xxzz: Xxzz, workbook: Workbook) -> None:
    path = workbook(
        {},
        {"序号": "2", "推荐单位": "火星区"},
        {"序号": "3", "申报类型": "不知道"},
    )
    result = xxzz("quota", path)
    assert result.code == 1
    assert result.err == (
        f"有2家没有计入，推荐单位或申报类型认不出：{path}!推荐名单!第3行（火星区）、"
        f"{path}!推荐名单!第4行（徐汇区）。怎样改，请运行 xxzz validate。\n"
    )
    assert xxzz("quota", workbook({})).code == 0


def test_a_draft_of_all_that_was_read_is_not_all(xxzz: Xxzz, workbook: Workbook) -> None:
    good = workbook({"联系人手机号码": "139"})
    assert xxzz("render", good, "--draft").code == 0
    result = xxzz("render", good, BROKEN, "--draft")
    assert result.code == 1
    assert result.err.startswith("文件里的这些问题请先改正：\n  坏的.xlsx：工作簿已损坏或不完整")
    shutil.rmtree("推荐材料")


def test_winners_that_are_there_already_are_no_failure(xxzz: Xxzz) -> None:
    book = Book()
    sheet = book.active
    assert sheet is not None
    for line in (("年度", "申报类型", "名称"), ("2021", "学习型社区", "样张街道")):
        sheet.append(line)
    book.save("以前.xlsx")
    assert xxzz("winners", "以前.xlsx").code == 0
    result = xxzz("winners", "以前.xlsx")
    assert (result.code, result.err) == (0, "")
