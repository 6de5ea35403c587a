"""A list, a form or a package of one year by another year's rules: one finding, and why."""

import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bundle_fixtures import package, run, submit
from cli_runner import Xxzz
from families import FAMILY
from form_maker import FormText
from pinned import add_next_year, copy_tables

BRIEF = "全家每晚一起读书一小时。" * 6

__all__ = ["package", "run", "submit"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return tables of 2023 and of a 2024 with other quotas."""
    folder = add_next_year(copy_tables(tmp_path / "data"))
    path = folder / "quotas_2024.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("community: 2, family: 5}", "community: 7, family: 0}")
    text = text.replace("community: 34, family: 85", "community: 109, family: 10")
    path.write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def blank(xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a filled list of 2023, made from the template."""
    monkeypatch.chdir(tmp_path)
    assert xxzz("template", "--season", "2023").code == 0
    path = Path("推荐名单.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["推荐名单"]
    header = {cell.value: cell.column for cell in sheet[3]}
    for name, value in (FAMILY | {"简要事迹": BRIEF}).items():
        sheet.cell(4, header[name], value)
    book.save(path)
    return path


def findings(xxzz: Xxzz, *words: str | Path) -> list[tuple[str, str, str]]:
    report = json.loads(xxzz("validate", *words, "--format", "json").out)
    told = [(one["rule"], one["severity"], one["message"]) for one in report["findings"]]
    return [one for one in told if one[1] != "info"]


def test_a_list_of_its_own_year_is_read(xxzz: Xxzz, blank: Path, data: Path) -> None:
    assert findings(xxzz, blank, "--data", data, "--season", "2023") == []


@pytest.mark.parametrize("by", ["property", "title"])
def test_a_list_of_last_year_is_one_finding(xxzz: Xxzz, blank: Path, data: Path, by: str) -> None:
    book = openpyxl.load_workbook(blank)
    if by == "title":
        del book.custom_doc_props["xxzz-season"]
        said = "标题是“推荐名单——关于开展2023年上海市优秀学习型组织推荐工作的通知”"
    else:
        book["推荐名单"]["A1"] = None
        del book["填写说明"]
        said = "文件属性里的年度"
    book.save(blank)
    found = findings(xxzz, blank, "--data", data)
    message = f"这是2023年的名单（{said}），这次按2024年的规则检查，里面的内容没有检查。"
    assert found == [("season-mismatch", "error", message)]
    result = xxzz("validate", blank, "--data", data)
    assert result.code == 1
    assert "要按2023年的规则检查，请加 --season 2023。" in result.out.replace("\n      ", "")


def test_without_year_a_list_is_taken_for_this_years(xxzz: Xxzz, blank: Path, data: Path) -> None:
    book = openpyxl.load_workbook(blank)
    del book.custom_doc_props["xxzz-season"]
    book["推荐名单"]["A1"] = "推荐名单"
    del book["填写说明"]
    book.save(blank)
    assert "season-mismatch" not in [rule for rule, *_ in findings(xxzz, blank, "--data", data)]


def test_a_title_left_over_in_this_years_list_is_asked_about(
    xxzz: Xxzz, blank: Path, data: Path
) -> None:
    book = openpyxl.load_workbook(blank)
    book["推荐名单"]["A1"] = "2022年上海市优秀学习型组织推荐汇总表"
    book.save(blank)
    assert findings(xxzz, blank, "--data", data, "--season", "2023") == [
        (
            "season-mismatch",
            "warning",
            "标题是“2022年上海市优秀学习型组织推荐汇总表”，这份名单的表是2023年的。",
        )
    ]


def test_a_form_of_last_year_is_one_finding(xxzz: Xxzz, data: Path, tmp_path: Path) -> None:
    form = tmp_path / "推荐表.docx"
    form.write_bytes(FormText().docx())
    [(rule, severity, message)] = findings(xxzz, form, "--data", data)
    assert (rule, severity) == ("season-mismatch", "error")
    assert message.startswith("这是其他年度的表：“2023年上海市优秀学习型组织推荐表”。")


def test_forms_of_this_year_do_not_go_into_last_years_list(
    xxzz: Xxzz, blank: Path, data: Path
) -> None:
    before = blank.read_bytes()
    Path("表").mkdir()
    Path("表/甲.docx").write_bytes(FormText(title="2024年上海市优秀学习型组织推荐表").docx())
    result = xxzz("collect", "表", "-o", blank, "--data", data)
    assert result.code != 0
    assert "不能往“推荐名单.xlsx”里添加：这是2023年的名单（文件属性里的年度）" in result.err
    assert blank.read_bytes() == before


def test_a_package_is_judged_by_its_own_year(xxzz: Xxzz, package: Path, data: Path) -> None:
    result = xxzz("verify", package, "--data", data)
    assert (result.code, result.out.splitlines()[-1]) == (0, "【通过】")
    assert "不同" not in result.out
    # by the next year's quotas a family would be too many
    result = xxzz("verify", package, "--data", data, "--season", "2024")
    assert result.code == 1
    assert (
        "  有效  不通过：包里是2023年度的材料，这次按2024年的规则检查；"
        "要按2023年的检查，请加 --season 2023\n" in result.out
    )


def test_two_packages_are_compared_by_their_own_years(
    xxzz: Xxzz, package: Path, data: Path
) -> None:
    other = package.with_name("另一份.zip")
    shutil.copy(package, other)
    result = xxzz("diff", package, other, "--data", data)
    assert (result.code, result.err) == (0, "")


def test_editing_next_years_indicators_changes_nothing_of_this_year(
    xxzz: Xxzz, package: Path, data: Path
) -> None:
    for path in (data / "indicators/2024").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("。\n", "！\n"), encoding="utf-8", newline="\n")
    assert xxzz("verify", package, "--data", data).code == 0


def test_packages_of_one_year_are_merged_by_it(
    xxzz: Xxzz, package: Path, data: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "收件" / "徐汇"
    inbox.mkdir(parents=True)
    shutil.copy(package, inbox)
    result = xxzz("merge", inbox.parent, "-o", tmp_path / "市", "--data", data)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("收到的包都是2023年度的，按2023年的规则汇总。\n")
    assert "2023-徐汇区-" in str(list((tmp_path / "市").rglob("*.docx")))


def test_a_package_of_another_year_among_this_years_is_said_and_does_not_count(
    xxzz: Xxzz, package: Path, data: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    shutil.copy(package, inbox / "去年.zip")
    shutil.copy(package, inbox / "今年.zip")
    change_year(inbox / "今年.zip", "2023", "2024")
    result = xxzz("merge", inbox, "-o", tmp_path / "市", "--data", data)
    assert result.code == 1
    assert "按2023年的规则" not in result.out
    assert "去年.zip（" in result.err
    assert "包里是2023年度的材料，这次按2024年的规则检查" in result.err


def test_the_year_that_is_asked_for_is_taken(
    xxzz: Xxzz, package: Path, data: Path, tmp_path: Path
) -> None:
    result = xxzz("merge", package, "-o", tmp_path / "市", "--data", data, "--season", "2024")
    assert "包里是2023年度的材料，这次按2024年的规则检查" in result.err
    assert "收到0个推荐单位的材料，共0家。" in result.out


def change_year(package: Path, old: str, new: str) -> None:
    """Let a package say that it is of another year."""
    with zipfile.ZipFile(package) as archive:
        files = {one.filename: archive.read(one) for one in archive.infolist()}
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in files.items():
            info = name.endswith("bag-info.txt")
            text = content.replace(f"Season: {old}".encode(), f"Season: {new}".encode())
            archive.writestr(name, text if info else content)
