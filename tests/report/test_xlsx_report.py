"""A copy of the person's own workbook: looks kept, bad cells marked, findings one click away."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from report_samples import FAMILY, FULL, LONG, TITLE, TWICE, finding
from workbook_maker import edit_part
from xxzz.finding import Finding, Report, Severity
from xxzz.location import Location
from xxzz.report import Style, UnsupportedReport, render
from xxzz.season import Season

RED, YELLOW, BLUE = "FFFFC7CE", "FFFFEB9C", "FFDDEBF7"
GREEN_TAB, RED_TAB = "FF00B050", "FFC00000"


def make(path: Path) -> Path:
    """Write a workbook with what a library that loads and saves would lose or change."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("推荐名单")
        other = book.add_worksheet("选项's")
        bold = book.add_format({"bold": True, "bg_color": "#FFFF00", "num_format": "@"})
        sheet.set_column("B:B", 33)
        sheet.set_column("E:E", 12, bold)
        sheet.write_row("A1", ["序号", "推荐单位", "名称"])
        sheet.write("C7", "慕示例家庭", bold)
        sheet.write_rich_string("C5", "徐汇区", bold, "示例街道")
        sheet.write_formula("D7", '="徐汇"&"区"', None, "徐汇区")
        sheet.write_comment("A1", "原来的批注", {"author": "同事"})
        sheet.data_validation("B2:B99", {"validate": "list", "source": "='选项''s'!$A$1:$A$2"})
        sheet.conditional_format("A2:A9", {"type": "duplicate", "format": bold})
        sheet.autofilter("A1:C9")
        sheet.freeze_panes(1, 0)
        other.write_column("A1", ["徐汇区", "静安区"])
    return path


def report(path: Path, *findings: Finding) -> Report:
    moved = (replace(one, location=one.location._replace(file=path.as_posix())) for one in findings)
    return replace(FULL, sources=(path.as_posix(),), findings=tuple(moved))


def annotate(path: Path, season: Season, *findings: Finding) -> Path:
    made = render("xlsx", report(path, *findings), season, Style())
    assert isinstance(made, bytes)
    copy = path.with_name("批注.xlsx")
    copy.write_bytes(made)
    return copy


def opened(path: Path, sheet: str = "推荐名单", *, values: bool = False) -> Worksheet:
    return openpyxl.load_workbook(path, data_only=values)[sheet]


def at(row: int, column: int, severity: Severity = Severity.ERROR) -> Finding:
    place = Location("", "推荐名单", row, column)
    return finding("value-invalid", severity, f"第{row}行第{column}列不对。", place, FAMILY)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make(tmp_path / "名单.xlsx")


def test_bad_cells_are_filled_by_severity_and_say_what_is_wrong(book: Path, season: Season) -> None:
    sheet = opened(annotate(book, season, TITLE, LONG, at(9, 2, Severity.INFO)))
    fills = {name: sheet[name].fill.fgColor.rgb for name in ("S7", "U5", "B9")}
    assert fills == {"S7": RED, "U5": YELLOW, "B9": BLUE}
    assert sheet["S7"].comment.text == (
        "【检查结果】\n[错误] 称号是“徐汇区最美家庭”。\n怎样改：请改正。\n依据：附件3\n"
    )
    assert sheet["S7"].comment.author == "xxzz"


def test_worst_finding_of_a_cell_colours_it_and_all_are_in_its_note(
    book: Path, season: Season
) -> None:
    sheet = opened(annotate(book, season, at(7, 3, Severity.WARNING), at(7, 3)))
    assert sheet["C7"].fill.fgColor.rgb == RED
    assert [line[:4] for line in sheet["C7"].comment.text.splitlines() if line[:1] == "["] == [
        "[错误]",
        "[提醒]",
    ]


def test_looks_formulas_and_their_results_stay(book: Path, season: Season) -> None:
    copy = annotate(book, season, at(7, 3), at(7, 4))
    sheet = opened(copy)
    assert sheet.column_dimensions["B"].width == pytest.approx(33.7, abs=0.1)
    assert sheet["C7"].font.bold
    assert sheet["C7"].number_format == "@"
    assert sheet["D7"].value == '="徐汇"&"区"'
    assert opened(copy, values=True)["D7"].value == "徐汇区"
    assert sheet.data_validations.dataValidation[0].formula1 == "'选项''s'!$A$1:$A$2"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:C9"
    assert len(sheet.conditional_formatting) == 1


