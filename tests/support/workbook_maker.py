"""Workbooks made for the tests, by several libraries and by hand, with visibly invented people."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from xxzz.finding import Problem
from xxzz.intake import Intake, read_sources
from xxzz.nomination import Nomination
from xxzz.season import Season, load_season

SHEET = "推荐名单"
SHEET_PART = "xl/worksheets/sheet1.xml"
WORKBOOK_PART = "xl/workbook.xml"
GOOD_NAME = "徐汇区完好街道"

_XLS_ERRORS = {"#REF!": 0x17, "#N/A": 0x2A}
_VALUES: dict[str, Any] = {
    "rank": 1,
    "recommender": "徐汇区",
    "category": "学习型社区",
    "name": "徐汇区示例街道",
    "nature": "事业单位",
    "leader_name": "张示例",
    "leader_title": "主任",
    "leader_phone": "021-54000001",
    "leader_email": "leader@example.org",
    "contact_name": "李示例",
    "contact_title": "干事",
    "contact_landline": "021-54000002",
    "contact_mobile": "13900000001",
    "address": "上海市徐汇区示例路1号",
    "contact_email": "contact@example.org",
    "postcode": "200032",
    "honours": "2021年上海市学习型社区",
    "building_since": "2019年3月",
    "family_title": "",
    "brief": "围绕学习型组织建设，开展读书活动。",
    "story": "街道重视学习，居民每周共读一本书。",
    "remark": "",
}


@cache
def season() -> Season:
    return load_season(2023)


def headers() -> list[str]:
    return [field.header for field in season().notice.fields]


def row(**changes: Any) -> list[Any]:
    values = _VALUES | changes
    return [values[field.id] for field in season().notice.fields]


def table(*rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [headers(), *(rows or [row()])]


def column(name: str) -> int:
    return [field.id for field in season().notice.fields].index(name) + 1


def xlsx(path: Path, rows: Iterable[Sequence[Any]], sheet: str = SHEET) -> Path:
    book = openpyxl.Workbook()
    made = book.worksheets[0]
    made.title = sheet
    for values in rows:
        made.append(list(values))
    book.save(path)
    return path


def add_sheet(path: Path, title: str, rows: Iterable[Sequence[Any]]) -> Path:
    book = openpyxl.load_workbook(path)
    added = book.create_sheet(title)
    for values in rows:
        added.append(list(values))
    book.save(path)
    return path


def change(path: Path, edit: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book.active)
    book.save(path)
    return path


def xls(path: Path, rows: Iterable[Sequence[Any]], date_format: str = "yyyy-mm-dd") -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    style = xlwt.easyxf(num_format_str=date_format)
    for number, values in enumerate(rows):
        for at, value in enumerate(values):
            if value in _XLS_ERRORS:
                sheet.row(number).set_cell_error(at, _XLS_ERRORS[value])
            elif isinstance(value, dt.date):
                sheet.write(number, at, value, style)
            elif value != "":
                sheet.write(number, at, value)
    book.save(str(path))
    return path


def ods(path: Path, rows: Iterable[TableRow], sheet: str = SHEET) -> Path:
    document = OpenDocumentSpreadsheet()
    added = Table(name=sheet)
    for made in rows:
        added.addElement(made)
    document.spreadsheet.addElement(added)
    document.save(str(path))
    return path


def ods_row(values: Sequence[Any], **attributes: Any) -> TableRow:
    made = TableRow(**attributes)
    for value in values:
        made.addElement(value if isinstance(value, type(TableCell())) else ods_cell(value))
    return made


def ods_cell(value: Any, **attributes: Any) -> Any:
    if value == "":
        return TableCell(**attributes)
    if isinstance(value, str):
        cell = TableCell(valuetype="string", **attributes)
    else:
        cell = TableCell(valuetype="float", value=value, **attributes)
    cell.addElement(P(text=str(value)))
    return cell


def edit_part(path: Path, edit: Callable[[bytes], bytes], part: str = SHEET_PART) -> Path:
    """Rewrite one part of a zip as `edit` says."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, edit(data) if entry.filename == part else data)
    path.write_bytes(made.getvalue())
    return path


def replace_in(path: Path, old: str, new: str, part: str = SHEET_PART) -> Path:
    """Replace what matches an expression in one part; it must be there."""

    def edit(data: bytes) -> bytes:
        text, times = re.subn(old, new, data.decode(), flags=re.DOTALL)
        assert times, f"{old} is not in {part}"
        return text.encode()

    return edit_part(path, edit, part)


def read(*paths: Path) -> Intake:
    return read_sources(paths, season())


def read_one(path: Path) -> Nomination:
    """Read a workbook that has one nomination and nothing wrong."""
    intake = read(path)
    assert intake.problems == ()
    (submission,) = intake.submissions
    (nomination,) = submission.nominations
    return nomination


def read_names(path: Path) -> list[str]:
    """Read a workbook with nothing wrong; returns the names of its nominations."""
    intake = read(path)
    assert intake.problems == ()
    return [n.name for submission in intake.submissions for n in submission.nominations]


def problem_beside_good(path: Path) -> Problem:
    """Return the one problem of a workbook; a good one read after it is read all the same."""
    good = xlsx(path.with_name("zz完好.xlsx"), table(row(name=GOOD_NAME)))
    intake = read(path, good)
    names = [n.name for submission in intake.submissions for n in submission.nominations]
    assert names == [GOOD_NAME]
    (problem,) = intake.problems
    return problem
