"""Workbooks as clerks' programs write them: every quirk ends in the right nomination."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from docx_maker import docx, para, run
from workbook_maker import (
    SHEET,
    SHEET_PART,
    add_sheet,
    change,
    column,
    edit_part,
    headers,
    ods,
    ods_cell,
    ods_row,
    read,
    read_names,
    read_one,
    replace_in,
    row,
    season,
    table,
    xls,
    xlsx,
)
from xxzz.finding import Severity
from xxzz.intake.story.file import DocumentUnreadable, Story, read_stories
from xxzz.location import Location

Writer = Callable[[Path, list[Any]], Path]


def write_xlsxwriter(path: Path, rows: list[Any]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(SHEET)
        for number, values in enumerate(rows):
            sheet.write_row(number, 0, values)
    return path


def write_ods(path: Path, rows: list[Any]) -> Path:
    return ods(path, [ods_row(values) for values in rows])


WRITERS: dict[str, Writer] = {
    "openpyxl.xlsx": xlsx,
    "xlsxwriter.xlsm": write_xlsxwriter,
    "xlwt.xls": xls,
    "xlwt.et": xls,
    "odfpy.ods": write_ods,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_nomination(name: str, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path / name, table())
    nomination = read_one(path)
    expected = [str(value) for value in row()]
    assert [nomination.value(field) for field in season().field_ids] == expected
    assert nomination.origin.locate("postcode") == Location(path.as_posix(), SHEET, 2, 16)


@pytest.mark.parametrize("name", WRITERS)
def test_the_bytes_decide_not_the_name(name: str, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path / "名单.dat", table())
    assert read_names(path) == ["徐汇区示例街道"]


@pytest.mark.parametrize("name", WRITERS)
def test_numbers_and_dates_are_read_as_seen(name: str, tmp_path: Path) -> None:
    values = row(contact_mobile=13900000001, postcode=200032, rank=1.0, leader_phone=54000001)
    nomination = read_one(WRITERS[name](tmp_path / name, table(values)))
    assert nomination.value("contact_mobile") == "13900000001"
    assert nomination.value("postcode") == "200032"
    assert nomination.rank == "1"
    assert nomination.value("leader_phone") == "54000001"


@pytest.mark.parametrize("form", ["yyyy-mm-dd", 'yyyy"年"m"月"', "[$-804]yyyy/m/d;@"])
def test_a_date_is_read_as_iso_text_whatever_its_format(form: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(building_since=dt.date(2019, 3, 1))))

    def edit(sheet: Any) -> None:
        sheet.cell(2, column("building_since")).number_format = form

    assert read_one(change(path, edit)).value("building_since") == "2019-03-01"


def test_a_date_in_an_old_workbook_is_the_same_text(tmp_path: Path) -> None:
    since = dt.date(2019, 3, 1)
    path = xls(tmp_path / "a.xls", table(row(building_since=since)), date_format="yyyy/m/d")
    assert read_one(path).value("building_since") == "2019-03-01"


@pytest.mark.parametrize("claim", ["A1", "A1:A1", "A1:XFD1048576"])
def test_a_wrong_dimension_tag_does_not_matter(claim: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    replace_in(path, "<dimension[^>]*/>", f'<dimension ref="{claim}"/>')
    assert read_names(path) == ["徐汇区示例街道"]


def test_a_missing_dimension_tag_does_not_matter(tmp_path: Path) -> None:
    path = replace_in(xlsx(tmp_path / "a.xlsx", table()), "<dimension[^>]*/>", "")
    assert read_names(path) == ["徐汇区示例街道"]


def test_formatted_but_empty_cells_far_away_are_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    cells = "".join(f'<row r="{r}"><c r="XFD{r}" s="0"/></row>' for r in (500, 1048576))
    replace_in(path, "</sheetData>", f"{cells}</sheetData>")
    assert read_names(path) == ["徐汇区示例街道"]


def test_blank_rows_and_prepared_rows_are_no_nominations(tmp_path: Path) -> None:
    prepared: list[Any] = [3, "徐汇区", *[""] * (len(headers()) - 2)]
    blank: list[Any] = [None] * len(headers())
    rows = [headers(), blank, row(name="甲街道"), blank, row(name="乙街道", rank=2), prepared]
    intake = read(xlsx(tmp_path / "a.xlsx", rows))
    found = intake.submissions[0].nominations
    assert [(n.name, n.origin.base.row) for n in found] == [("甲街道", 3), ("乙街道", 5)]
    assert intake.problems == ()


def test_a_row_with_nothing_but_a_broken_formula_is_empty(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(), ["", "", "", "#REF!"], ["", "", "", "", "#N/A"]))
    assert read_names(path) == ["徐汇区示例街道"]


@pytest.mark.parametrize(
    ("error", "shown"),
    [("#SPILL!", "#SPILL!"), ("#CALC!", "#CALC!"), ("#ERROR!", "#ERROR!"), ("foo", "#ERROR!")],
)
def test_an_error_that_is_newer_than_the_reader_is_one_cell(
    error: str, shown: str, tmp_path: Path
) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(remark="错"), row(name="徐汇区第二街道")))
    cell = rf'<c r="V2" t="e"><f>A1:A9</f><v>{error}</v></c>'
    replace_in(path, r'<c r="V2"[^>]*>.*?</c>', cell)
    intake = read(path)
    assert intake.problems == ()
    (submission,) = intake.submissions
    assert [one.remark for one in submission.nominations] == [shown, ""]


def test_an_indented_opendocument_is_read(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", [ods_row(one) for one in table(row(name="徐汇区  甲 街道"))])

    def indent(data: bytes) -> bytes:
        for tag in (b"<table:table-row", b"<table:table-cell", b"<text:p", b"</table:table-cell>"):
            data = data.replace(tag, b"\n    " + tag)
        return data

    assert read_names(edit_part(path, indent, "content.xml")) == ["徐汇区  甲 街道"]


@pytest.mark.parametrize("write", [xlsx, xls], ids=["xlsx", "xls"])
def test_an_error_value_is_read_as_its_text(write: Writer, tmp_path: Path) -> None:
    path = write(tmp_path / "名单", table(row(address="#REF!", remark="#N/A")))
    nomination = read_one(path)
    assert (nomination.value("address"), nomination.remark) == ("#REF!", "#N/A")


@pytest.mark.parametrize(
    ("shown", "kind", "text"),
    [
        ("#REF!", "error", "#REF!"),
        ("#N/A", "string", "#N/A"),
        ("Err:520", "error", "#VALUE!"),
        ("", "string", ""),
    ],
)
def test_an_error_in_opendocument_is_no_blank(
    shown: str, kind: str, text: str, tmp_path: Path
) -> None:
    wrong = ods_cell(" ", formula="of:=[.A1]")
    path = write_ods(tmp_path / "a.ods", table(row(address=wrong)))
    calcext = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    cell = f'\\1 xmlns:c="{calcext}" c:value-type="{kind}" office:string-value=""><text:p>{shown}<'
    replace_in(path, "(<table:table-cell[^>]*formula[^>]*)><text:p>.*?<", cell, "content.xml")
    assert read_one(path).value("address") == text


@pytest.mark.parametrize(
    "note",
    [
        ["注：根据推荐的优先程度进行排序。"],
        ["填表人：张示例", "", "", "填表日期：2023年9月1日"],
        ["", "", "", "以上名单已经公示，没有异议。"],
        ["合计", "", "", "18家"],
        ["小计", "", "", "", "", "2"],
        ["", "", "", "说明"],
        ["", "", "", "", "徐汇区学习办（公章）"],
        ["", "", "", "", "2023年9月1日"],
        ["", "", "", "", dt.date(2023, 9, 1)],
        ["", "", "", "", "年　　月　　日"],
        ["机关小计", "", "", 3],
        ["", "徐汇区合计：", "", 20],
        ["", "", "", "—— 以下空白 ——"],
        ["/", "/", "/", "/"],
        ["联系人：李示例", "", "", "电子邮箱：a@example.org", "", "传真："],
        ["", "", "", "联系人：李示例", "", "联系电话：021-54000001"],
    ],
)
def test_notes_and_sums_below_the_table_are_no_nominations(note: list[Any], tmp_path: Path) -> None:
    assert read_names(xlsx(tmp_path / "a.xlsx", table(row(), note))) == ["徐汇区示例街道"]


def test_a_text_merged_across_the_table_is_no_nomination(tmp_path: Path) -> None:
    rows = table(row(), ["", "", "", "街道推荐的名单到此为止"], row(name="乙街道"))
    path = change(xlsx(tmp_path / "a.xlsx", rows), lambda sheet: sheet.merge_cells("D3:H3"))
    assert read_names(path) == ["徐汇区示例街道", "乙街道"]


@pytest.mark.parametrize(
    "name", ["上海市公共计量院", "2021年读书小组", "注册会计师协会", "徐汇区合计", "12.5课堂"]
)
def test_a_name_that_is_a_little_like_a_note_is_a_nomination(name: str, tmp_path: Path) -> None:
    values = ["", "徐汇区", "学习型社区", name, "事业单位", "张示例"]
    assert read_names(xlsx(tmp_path / "a.xlsx", table(row(), values)))[1:] == [name]


def test_a_row_with_only_a_name_is_a_nomination(tmp_path: Path) -> None:
    rows = table(row(), ["", "", "", "徐汇区另一街道"])
    assert read_names(xlsx(tmp_path / "a.xlsx", rows)) == ["徐汇区示例街道", "徐汇区另一街道"]


def test_the_header_repeated_on_each_page_is_no_nomination(tmp_path: Path) -> None:
    rows = table(row(name="甲街道"), headers(), row(name="乙街道", rank=2))
    assert read_names(xlsx(tmp_path / "a.xlsx", rows)) == ["甲街道", "乙街道"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_a_recommender_merged_over_rows_holds_for_each(name: str, tmp_path: Path) -> None:
    second = row(name="乙街道", rank=2, recommender="")
    path = tmp_path / name
    if path.suffix == ".ods":
        first = row(name="甲街道", recommender=ods_cell("徐汇区", numberrowsspanned=2))
        ods(path, [ods_row(values) for values in (headers(), first, second)])
    else:
        xlsx(path, table(row(name="甲街道"), second, row(name="丙街道", rank=3, recommender="")))
        change(path, lambda sheet: sheet.merge_cells("B2:B3"))
    found = read(path).submissions[0].nominations
    assert [n.recommender for n in found][:2] == ["徐汇区", "徐汇区"]
    assert [n.recommender for n in found][2:] in ([], [""])


def test_a_name_merged_over_rows_is_one_nomination(tmp_path: Path) -> None:
    second = [""] * len(row())
    second[column("honours") - 1] = "2022年全国学习型社区"
    second[column("nature") - 1] = "事业单位"
    rows = table(row(), second, row(name="乙街道", rank=2))
    path = change(xlsx(tmp_path / "a.xlsx", rows), lambda sheet: sheet.merge_cells("D2:D3"))
    assert read_names(path) == ["徐汇区示例街道", "乙街道"]
    first, other = read(path).submissions[0].nominations
    assert first.value("honours") == "2021年上海市学习型社区\n2022年全国学习型社区"
    assert (first.value("nature"), first.brief) == ("事业单位", row()[column("brief") - 1])
    assert (other.origin.base.row, other.value("honours")) == (4, "2021年上海市学习型社区")


def test_ranges_that_overlap_are_not_walked_again_and_again(tmp_path: Path) -> None:
    rows = table(*(row(name=f"{n}街道", rank=n, recommender="") for n in range(1, 2001)))
    path = xlsx(tmp_path / "a.xlsx", rows)
    ranges = "".join(f'<mergeCell ref="B{2 + n % 9}:B2000"/>' for n in range(100_000))
    replace_in(path, "</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
    assert len(read_names(path)) == 2000


def test_a_formula_without_a_saved_result_is_said_at_its_cell(tmp_path: Path) -> None:
    rows = table(row(address='="上海"&"路"'), row(name="乙街道", rank=2, address='="上海"&"路"'))
    intake = read(path := xlsx(tmp_path / "a.xlsx", rows))
    (problem,) = intake.problems
    assert problem.rule == "cell-unreadable"
    assert problem.location == Location(path.as_posix(), SHEET, 2, column("address"))
    assert problem.message == "“单位地址”是公式，但没有保存计算结果，读不出来（这一列共有2格）。"
    assert problem.hint.startswith("请用 Excel 或 WPS 打开工作簿，等它算完后保存")
    first = intake.submissions[0].nominations[0]
    assert (first.value("address"), first.unreadable) == ("", frozenset({"address"}))


def test_a_formula_with_a_saved_result_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table(row(address="=A1", remark="=A2")))
    replace_in(path, "<c ([^>]*)><f>A1</f><v ?/>", r'<c \1 t="str"><f>A1</f><v>示例路</v>')
    replace_in(path, "<c ([^>]*)><f>A2</f><v ?/>", r'<c \1 t="str"><f>A2</f><v></v>')
    nomination = read_one(path)
    assert (nomination.value("address"), nomination.remark) == ("示例路", "")


def test_a_picture_in_a_cell_is_said(tmp_path: Path) -> None:
    picture = '=DISPIMG("ID_0123456789ABCDEF",1)'
    path = xlsx(tmp_path / "a.xlsx", table(row(honours="x")))
    replace_in(path, "<t>x</t>", f"<t>{picture.replace(chr(34), '&quot;')}</t>")
    intake = read(path)
    (problem,) = intake.problems
    assert (problem.rule, problem.location.cell) == ("cell-unreadable", "Q2")
    assert problem.message == "“曾获荣誉”这一格里是图片，读不出文字。"
    assert intake.submissions[0].nominations[0].value("honours") == ""


def test_control_characters_are_left_out_and_said(tmp_path: Path) -> None:
    path = xls(
        tmp_path / "a.xls", table(row(honours="甲\x07乙\x01", address="\u202a示例\u200f路\u202c"))
    )
    intake = read(path)
    (nomination,) = intake.submissions[0].nominations
    assert nomination.value("honours") == "甲乙"
    assert nomination.value("address") == "示例\u200f路"  # a mark of direction inside is text
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("value-invalid", Severity.WARNING)
    assert problem.location.cell == "Q2"
    assert problem.message == "“曾获荣誉”里有2个看不见的控制字符，没有算在内，也不会印出来。"


def test_strict_ooxml_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    for part in (SHEET_PART, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        edit_part(
            path,
            lambda data: data.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
            part,
        )
    assert read_names(path) == ["徐汇区示例街道"]


def test_prefixed_elements_are_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    replace_in(path, r"<(/?)(worksheet|sheetData|row|c|v|is|t)\b", r"<\1x:\2")
    replace_in(path, "xmlns=", "xmlns:x=")
    assert read_names(path) == ["徐汇区示例街道"]


def test_a_relation_with_an_absolute_target_is_followed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    replace_in(path, '"/?(xl/)?worksheets/', '"/xl/worksheets/', "xl/_rels/workbook.xml.rels")
    assert read_names(path) == ["徐汇区示例街道"]


@pytest.mark.parametrize("source", WRITERS)
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_read_under_every_name(source: str, name: str, tmp_path: Path) -> None:
    made = WRITERS[source](tmp_path / source, table())
    path = made.rename(tmp_path / f"名单{Path(name).suffix}")
    assert read_names(path) == ["徐汇区示例街道"]


@pytest.mark.parametrize("title", [" 推荐名单 ", "推荐 名单", "Sheet1", "徐汇区推荐汇总"])
def test_a_sheet_of_another_name_is_taken_by_its_header(title: str, tmp_path: Path) -> None:
    path = add_sheet(
        xlsx(tmp_path / "a.xlsx", [["填写说明"], ["请如实填写"]], "说明"), title, table()
    )
    assert read_names(path) == ["徐汇区示例街道"]


def test_of_very_many_sheets_only_some_are_named(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [], "1")

    def add(sheet: Any) -> None:
        for number in range(2, 13):
            sheet.parent.create_sheet(str(number))

    (problem,) = read(change(path, add)).problems
    names = "、".join(f"“{number}”" for number in range(1, 11))
    assert problem.message == f"没有“推荐名单”工作表，只有{names}等12张。"


def test_a_named_workbook_without_nominations_is_an_error(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [["姓名", "电话"], ["张示例", "021-54000001"]], "通讯录")
    intake = read(path)
    (problem,) = intake.problems
    assert (problem.rule, problem.severity) == ("sheet-missing", None)
    assert problem.message == "没有“推荐名单”工作表，只有“通讯录”。"
    assert intake.submissions == ()


def test_one_that_was_only_found_is_passed_over(tmp_path: Path) -> None:
    book = ["序号", "单位名称", "联系人", "手机", "地址", "邮编", "备注"]
    path = xlsx(tmp_path / "a.xlsx", [book, [1, "甲", "张示例", 1, "路", 2, ""]], "通讯录")
    (problem,) = read(tmp_path).problems
    assert (problem.rule, problem.severity) == ("sheet-missing", Severity.INFO)
    assert problem.message == "没有“推荐名单”工作表，不是推荐名单，已跳过。"
    assert problem.location == Location(path.as_posix())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "“推荐名单”是空的，没有表头，一家也没有读到。"),
        ([["甲", "乙"]], "“推荐名单”里没有找到表头，一家也没有读到。"),
    ],
)
def test_a_sheet_without_header_is_said(rows: list[Any], message: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows)
    (problem,) = read(path).problems
    assert (problem.rule, problem.message) == ("column-missing", message)
    assert problem.location == Location(path.as_posix(), SHEET)


class TestStories:
    def test_a_text_in_the_cell_is_the_story(self, tmp_path: Path) -> None:
        nomination = read_one(xlsx(tmp_path / "a.xlsx", table(row(story="街道\n\u3000\u3000学习"))))
        assert (nomination.story, nomination.story_file) == ("街道\n\u3000\u3000学习", "")
        assert nomination.story_count is None

    def test_a_path_is_read_beside_the_workbook(self, tmp_path: Path) -> None:
        (tmp_path / "事迹").mkdir()
        (tmp_path / "事迹" / "甲.txt").write_text("居民共读一本书。", encoding="gb18030")
        path = xlsx(tmp_path / "a.xlsx", table(row(story="事迹\\甲.txt")))
        nomination = read_one(path)
        assert nomination.story == "居民共读一本书。"
        assert nomination.story_file == "事迹\\甲.txt"
        assert nomination.story_count is not None
        assert nomination.story_count.words == 8

    def test_a_file_that_is_not_there_is_said_for_each_row(self, tmp_path: Path) -> None:
        rows = table(row(story="没有.docx"), row(name="乙街道", rank=2, story="没有.docx"))
        path = xlsx(tmp_path / "a.xlsx", rows)
        intake = read(path)
        assert [problem.rule for problem in intake.problems] == ["story-unreadable"] * 2
        assert [problem.location.cell for problem in intake.problems] == ["U2", "U3"]
        assert "没有.docx" in intake.problems[0].message
        assert intake.problems[1].nomination is not None
        assert intake.problems[1].nomination.name == "乙街道"
        nomination = intake.submissions[0].nominations[0]
        assert (nomination.story, nomination.unreadable) == ("", frozenset({"story"}))

    def test_a_file_that_many_rows_name_is_read_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "甲.txt").write_text("居民共读一本书。", encoding="utf-8")
        reads: list[Path] = []

        def counting(paths: Sequence[Path]) -> list[Story | DocumentUnreadable]:
            reads.extend(paths)
            return read_stories(paths)

        monkeypatch.setattr("xxzz.intake.story.cell.read_stories", counting)
        rows = table(*(row(name=f"{n}街道", rank=n, story="甲.txt") for n in range(1, 4)))
        assert len(read_names(xlsx(tmp_path / "a.xlsx", rows))) == 3
        assert len(reads) == 1

    def test_what_the_printed_form_will_lack_is_said(self, tmp_path: Path) -> None:
        picture = "<w:r><w:drawing/></w:r>"
        (tmp_path / "甲.docx").write_bytes(docx(para(run("学习。"), picture)))
        intake = read(xlsx(tmp_path / "a.xlsx", table(row(story="甲.docx"))))
        (problem,) = intake.problems
        assert problem.rule == "story-simplified"
        assert problem.location.cell == "U2"
        assert problem.message == "“甲.docx”里有1个图表、图形，推荐表后面不能照样印。"

    def test_a_file_outside_the_folder_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "外面.txt").write_text("不该读到", encoding="utf-8")
        (tmp_path / "名单").mkdir()
        path = xlsx(tmp_path / "名单" / "a.xlsx", table(row(story="../外面.txt")))
        (problem,) = read(path).problems
        assert problem.rule == "story-unreadable"
        assert "不在名单所在的文件夹里" in problem.message


def test_nothing_of_the_workbook_is_changed(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    before = path.read_bytes()
    read(path)
    assert path.read_bytes() == before