def test_parts_that_nothing_is_added_to_are_the_same_bytes(book: Path, season: Season) -> None:
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(annotate(book, season, TITLE)) as after:
        for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/theme/theme1.xml"):
            assert before.read(name) == after.read(name)


@pytest.mark.parametrize("left", ["", r"<\1/>"])
def test_a_workbook_without_styles_gets_those_that_are_needed(
    left: str, book: Path, season: Season
) -> None:
    sections = re.compile(rb"<(fonts|fills|borders|cellXfs)\b.*?</\1>", re.DOTALL)
    edit_part(book, lambda data: sections.sub(left.encode(), data), "xl/styles.xml")
    edit_part(book, lambda data: re.sub(rb' (?:s|style)="\d+"', b"", data))
    sheet = opened(annotate(book, season, at(7, 3)))
    assert sheet["C7"].fill.fgColor.rgb == RED
    assert sheet["C5"].fill.fill_type is None
    styles = zipfile.ZipFile(book.with_name("批注.xlsx")).read("xl/styles.xml").decode()
    assert re.findall(r'patternType="(\w+)"', styles.partition("<dxfs")[0])[:2] == [
        "none",
        "gray125",
    ]


def test_empty_cell_keeps_the_format_of_its_column(book: Path, season: Season) -> None:
    sheet = opened(annotate(book, season, at(7, 5), at(30, 5)))
    for name in ("E7", "E30"):
        assert sheet[name].font.bold
        assert sheet[name].fill.fgColor.rgb == RED
        assert sheet[name].value is None


def test_notes_of_other_people_stay_and_ours_go_below(book: Path, season: Season) -> None:
    sheet = opened(annotate(book, season, at(1, 1), at(2, 1)))
    assert sheet["A1"].comment.text.startswith("原来的批注\n【检查结果】\n[错误] 第1行第1列不对。")
    assert sheet["A2"].comment.text.startswith("【检查结果】")


def test_note_of_plain_text_becomes_one_of_runs(tmp_path: Path, season: Season) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "推荐名单"
    book.worksheets[0]["A1"].comment = Comment("原来的批注", "同事")
    book.save(tmp_path / "名单.xlsx")
    copy = annotate(tmp_path / "名单.xlsx", season, at(1, 1))
    assert opened(copy)["A1"].comment.text.startswith("原来的批注\n【检查结果】")
    with zipfile.ZipFile(copy) as archive:
        text = archive.read("xl/comments/comment1.xml").decode()
    assert "<text><t" not in text


def test_workbook_that_is_odd_inside_gives_a_copy_of_its_values(book: Path, season: Season) -> None:
    odd = book.with_name("怪.xlsx")
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(odd, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<comments" if "comments" in name else before.read(name))
    sheet = opened(annotate(odd, season, at(7, 3)))
    assert sheet["C7"].value == "慕示例家庭"
    assert sheet["C7"].fill.fgColor.rgb == RED


def test_summary_lists_everything_with_links(book: Path, season: Season) -> None:
    whole = finding("column-missing", Severity.ERROR, "缺一列。", Location("", "推荐名单"))
    quoted = replace(TITLE, location=Location("", "选项's", 2, 1))
    copy = annotate(book, season, whole, TITLE, TWICE, quoted)
    assert openpyxl.load_workbook(copy).sheetnames == ["推荐名单", "选项's", "检查结果"]
    sheet = opened(copy, "检查结果")
    assert sheet["A1"].value == "【还不能上报】有3处错误，请改好后再检查一次。"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(3, 7)]
    assert rows[0] == ["级别", "位置", "推荐", "问题", "怎样改", "依据", "规则"]
    assert [row[1] for row in rows[1:]] == ["推荐名单", "推荐名单!S7", "推荐名单!D7", "选项's!A2"]
    assert rows[2] == [
        "错误",
        "推荐名单!S7",
        "慕示例家庭（徐汇区，家庭）",
        "称号是“徐汇区最美家庭”。",
        "请改正。",
        "附件3",
        "family-title",
    ]
    links = {cell.coordinate: cell.hyperlink.location for (cell,) in sheet["B5:B7"]}
    assert links == {"B5": "'推荐名单'!S7", "B6": "'推荐名单'!D7", "B7": "'选项''s'!A2"}
    assert sheet["B4"].hyperlink is None
    below = [[cell.value for cell in row[:5]] for row in sheet.iter_rows(9)]
    assert below[0][0] == "名额使用情况（附件2）"
    assert below[1][1:] == ["推荐单位", "类别", "已用/名额", "说明"]
    at = [row[0] for row in below].index("没有检查的项目（不等于通过）")
    assert below[at + 1][0] == "indicator-unmet"
    assert [row[1] for row in below[2 : at - 1]] == ["徐汇区"] * (at - 3)


