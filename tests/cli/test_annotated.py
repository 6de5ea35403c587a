"""From a workbook of any kind to its annotated copy, and from the copy to the same findings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from cli_runner import Workbook, Xxzz

BAD = {"最美家庭称号": "2021年徐汇区最美家庭", "联系人手机号码": "1390000001", "备注": "=不是公式"}


def places(xxzz: Xxzz, name: str) -> list[tuple[str, str | None, str]]:
    found = json.loads(xxzz("validate", name, "--format", "json").out)["findings"]
    return [(one["rule"], one["location"]["cell"], one["message"]) for one in found]


def values(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def as_xls(rows: list[list[object]], path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("推荐名单")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value)
    book.save(str(path))


def as_ods(rows: list[list[object]], path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="推荐名单")
    for row in rows:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string") if value is not None else TableCell()
            if value is not None:
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def as_xlsx(rows: list[list[object]], path: Path) -> None:
    if path.name != "推荐名单.xlsx":
        shutil.copy("推荐名单.xlsx", path)


@pytest.mark.parametrize(
    ("name", "write"), [("名单.xlsx", as_xlsx), ("名单.xls", as_xls), ("名单.ods", as_ods)]
)
def test_copy_gives_the_findings_of_the_original(
    xxzz: Xxzz, workbook: Workbook, name: str, write: Callable[[list[list[object]], Path], None]
) -> None:
    original = workbook({}, BAD | {"序号": "2", "单位（集体）名称": "牧样例家庭"})
    write(values(original), Path(name))
    expected = places(xxzz, name)
    assert ("family-title", "S3") in [(rule, cell) for rule, cell, _ in expected]
    before = Path(name).read_bytes()
    xxzz("validate", name, "--format", "xlsx", "-o", "另一份.xlsx")
    result = xxzz("validate", name, "--format", "xlsx", "-o", "批注.xlsx")
    assert (result.code, result.out, result.err) == (1, "", "")
    found = [
        (rule, cell, message.replace("批注.xlsx", name))
        for rule, cell, message in places(xxzz, "批注.xlsx")
    ]
    assert found == expected
    assert Path(name).read_bytes() == before
    assert Path("批注.xlsx").read_bytes() == Path("另一份.xlsx").read_bytes()
    sheet = openpyxl.load_workbook("批注.xlsx").worksheets[0]
    assert sheet["S3"].comment is not None


def test_copy_needs_a_file(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    result = xxzz("validate", "--format", "xlsx")
    assert (result.code, result.out) == (2, "")
    assert "请加 -o 文件名" in result.err


@pytest.mark.parametrize("ending", ["xlsm", "xls", "ODS"])
def test_copy_has_the_ending_that_its_content_needs(
    xxzz: Xxzz, workbook: Workbook, ending: str
) -> None:
    workbook({})
    result = xxzz("validate", "--report", f"xlsx=批注.{ending}")
    assert (result.code, result.out) == (2, "")
    assert f"请用 .xlsx 结尾；写成“批注.{ending}”，会打不开。" in result.err


def test_copy_never_replaces_the_original(xxzz: Xxzz, workbook: Workbook) -> None:
    path = workbook({})
    before = path.read_bytes()
    assert xxzz("validate", "--report", f"xlsx={path}").code == 2
    assert path.read_bytes() == before


def test_several_workbooks_are_refused(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    workbook({"单位（集体）名称": "牧样例家庭"}, name="另一份.xlsx")
    result = xxzz("validate", "--format", "xlsx", "-o", "批注.xlsx")
    assert (result.code, result.out) == (3, "")
    assert "一次只能做一份" in result.err
    assert not Path("批注.xlsx").exists()


def test_copy_lying_beside_is_no_second_submission(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook(BAD)
    xxzz("validate", "--report", "xlsx=批注.xlsx")
    shown = xxzz("validate").out
    assert "材料：推荐名单.xlsx" in shown
    assert "共1家" in shown
    assert "材料：批注.xlsx" not in shown
    assert "材料：批注.xlsx" in xxzz("validate", "批注.xlsx").out
