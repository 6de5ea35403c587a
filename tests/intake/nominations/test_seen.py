"""Lists as a person sees them: struck-out text, hidden rows, numbers as their cells show them."""

from pathlib import Path
from typing import Any

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TextProperties
from odf.table import Table, TableCell, TableColumn
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from workbook_maker import (
    SHEET,
    change,
    column,
    ods_cell,
    ods_row,
    read,
    read_names,
    replace_in,
    row,
    table,
    xlsx,
)
from xxzz.finding import Severity

STRUCK = InlineFont(strike=True)


def at(cell: str, value: Any, form: str) -> Any:
    def edit(sheet: Any) -> None:
        sheet[cell] = value
        sheet[cell].number_format = form

    return edit


def start(path: Path) -> str:
    return read(path).submissions[0].nominations[0].value("building_since")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2020.1, "0.00", "2020.10"),
        (2020.1, "0.00_ ", "2020.10"),
        (2020.1, "0.0", "2020.1"),
        (2020.1, "General", "2020.1或2020.10"),
        (2020.11, "General", "2020.11"),
        (2020.2, "General", "2020.2"),
        (2020.25, "0.0", "2020.3"),
        (2020.105, "0.00", "2020.11"),
        (2019, "0.00", "2019"),
        (2019, "#,##0", "2019"),
        (5, '0"年"', "5年"),
        (5, "General", "5"),
    ],
)
def test_a_beginning_is_the_number_that_the_cell_shows(
    value: float, form: str, shown: str, tmp_path: Path
) -> None:
    path = change(xlsx(tmp_path / "a.xlsx", table()), at("R2", value, form))
    assert start(path) == shown


def test_a_post_code_and_a_telephone_are_read_as_shown(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    change(path, at("P2", 12345, "000000"))
    change(path, at("L2", 54000002, '"021-"0'))
    change(path, at("M2", 13900000001, "000-0000-0000"))
    (nomination,) = read(path).submissions[0].nominations
    assert nomination.value("postcode") == "012345"
    assert nomination.value("contact_landline") == "021-54000002"
    assert nomination.value("contact_mobile") == "13900000001"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ('@"有限公司"', "样张有限公司"),
        ('"上海"@', "上海样张"),
        ('0;-0;0;"上海市"@"社区"', "上海市样张社区"),
        ("@\\社\\区", "样张社区"),
        ("@", "样张"),
        ("General", "样张"),
        ("0.00", "样张"),
        ('0;0;0;"固定的字"', "样张"),
    ],
)
def test_a_text_is_read_with_what_its_format_shows_around_it(
    form: str, shown: str, tmp_path: Path
) -> None:
    path = change(xlsx(tmp_path / "a.xlsx", table()), at("D2", "样张", form))
    assert read_names(path) == [shown]


def test_struck_out_words_in_a_cell_are_left_out_and_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())

    def edit(sheet: Any) -> None:
        sheet["J2"] = CellRichText(TextBlock(STRUCK, "王样张"), "李样张")

    intake = read(change(path, edit))
    assert intake.submissions[0].nominations[0].value("contact_name") == "李样张"
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("value-invalid", Severity.WARNING)
    assert problem.location.cell == "J2"
    message = "“联系人姓名”里有划掉的字“王样张”，没有读；读到的是“李样张”。"
    assert problem.message == message


def strike(*cells: str) -> Any:
    def edit(sheet: Any) -> None:
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return edit


def test_a_cell_that_is_struck_out_is_asked_about(tmp_path: Path) -> None:
    (problem,) = read(change(xlsx(tmp_path / "a.xlsx", table()), strike("J2"))).problems
    assert (problem.severity, problem.location.cell) == (None, "J2")
    assert problem.message == "“联系人姓名”里的“李示例”整格划掉了（删除线）。"


def test_a_row_that_is_struck_out_is_asked_about_once(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(), row(name="徐汇区第二街道")))
    cells = [f"{letter}3" for letter in "ABCDEFGHIJKLMNOPQRSTUV"]
    intake = read(change(path, strike(*cells)))
    (problem,) = intake.problems
    assert (problem.severity, problem.location.row, problem.location.column) == (None, 3, None)
    assert problem.message == "这一行划掉了（删除线），还算在名单里。"
    assert problem.nomination is not None
    assert problem.nomination.name == "徐汇区第二街道"