@pytest.mark.parametrize(
    ("findings", "colour"), [((TITLE,), RED_TAB), ((LONG,), GREEN_TAB), ((), GREEN_TAB)]
)
def test_tab_says_whether_it_may_be_handed_in(
    book: Path, season: Season, findings: tuple[Finding, ...], colour: str
) -> None:
    made = openpyxl.load_workbook(annotate(book, season, *findings))
    assert [sheet.sheet_properties.tabColor for sheet in made][1] is None
    assert [made.worksheets[n].sheet_properties.tabColor.rgb for n in (0, 2)] == [colour] * 2


def test_original_is_not_touched_and_the_copy_is_the_same_every_time(
    book: Path, season: Season
) -> None:
    before = book.read_bytes()
    first = annotate(book, season, TITLE, LONG).read_bytes()
    assert annotate(book, season, TITLE, LONG).read_bytes() == first
    assert book.read_bytes() == before


def test_marks_of_an_earlier_check_go(book: Path, season: Season) -> None:
    first = annotate(book, season, at(1, 1), at(7, 3), at(9, 2)).replace(book.with_name("2.xlsx"))
    copy = annotate(first, season, at(9, 2))
    made = openpyxl.load_workbook(copy)
    assert made.sheetnames.count("检查结果") == 1
    sheet = made["推荐名单"]
    assert sheet["A1"].comment.text == "原来的批注"
    assert sheet["C7"].comment is None
    assert sheet["C7"].fill.fill_type is None
    assert sheet["C7"].font.bold
    assert sheet["B9"].comment.text.count("【检查结果】") == 1
    assert [cell.value for cell in made["检查结果"][4]][1] == "推荐名单!B9"
    with zipfile.ZipFile(copy) as archive:
        (drawing,) = (name for name in archive.namelist() if name.endswith(".vml"))
        shapes = re.findall(r"<x:Row>(\d+)<", archive.read(drawing).decode())
    assert sorted(map(int, shapes)) == [0, 8]


