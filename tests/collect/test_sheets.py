"""A list that has its categories on several sheets is updated where each row stands."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from form_maker import FormText, rows
from xxzz.collect.errors import CollectError
from xxzz.collect.run import Collection
from xxzz.intake import read_sources
from xxzz.intake.find import FORM_ENDINGS, find_sources
from xxzz.intake.form.files import read_forms
from xxzz.season import load_season

SEASON = load_season(2023)
HEADERS = [field.header for field in SEASON.notice.fields]
TYPE = "申报类型"


def put(folder: Path, name: str, category: str, **values: str) -> None:
    text = FormText(rows=rows(name=name, category=category, **values), story=("事迹。" * 50,))
    (folder / f"{name}.docx").write_bytes(text.docx())


def collect(folder: Path) -> Collection:
    collection = Collection(folder / "名单.xlsx", SEASON)
    sources = find_sources([folder], FORM_ENDINGS)
    own = collection.own_stories
    collection.take(read_forms([one for one in sources if one.path.resolve() not in own], SEASON))
    collection.write()
    return collection


def by_category(folder: Path, *sheets: str, main: bool = True) -> None:
    """Move the rows of the list to a sheet for each category, without the column for it."""
    path = folder / "名单.xlsx"
    book = load_workbook(path)
    old = book["推荐名单"]
    table = [[cell.value for cell in line] for line in old.iter_rows(min_row=3)]
    at = table[0].index(TYPE)
    for sheet in sheets:
        new = book.create_sheet(sheet)
        new.append([v for i, v in enumerate(table[0]) if i != at])
        for number in range(len(table) - 1, 0, -1):
            if table[number][at] == sheet:
                new.append([v for i, v in enumerate(table[number]) if i != at])
                old.delete_rows(number + 3)
    if not main:
        del book["推荐名单"]
    book.save(path)


def names(folder: Path) -> dict[str, list[str]]:
    intake = read_sources([folder / "名单.xlsx"], SEASON)
    found: dict[str, list[str]] = {}
    for one in intake.submissions[0].nominations:
        found.setdefault(str(one.origin.base.sheet), []).append(f"{one.name}：{one.category}")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "甲街道", "学习型社区")
    put(tmp_path, "乙家庭", "学习型家庭")
    put(tmp_path, "丙局", "学习型机关")
    collect(tmp_path)
    return tmp_path


def cell(folder: Path, sheet: str, header: str, row: int) -> Any:
    made = load_workbook(folder / "名单.xlsx")[sheet]
    return next(made.cell(row, one.column).value for one in made[1] if one.value == header)


def test_rows_are_updated_on_their_own_sheet(folder: Path) -> None:
    by_category(folder, "学习型社区", "学习型家庭")
    put(folder, "甲街道", "学习型社区", leader_name="赵样张")
    changes = collect(folder).changes
    assert [(one.row.source, one.is_new) for one in changes if one.changes_anything] == [
        ("甲街道.docx", False)
    ]
    assert cell(folder, "学习型社区", "负责人姓名", 2) == "赵样张"
    assert names(folder) == {
        "推荐名单": ["丙局：学习型机关"],
        "学习型社区": ["甲街道：学习型社区"],
        "学习型家庭": ["乙家庭：学习型家庭"],
    }


def test_collecting_again_changes_nothing(folder: Path) -> None:
    by_category(folder, "学习型社区", "学习型家庭")
    content = (folder / "名单.xlsx").read_bytes()
    assert not any(one.changes_anything for one in collect(folder).changes)
    assert (folder / "名单.xlsx").read_bytes() == content


def test_a_new_form_goes_to_the_sheet_of_its_category(folder: Path) -> None:
    by_category(folder, "学习型社区", "学习型家庭")
    put(folder, "丁街道", "学习型社区")
    put(folder, "戊公司", "学习型企事业单位（含教育类）")
    collect(folder)
    assert names(folder) == {
        "推荐名单": ["丙局：学习型机关", "戊公司：学习型企事业单位（含教育类）"],
        "学习型社区": ["甲街道：学习型社区", "丁街道：学习型社区"],
        "学习型家庭": ["乙家庭：学习型家庭"],
    }


def test_without_a_main_sheet_each_goes_to_its_own(folder: Path) -> None:
    by_category(folder, "学习型机关", "学习型社区", "学习型家庭", main=False)
    put(folder, "丁街道", "学习型社区")
    collect(folder)
    assert names(folder)["学习型社区"] == ["甲街道：学习型社区", "丁街道：学习型社区"]


def test_a_form_that_no_sheet_takes_is_said_and_nothing_is_written(folder: Path) -> None:
    by_category(folder, "学习型机关", "学习型社区", "学习型家庭", main=False)
    put(folder, "戊公司", "学习型企事业单位（含教育类）")
    content = (folder / "名单.xlsx").read_bytes()
    with pytest.raises(CollectError) as refused:
        collect(folder)
    assert str(refused.value).startswith(
        "名单在工作表“学习型机关”、“学习型社区”、“学习型家庭”里，"
        "没有一张能放“学习型企事业单位（含教育类）”（戊公司.docx）。"
    )
    assert (folder / "名单.xlsx").read_bytes() == content


def test_a_form_of_another_type_than_its_sheet_is_doubted(folder: Path) -> None:
    by_category(folder, "学习型社区", "学习型家庭")
    put(folder, "甲街道", "学习型家庭")
    (change,) = (one for one in collect(folder).changes if one.row.source == "甲街道.docx")
    doubt = "表里写的是“学习型家庭”，名单里在“学习型社区”的工作表，没有移动。"
    assert change.doubts["category"] == (doubt,)
    assert TYPE not in [one.value for one in load_workbook(folder / "名单.xlsx")["学习型社区"][1]]


def test_a_row_typed_by_hand_on_another_sheet_is_said(folder: Path) -> None:
    by_category(folder, "学习型社区")
    book = load_workbook(folder / "名单.xlsx")
    book["学习型社区"].append([None, "徐汇区", "丁街道"])
    book.save(folder / "名单.xlsx")
    put(folder, "丁街道", "学习型社区")
    (change,) = (one for one in collect(folder).changes if one.is_new)
    assert change.doubts["name"] == ("名单里已有手工填写的同名一行，没有合并，请只留一行。",)


def test_types_that_only_headings_name_take_no_new_form(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "推荐名单"
    at = HEADERS.index(TYPE)
    sheet.append([header for header in HEADERS if header != TYPE])
    sheet.append(["一、学习型社区"])
    sheet.append([1, "徐汇区", "甲街道", "机关", "张样张", "主任", "021-54000001"])
    assert HEADERS[at + 1] == "单位（集体）名称"
    book.save(tmp_path / "名单.xlsx")
    put(tmp_path, "乙家庭", "学习型家庭")
    with pytest.raises(CollectError, match="没有一张能放“学习型家庭”"):
        collect(tmp_path)


def test_of_two_tables_on_a_sheet_the_lower_one_grows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "推荐名单"
    line = {"推荐单位": "徐汇区", TYPE: "学习型社区", "单位（集体）名称": "甲街道"}
    for headers in (HEADERS, [*HEADERS[3:], *HEADERS[:3]]):
        sheet.append(headers)
        sheet.append([line.get(header) for header in headers])
    book.save(tmp_path / "名单.xlsx")
    put(tmp_path, "乙家庭", "学习型家庭")
    collect(tmp_path)
    assert names(tmp_path)["推荐名单"] == [
        "甲街道：学习型社区",
        "甲街道：学习型社区",
        "乙家庭：学习型家庭",
    ]