def test_a_blank_cell_that_is_struck_out_is_nothing(tmp_path: Path) -> None:
    assert read_names(change(xlsx(tmp_path / "a.xlsx", table()), strike("V2", "X9")))


def test_hidden_rows_count_and_are_said(tmp_path: Path) -> None:
    rows = table(row(name="显示街道"), row(name="隐藏街道"), row(name="又一街道"))

    def edit(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True

    intake = read(change(xlsx(tmp_path / "a.xlsx", rows), edit))
    names = [one.name for one in intake.submissions[0].nominations]
    assert names == ["显示街道", "隐藏街道", "又一街道"]
    (problem,) = intake.problems
    assert (problem.severity, problem.location.row) == (Severity.WARNING, 3)
    assert problem.message == "第3行是隐藏的（或者筛选掉了），也算在名单里，共1家。"


def test_hidden_columns_are_said_where_something_stands_in_them(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for letter in "DMV":  # 备注 (V) is blank
            sheet.column_dimensions[letter].hidden = True
        sheet.column_dimensions["P"].width = 9

    path = change(xlsx(tmp_path / "a.xlsx", table()), edit)
    (problem,) = read(replace_in(path, 'width="9"', 'width="0"')).problems
    assert (problem.rule, problem.severity) == ("value-invalid", Severity.WARNING)
    assert problem.location.cell == "D2"
    message = "D列“单位（集体）名称”、M列“联系人手机号码”、P列“邮编”是隐藏的，里面的内容也读了。"
    assert problem.message == message


DARK = PatternFill("solid", fgColor="FF1F4E79")


@pytest.mark.parametrize(
    ("font", "fill", "form", "is_said"),
    [
        (Font(color="FFFFFFFF"), None, "General", True),
        (Font(color=Color(theme=0)), None, "General", True),
        (Font(color=Color(indexed=9)), None, "General", True),
        (Font(color="FFFCFCFC"), PatternFill("solid", fgColor="FFFFFFFF"), "General", True),
        (Font(), None, ";;;", True),
        (Font(color="FFFFFFFF"), DARK, "General", False),
        (Font(color=Color(theme=0, tint=-0.5)), None, "General", False),
        (Font(color="FFD9D9D9"), None, "General", False),
        (Font(color=Color(theme=1)), None, "General", False),
    ],
)
def test_white_text_is_said(
    font: Font, fill: PatternFill | None, form: str, *, is_said: bool, tmp_path: Path
) -> None:
    def edit(sheet: Any) -> None:
        for cell in ("J2", "V2"):  # 备注 (V) is blank
            sheet[cell].font, sheet[cell].number_format = font, form
            sheet[cell].fill = fill or PatternFill()

    intake = read(change(xlsx(tmp_path / "a.xlsx", table()), edit))
    assert intake.submissions[0].nominations[0].value("contact_name") == "李示例"
    message = "J2里的字看不见（白色的字，或者格式设成不显示），也读了。"
    said = [(p.message, p.location.cell, p.severity) for p in intake.problems]
    assert said == [(message, "J2", Severity.WARNING)] * is_said


def test_a_row_without_height_is_hidden(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(), row(name="徐汇区第二街道")))
    (problem,) = read(replace_in(path, '<row r="3"', '<row r="3" ht="0" customHeight="1"')).problems
    assert problem.message.startswith("第3行是隐藏的")


def test_in_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET, cell_overwrite_ok=True)
    struck = xlwt.easyxf("font: struck_out on")
    plain = xlwt.easyxf("font: bold on")
    for number, values in enumerate(table(row(), row(name="乙街道"), row(name="丙街道"))):
        for at_column, value in enumerate(values, 1):
            is_struck = number == 2 or (number == 1 and at_column == column("contact_name"))
            sheet.write(number, at_column - 1, value, struck if is_struck else plain)
    sheet.row(3).hidden = True
    white = xlwt.easyxf("font: colour white")
    on_dark = xlwt.easyxf("font: colour white; pattern: pattern solid, fore_colour dark_blue")
    sheet.write(3, column("nature") - 1, "机关", white)
    sheet.write(3, column("address") - 1, "某路1号", on_dark)
    sheet.col(column("postcode") - 1).hidden = True
    path = tmp_path / "a.xls"
    book.save(str(path))
    intake = read(path)
    assert [one.name for one in intake.submissions[0].nominations] == [
        "徐汇区示例街道",
        "乙街道",
        "丙街道",
    ]
    assert [(p.location.row, p.message) for p in intake.problems] == [
        (2, "“联系人姓名”里的“李示例”整格划掉了（删除线）。"),
        (3, "这一行划掉了（删除线），还算在名单里。"),
        (4, "第4行是隐藏的（或者筛选掉了），也算在名单里，共1家。"),
        (2, "P列“邮编”是隐藏的，里面的内容也读了。"),
        (4, "E4里的字看不见（白色的字，或者格式设成不显示），也读了。"),
    ]