def rewrite(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Write the workbook as another program would have saved it."""
    other = path.with_name("另存.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data.decode()) if name == part else data)
    return other


def test_marks_go_though_another_program_saved_them_in_its_own_way(
    book: Path, season: Season
) -> None:
    """LibreOffice drops the authors and makes a run of each line."""

    def resaved(text: str) -> str:
        return text.replace("<author>xxzz</author>", "<author> </author>").replace(
            "】\n", "】\n</t></r><r><t>"
        )

    first = annotate(book, season, at(1, 1), at(7, 3), at(9, 2))
    copy = annotate(rewrite(first, "xl/comments1.xml", resaved), season, at(9, 2))
    sheet = opened(copy)
    assert sheet["A1"].comment.text == "原来的批注"
    assert sheet["C7"].comment is None
    assert sheet["B9"].comment.text.count("第9行第2列不对") == 1


def test_box_of_a_note_grows_with_what_is_added(book: Path, season: Season) -> None:
    with zipfile.ZipFile(annotate(book, season, at(1, 1))) as archive:
        drawing = archive.read("xl/drawings/vmlDrawing1.vml").decode()
    assert re.findall(r"<x:Anchor>([^<]*)", drawing) == ["1, 12, 0, 6, 4, 30, 7, 6"]
    assert re.findall(r"[^-]height:(\d+)pt", drawing) == ["105"]


def test_boxes_have_their_type_beside_buttons_too(tmp_path: Path, season: Season) -> None:
    path = tmp_path / "名单.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("推荐名单").insert_button("B3", {"caption": "按"})
    with zipfile.ZipFile(annotate(path, season, at(1, 1))) as archive:
        drawing = archive.read("xl/drawings/vmlDrawing1.vml").decode()
    types = re.findall(r'<v:shapetype\b[^>]*? id="([^"]*)"', drawing)
    assert types == ["_x0000_t201", "_x0000_t202"]
    etree.fromstring(drawing.encode())


def test_boxes_keep_different_identifiers_when_checked_again(book: Path, season: Season) -> None:
    def with_words_of_a_person(text: str) -> str:
        return text.replace("【检查结果】\n[错误] 第9行", "我看过了\n【检查结果】\n[错误] 第9行")

    first = annotate(book, season, at(7, 3), at(9, 2))
    again = rewrite(first, "xl/comments1.xml", with_words_of_a_person)
    copy = annotate(again, season, at(7, 3), at(8, 3))
    assert opened(copy)["B9"].comment.text == "我看过了"
    with zipfile.ZipFile(copy) as archive:
        drawing = archive.read("xl/drawings/vmlDrawing1.vml").decode()
    found = re.findall(r'<v:shape\b[^>]*? id="([^"]*)"', drawing)
    assert len(found) == len(set(found)) == 4


def test_sheet_of_a_person_that_only_has_our_name_stays(book: Path, season: Season) -> None:
    made = openpyxl.load_workbook(book)
    made.create_sheet("检查结果")["A1"] = "我自己的记录"
    made.save(book)
    first = annotate(book, season, TITLE).replace(book.with_name("2.xlsx"))
    copy = openpyxl.load_workbook(annotate(first, season, TITLE))
    assert copy.sheetnames == ["推荐名单", "选项's", "检查结果", "检查结果2"]
    assert copy["检查结果"]["A1"].value == "我自己的记录"
    assert copy["检查结果2"]["B4"].value == "推荐名单!S7"


def test_rows_and_cells_that_do_not_say_their_number(tmp_path: Path, season: Season) -> None:
    plain = make(tmp_path / "整.xlsx")
    bare = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(bare, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(rb'(<row) r="1"[^>]*', rb"\1", data)
                data = re.sub(rb'(<c) r="[A-C]1"', rb"\1", data)
            after.writestr(name, data)
    sheet = opened(annotate(bare, season, at(1, 2), at(2, 2)))
    assert [cell.value for cell in sheet[1]][:3] == ["序号", "推荐单位", "名称"]
    assert sheet["B1"].fill.fgColor.rgb == RED
    assert sheet["B2"].fill.fgColor.rgb == RED


def test_workbook_with_macros_loses_them(tmp_path: Path, season: Season) -> None:
    plain = make(tmp_path / "整.xlsx")
    macros = tmp_path / "名单.xlsm"
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(macros, "w") as after:
        for name in before.namelist():
            data = before.read(name).replace(
                b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
            )
            if name == "xl/_rels/workbook.xml.rels":
                relation = b'<Relationship Id="v" Type="urn:x/vbaProject" Target="vbaProject.bin"/>'
                data = data.replace(b"</Relationships>", relation + b"</Relationships>")
            after.writestr(name, data)
        after.writestr("xl/vbaProject.bin", b"code")
    copy = annotate(macros, season, TITLE)
    assert opened(copy)["S7"].fill.fgColor.rgb == RED
    with zipfile.ZipFile(copy) as archive:
        assert not [name for name in archive.namelist() if "vba" in name]
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ((), "没有读出一份推荐名单"),
        (("a.xlsx", "b.xlsx"), "现在有2份：a.xlsx、b.xlsx。"),
        (("a.xlsx",) * 7, "现在有7份：(a.xlsx、){4}a.xlsx等。"),
    ],
)
def test_one_workbook_at_a_time(season: Season, sources: tuple[str, ...], message: str) -> None:
    with pytest.raises(UnsupportedReport, match=message):
        render("xlsx", replace(FULL, sources=sources), season, Style())


def test_text_that_looks_like_a_formula_or_is_no_xml_stays_text(book: Path, season: Season) -> None:
    one = replace(TITLE, message="=1+1\x0b\ufffe<&>", hint="@x")
    sheet = opened(annotate(book, season, one), "检查结果")
    assert sheet["D4"].value == "=1+1\n<&>"
    assert sheet["D4"].data_type == "s"