def test_words_struck_out_in_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    struck, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("bold on")
    for at_column, header in enumerate(table()[0]):
        sheet.write(0, at_column, header)
    # so many texts that their record is continued, one time within a text
    for number in range(1, 41):
        for at_column, value in enumerate(
            row(name=f"第{number}街道", brief=f"{number}" + "读书" * 300)
        ):
            if at_column == column("contact_name") - 1:
                sheet.write_rich_text(
                    number, at_column, [(f"王{number}", struck), ("李样张", plain)]
                )
            elif value != "":
                sheet.write(number, at_column, value)
    path = tmp_path / "a.xls"
    book.save(str(path))
    intake = read(path)
    names = {one.value("contact_name") for one in intake.submissions[0].nominations}
    assert names == {"李样张"}
    assert [(p.location.cell, p.message) for p in intake.problems] == [
        (f"J{n + 1}", f"“联系人姓名”里有划掉的字“王{n}”，没有读；读到的是“李样张”。")
        for n in range(1, 41)
    ]


def test_in_opendocument(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    for name, family in (("ce", "table-cell"), ("T1", "text")):
        style = Style(name=name, family=family)
        style.addElement(TextProperties(textlinethroughstyle="solid"))
        document.automaticstyles.addElement(style)
    half = TableCell(valuetype="string")
    paragraph = P()
    paragraph.addElement(Span(stylename="T1", text="王样张"))
    paragraph.addText("李样张")
    half.addElement(paragraph)
    whole = ods_cell("主任", stylename="ce")
    sheet = Table(name=SHEET)
    sheet.addElement(ods_row(table()[0]))
    sheet.addElement(ods_row(row(contact_name=half, leader_title=whole)))
    sheet.addElement(ods_row(row(name="乙街道"), visibility="filter"))
    document.spreadsheet.addElement(sheet)
    path = tmp_path / "a.ods"
    document.save(str(path))
    intake = read(path)
    assert intake.submissions[0].nominations[0].value("contact_name") == "李样张"
    assert [(p.location.row, p.message) for p in intake.problems] == [
        (2, "“负责人职务”里的“主任”整格划掉了（删除线）。"),
        (2, "“联系人姓名”里有划掉的字“王样张”，没有读；读到的是“李样张”。"),
        (3, "第3行是隐藏的（或者筛选掉了），也算在名单里，共1家。"),
    ]


def test_styles_of_opendocument_by_name_by_column_and_by_parent(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    looks = {
        "Struck": TextProperties(textlinethroughtype="single"),
        "White": TextProperties(color="#ffffff"),
    }
    for name, says in looks.items():
        style = Style(name=name, family="table-cell")
        style.addElement(says)
        document.styles.addElement(style)
    dark = Style(name="ce1", family="table-cell", parentstylename="White")
    dark.addElement(TableCellProperties(backgroundcolor="#1f4e79"))
    light = Style(name="ce2", family="table-cell", parentstylename="White")
    for style in (dark, light, Style(name="ce3", family="table-cell", parentstylename="Struck")):
        document.automaticstyles.addElement(style)
    sheet = Table(name=SHEET)
    at = column("contact_name")
    sheet.addElement(TableColumn(numbercolumnsrepeated=at - 1))
    sheet.addElement(TableColumn(defaultcellstylename="ce3"))
    sheet.addElement(TableColumn(visibility="collapse"))
    sheet.addElement(ods_row(table()[0]))
    nature, honours = ods_cell("机关", stylename="ce2"), ods_cell("有", stylename="ce1")
    sheet.addElement(ods_row(row(nature=nature, honours=honours)))
    document.spreadsheet.addElement(sheet)
    path = tmp_path / "a.ods"
    document.save(str(path))
    assert [p.message for p in read(path).problems] == [
        "“联系人姓名”里的“李示例”整格划掉了（删除线）。",
        "K列“联系人职务”是隐藏的，里面的内容也读了。",
        "E2里的字看不见（白色的字，或者格式设成不显示），也读了。",
    ]
