"""Files that are no workbook, or a harmful one: one clear finding, and on it goes."""

import datetime as dt
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile_maker import bomb, looped_xls, ods_blanks, ole, sharing, with_cells
from workbook_maker import (
    SHEET,
    SHEET_PART,
    WORKBOOK_PART,
    add_sheet,
    edit_part,
    headers,
    ods,
    ods_cell,
    ods_row,
    problem_beside_good,
    read,
    read_names,
    replace_in,
    row,
    season,
    table,
    xls,
    xlsx,
)
from xxzz.intake import read_sources

SAVE_AS = "选“文件→另存为→Excel 工作簿 (*.xlsx)”"
TEXT = "这是文本文件（例如 CSV），不是工作簿，不能直接读取。"
HTML = "这是网页格式的表格（HTML），不是工作簿，不能直接读取。"
NOT_IT = "请确认选对了文件；推荐名单要用 Excel 工作簿（.xlsx）。"


def check(path: Path, message: str, hint: str, cell: str | None = None) -> None:
    problem = problem_beside_good(path)
    assert problem.rule == "workbook-unreadable"
    assert problem.message == message
    assert hint in problem.hint
    assert problem.location.file == path.as_posix()
    assert problem.location.cell == cell
    assert problem.location.sheet == (SHEET if cell else None)


@pytest.mark.parametrize(
    ("name", "content", "message", "hint"),
    [
        ("空.xlsx", b"", "文件是空的，没有内容。", "请重新保存，或请对方重发一份。"),
        ("零.xlsx", bytes(3000), "文件是空的，没有内容。", "请重新保存"),
        ("表.xls", "序号,单位\n1,甲\n".encode("gb18030"), TEXT, SAVE_AS),
        ("表.xlsx", "\ufeff序号\t单位\n1\t甲\n".encode(), TEXT, SAVE_AS),
        ("表.xlsx", "序号\t单位\n".encode("utf-16"), TEXT, SAVE_AS),
        ("长.xls", ("序号,单位\n" * 900).encode("gb18030"), TEXT, SAVE_AS),
        ("网.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", HTML, SAVE_AS),
        ("网.xls", b"\r\n<!DOCTYPE html>\n<table>", HTML, SAVE_AS),
        ("网.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", HTML, SAVE_AS),
        (
            "老.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "这是XML 表格（XML 电子表格 2003），不是工作簿，不能直接读取。",
            SAVE_AS,
        ),
        (
            "平.ods",
            b'<?xml version="1.0"?><d xmlns="urn:oasis:names:tc:opendocument:xmlns:office:1.0">',
            "这是XML 表格（.fods），不是工作簿，不能直接读取。",
            SAVE_AS,
        ),
        (
            "老.xls",
            b"\x09\x04\x06\x00\x00\x00\x10\x00",
            "这是很旧的 Excel 文件（Excel 4.0 或更早），不是工作簿，不能直接读取。",
            SAVE_AS,
        ),
        ("文.xlsx", b"%PDF-1.7\n", "这是PDF 文件，不是工作簿。", NOT_IT),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "这是图片，不是工作簿。", NOT_IT),
        ("图.xls", b"\xff\xd8\xff\xe0\0\x10JFIF", "这是图片，不是工作簿。", NOT_IT),
        ("包.xlsx", b"Rar!\x1a\x07\0", "这是压缩包（RAR），不是工作簿。", "请先解压"),
        ("包.xlsx", b"\x1f\x8b\x08\0", "这是压缩包（gz），不是工作簿。", "请先解压"),
        ("乱.xlsx", bytes(range(1, 256)), "这是认不出来的文件，不是工作簿。", NOT_IT),
    ],
)
def test_what_is_no_workbook_is_named(
    name: str, content: bytes, message: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    check(path, message, hint)


@pytest.mark.parametrize(
    ("part", "message", "hint"),
    [
        ("word/document.xml", "这是Word 文档，不是工作簿。", NOT_IT),
        ("ppt/presentation.xml", "这是PowerPoint 演示文稿，不是工作簿。", NOT_IT),
        (
            "xl/workbook.bin",
            "这是二进制的 Excel 工作簿（.xlsb），不能直接读取。",
            SAVE_AS,
        ),
        ("[Content_Types].xml", "这是别的 Office 文件，不是工作簿。", NOT_IT),
        ("名单/徐汇区.xlsx", "这是压缩包，不是工作簿。", "请先解压，再检查里面的工作簿。"),
    ],
)
def test_a_zip_that_is_no_workbook_is_named(
    part: str, message: str, hint: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    check(path, message, hint)


class TestPasswords:
    MESSAGE, HINT = "工作簿设了打开密码，读不出来。", "清空密码后保存"

    def test_an_encrypted_xlsx(self, tmp_path: Path) -> None:
        check(ole(tmp_path / "a.xlsx", "EncryptedPackage"), self.MESSAGE, self.HINT)

    def test_an_encrypted_xls(self, tmp_path: Path) -> None:
        beginning = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x06\x00"
        path = ole(tmp_path / "a.xls", "Workbook", beginning.ljust(4096, b"\0"))
        check(path, self.MESSAGE, self.HINT)

    def test_an_encrypted_ods(self, tmp_path: Path) -> None:
        path = ods(tmp_path / "a.ods", [ods_row(values) for values in table()])
        replace_in(
            path, "</manifest:manifest>", "<x:encryption-data/>\\g<0>", "META-INF/manifest.xml"
        )
        check(path, self.MESSAGE, self.HINT)


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("WordDocument", "这是旧格式的 Word 或 WPS 文档，不是工作簿。"),
        ("PowerPoint Document", "这是旧格式的 PowerPoint 演示文稿，不是工作簿。"),
        ("Contents", "这是旧格式的 Office 文件，不是工作簿。"),
    ],
)
def test_an_old_file_of_another_program_is_named(stream: str, message: str, tmp_path: Path) -> None:
    check(ole(tmp_path / "a.xls", stream), message, NOT_IT)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_truncated_file_is_said_to_be_incomplete(
    ending: str, share: float, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "ods":
        ods(path, [ods_row(values) for values in table()])
    else:
        {"xlsx": xlsx, "xls": xls}[ending](path, table())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    problem = problem_beside_good(path)
    assert problem.rule == "workbook-unreadable"
    assert problem.message.startswith("工作簿已损坏或不完整（")
    assert problem.hint.startswith("多半是没有下载完或传送时出了错，请重新下载或请对方重发；")


class TestFarCells:
    @pytest.mark.parametrize(
        ("cell", "size"),
        [
            ("XFD1048576", "1048576行、16384列"),
            ("A1048576", "1048576行、22列"),
            ("XFD900", "900行、16384列"),
        ],
    )
    def test_a_value_far_out_is_named(self, cell: str, size: str, tmp_path: Path) -> None:
        path = with_cells(tmp_path / "a.xlsx", f'<c r="{cell}"><v>1</v></c>')
        message = f"{cell} 有内容，表格因此大到{size}，没有读取。"
        hint = f"请在左上角的名称框输入 {cell} 后按回车，删去那里的内容"
        check(path, message, hint, cell)

    def test_the_order_of_attributes_does_not_hide_it(self, tmp_path: Path) -> None:
        path = with_cells(tmp_path / "a.xlsx", '<c t="n" r="XFD1048576" s="0" ><v>1</v></c>')
        assert problem_beside_good(path).location.cell == "XFD1048576"

    @pytest.mark.parametrize(
        "cell",
        [
            '<x:c r="XFD1048576"><v>1</v></x:c>',
            '<c\tr="XFD1048576"><v>1</v></c>',
            '<c\n  r="XFD1048576"><v>1</v></c>',
            "<c r='XFD1048576'><v>1</v></c>",
            '<c   r="XFD1048576"><v>1</v></c>',
            '<c r = "XFD1048576"><v>1</v></c>',
            '<c s="0" r="xfd1048576"><v>1</v></c>',
            f'<c r="XFD1048576"{" " * 200}><v>1</v></c>',
            f'<c {" " * 200}r="XFD1048576"><v>1</v></c>',
        ],
    )
    def test_no_odd_spelling_harms_this_process(self, cell: str, tmp_path: Path) -> None:
        problem = problem_beside_good(with_cells(tmp_path / "a.xlsx", cell))
        assert problem.rule == "workbook-unreadable"

    @pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
    @pytest.mark.parametrize("cell", ["XFD1048576", "GR1048576"])
    def test_the_child_runs_out_of_memory_before_the_machine_does(
        self, cell: str, tmp_path: Path
    ) -> None:
        path = with_cells(tmp_path / "a.xlsx", f'<x:c r="{cell}"><v>1</v></x:c>')
        check(path, "工作簿大得不正常（内存不够），没有读取。", "请新建一个工作簿")

    def test_a_tag_without_end_does_not_keep_the_search_busy(self, tmp_path: Path) -> None:
        path = with_cells(tmp_path / "a.xlsx", "<c " + 'r="XFD1" ' * 200_000)
        assert problem_beside_good(path).rule == "workbook-unreadable"

    def test_a_row_number_far_down_is_no_harm_either(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        far = '<row r="1048570"><c><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
        replace_in(path, "</sheetData>", f"{far}</sheetData>")
        assert problem_beside_good(path).rule == "workbook-unreadable"

    def test_of_an_old_workbook_it_is_named_too(self, tmp_path: Path) -> None:
        far = [[""] * 256 for _ in range(65534)]
        far[-1][-1] = "x"
        message = "IV65536 有内容，表格因此大到65536行、256列，没有读取。"
        check(xls(tmp_path / "a.xls", [*table(), *far]), message, "IV65536", "IV65536")

    def test_a_value_some_way_out_is_only_an_unknown_column(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        replace_in(path, "</row></sheetData>", '<c r="XFD2"><v>1</v></c></row></sheetData>')
        intake = read(path)
        (problem,) = intake.problems
        assert (problem.rule, problem.location.cell) == ("column-unknown", "XFD1")
        assert problem.message == "XFD列有内容，却没有表头，没有用上。"


class TestOpenDocument:
    def test_a_million_equal_rows_are_named(self, tmp_path: Path) -> None:
        rows = [*(ods_row(v) for v in table()), ods_row(row(), numberrowsrepeated=1048574)]
        message = "U1048576 有内容，表格因此大到1048576行、22列，没有读取。"
        check(ods(tmp_path / "a.ods", rows), message, "U1048576", "U1048576")

    def test_a_far_value_after_a_million_blank_rows_is_named(self, tmp_path: Path) -> None:
        gap = ods_row([ods_cell("", numbercolumnsrepeated=1024)], numberrowsrepeated=1000000)
        far = ods_row([ods_cell("", numbercolumnsrepeated=16000), "x"])
        rows = [*(ods_row(values) for values in table()), gap, far]
        message = "WQK1000003 有内容，表格因此大到1000003行、16001列，没有读取。"
        check(ods(tmp_path / "a.ods", rows), message, "WQK1000003", "WQK1000003")

    def test_a_million_blank_rows_are_nothing(self, tmp_path: Path) -> None:
        gap = ods_row([ods_cell("", numbercolumnsrepeated=16384)], numberrowsrepeated=1048574)
        rows = [*(ods_row(values) for values in table()), gap]
        assert read_names(ods(tmp_path / "a.ods", rows)) == ["徐汇区示例街道"]

    def test_a_billion_equal_cells_are_one_unnamed_stretch(self, tmp_path: Path) -> None:
        run = ods_cell("x", numbercolumnsrepeated=10**9)
        rows = [ods_row(table()[0]), ods_row([*row(remark="y"), run])]
        (problem,) = read(ods(tmp_path / "a.ods", rows)).problems
        assert (problem.rule, problem.location.cell) == ("column-unknown", "W1")

    @pytest.mark.parametrize(
        "row_of_texts",
        [
            ods_row(["x" * 1000] * 22, numberrowsrepeated=100_000),
            ods_row([ods_blanks(2_000_000_000)]),
            ods_row([ods_blanks(20_000), *[""] * 21, "x"], numberrowsrepeated=100_000),
        ],
        ids=["texts", "blanks", "both"],
    )
    def test_gigabytes_of_text_in_a_few_words_are_refused(
        self, row_of_texts: Any, tmp_path: Path
    ) -> None:
        rows = [*(ods_row(values) for values in table()), row_of_texts]
        message = "工作簿大得不正常（文字超过448MB），没有读取。"
        check(ods(tmp_path / "a.ods", rows), message, "请新建一个工作簿")

    def test_a_space_that_is_written_as_such_is_a_space(self, tmp_path: Path) -> None:
        rows = [ods_row(headers()), ods_row(row(address=ods_blanks(2, "路")))]
        assert (
            read(ods(tmp_path / "a.ods", rows)).submissions[0].nominations[0].value("address")
            == "路  路"
        )


class TestBombs:
    MARKS = "工作簿大得不正常（合并的格子和公式太多），没有读取。"

    def test_a_text_that_a_million_cells_name_is_refused(self, tmp_path: Path) -> None:
        path = sharing(tmp_path / "a.xlsx", "x" * 30_000, 100_000)
        check(path, "工作簿大得不正常（文字超过448MB），没有读取。", "请新建一个工作簿")

    @pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
    @pytest.mark.parametrize(
        "spelling",
        ["t='s'><v>0</v>", 't ="s"><v>0</v>', 't="s"><v >0</v>'],
    )
    def test_however_they_name_it_this_process_is_not_harmed(
        self, spelling: str, tmp_path: Path
    ) -> None:
        path = sharing(tmp_path / "a.xlsx", "x" * 30_000, 100_000, spelling)
        assert problem_beside_good(path).rule == "workbook-unreadable"

    @pytest.mark.parametrize("spelling", ["t='s'><v>0</v>", 't="s"><v >0</v>'])
    def test_a_text_that_many_cells_name_is_read(self, spelling: str, tmp_path: Path) -> None:
        path = sharing(tmp_path / "a.xlsx", "x" * 30_000, 200, spelling)
        assert len(read(path).submissions[0].nominations) == 200

    def test_many_sheets_are_no_way_around_the_limits(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = xlsx(tmp_path / "a.xlsx", table(), "一")
        add_sheet(path, "二", table())
        cells = len(row()) * 2
        monkeypatch.setattr("xxzz.intake.spreadsheet.guard.MAX_CELLS", 2 * cells - 1)
        check(path, "工作簿大得不正常（格子太多），没有读取。", "请新建一个工作簿")

    @pytest.mark.parametrize("part", [SHEET_PART, "xl/sharedStrings.xml", "xl/styles.xml"])
    def test_a_part_that_is_all_air_is_refused(self, part: str, tmp_path: Path) -> None:
        problem = problem_beside_good(bomb(tmp_path / "a.xlsx", 64, part=part))
        assert problem.message == "工作簿大得不正常（解压后有64MB），没有读取。"
        assert "请新建一个工作簿" in problem.hint

    @pytest.mark.parametrize("part", [SHEET_PART, "xl/sharedStrings.xml"])
    @pytest.mark.parametrize("claim", [100, 1 << 20])
    def test_a_part_that_claims_to_be_small_is_not_unpacked(
        self, claim: int, part: str, tmp_path: Path
    ) -> None:
        path = bomb(tmp_path / "a.xlsx", 64, claim=claim, part=part)
        assert problem_beside_good(path).rule == "workbook-unreadable"

    def test_styles_nested_without_end_cost_their_looks_only(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        deep = "<extLst>" * 200_000 + "</extLst>" * 200_000
        replace_in(path, "</styleSheet>", f"{deep}</styleSheet>", "xl/styles.xml")
        assert len(read(path).submissions[0].nominations) == 1

    def test_more_merged_ranges_than_anybody_makes_are_refused(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        ranges = '<mergeCell ref="B3:C4"/>' * 300_001
        replace_in(path, "</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
        check(path, self.MARKS, "请新建一个工作簿")

    def test_the_same_in_opendocument(self, tmp_path: Path) -> None:
        path = ods(tmp_path / "a.ods", [ods_row(values) for values in table()])
        cells = '<table:table-cell table:number-rows-spanned="2"/>' * 300_001
        added = f"<table:table-row>{cells}</table:table-row></table:table>"
        replace_in(path, "</table:table>", added, "content.xml")
        check(path, self.MARKS, "请新建一个工作簿")

    @pytest.mark.parametrize("part", [WORKBOOK_PART, "xl/_rels/workbook.xml.rels"])
    def test_a_list_of_sheets_that_fills_memory_is_refused(self, part: str, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        edit_part(path, lambda xml: xml.replace(b"</", b"<a/>" * 2_200_000 + b"</", 1), part)
        assert problem_beside_good(path).message == "工作簿大得不正常（解压后有8MB），没有读取。"

    def test_more_sheets_than_anybody_makes_are_refused(self, tmp_path: Path) -> None:
        path = ods(tmp_path / "a.ods", [ods_row(values) for values in table()])
        sheets = "</table:table>" + "<table:table/>" * 10_000
        replace_in(path, "</table:table>", sheets, "content.xml")
        check(path, "工作簿大得不正常（工作表太多），没有读取。", "请新建一个工作簿")

    def test_more_shared_texts_than_cells_may_be_are_refused(self, tmp_path: Path) -> None:
        path = sharing(tmp_path / "a.xlsx", "</t></si>" + "<si/>" * 5_500_000 + "<si><t>", 10)
        check(path, "工作簿大得不正常（文字太多），没有读取。", "请新建一个工作簿")

    def test_a_media_file_of_any_size_is_not_looked_at(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/image1.bmp", bytes(64 << 20))
        assert read_names(path) == ["徐汇区示例街道"]

    @pytest.mark.parametrize("part", [SHEET_PART, WORKBOOK_PART])
    def test_entities_are_refused(self, part: str, tmp_path: Path) -> None:
        entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        path = xlsx(tmp_path / "a.xlsx", table())
        edit_part(path, lambda xml: entities.encode() + xml, part)
        message = f"工作簿里的 {part} 含有不安全的 XML 声明（DTD），没有读取。"
        check(path, message, "正常的工作簿没有这种内容")

    def test_entities_in_opendocument_are_refused(self, tmp_path: Path) -> None:
        path = ods(tmp_path / "a.ods", [ods_row(values) for values in table()])
        replace_in(path, r"(<\?xml[^>]*\?>)", r"\1<!DOCTYPE x>", "content.xml")
        assert "（DTD）" in problem_beside_good(path).message

    def test_too_many_entries_are_refused(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        with zipfile.ZipFile(path, "a") as archive:
            for number in range(10_000):
                archive.writestr(f"x/{number}", "")
        message = "工作簿大得不正常（压缩包里超过10000个文件），没有读取。"
        assert problem_beside_good(path).message == message

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_a_part_that_is_there_twice_is_refused(self, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "a.xlsx", table())
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(SHEET_PART.upper(), "")
        assert "压缩包里有重名的文件" in problem_beside_good(path).message


def test_a_sheet_in_utf_16_is_named_with_the_remedy(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    edit_part(path, lambda xml: xml.decode().encode("utf-16"))
    message = f"工作簿里的 {SHEET_PART} 用了少见的编码（UTF-16），读不出来。"
    check(path, message, SAVE_AS)


def test_a_looped_chain_in_an_old_workbook_is_said(tmp_path: Path) -> None:
    message = "工作簿已损坏或不完整（内部结构有误，数据块首尾相连），读不出来。"
    check(looped_xls(tmp_path / "a.xls"), message, SAVE_AS)


def with_duration(path: Path, value: str) -> Path:
    """Write a workbook with a cell that is shown as hours and minutes."""
    xlsx(path, table(row(remark=dt.timedelta(hours=1))))
    return replace_in(path, "<v>0.041666[^<]*</v>", f"<v>{value}</v>")


def test_a_panic_of_the_reader_is_survived_and_not_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    message = "工作簿已损坏或不完整（内部结构有误），读不出来。"
    check(with_duration(tmp_path / "a.xlsx", "-1e300"), message, SAVE_AS)
    assert capfd.readouterr().err == ""


def test_a_telephone_number_shown_as_a_time_is_said(tmp_path: Path) -> None:
    message = "有一格设成了时间格式，里面的数却大得不是时间（格子里显示 ########），读不出来。"
    check(with_duration(tmp_path / "a.xlsx", "13900000001"), message, "格式改成“常规”")


def test_a_text_that_is_not_there_is_damage(tmp_path: Path) -> None:
    path = with_cells(tmp_path / "a.xlsx", '<c r="B2" t="s"><v>99999</v></c>')
    check(path, "工作簿已损坏或不完整（内容格式有误），读不出来。", SAVE_AS)


def test_a_file_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xxzz.intake.spreadsheet.child_process.TIMEOUT", 0.001)
    message = "工作簿大得不正常（0秒还没有读完），没有读取。"
    check(xls(tmp_path / "a.xls", table()), message, "请新建一个工作簿")


def test_a_workbook_of_excel_95_is_told_how_to_save(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", table())
    data = path.read_bytes()
    with olefile.OleFileIO(path) as book:
        stream = book.openstream("Workbook").read(8)
    old = stream[:4] + b"\x00\x05" + stream[6:]
    path.write_bytes(data.replace(stream, old, 1))
    message = "这是很旧的工作簿（Excel 5.0/95 格式），里面的汉字读不准，没有读取。"
    check(path, message, "另存为")


def test_a_workbook_without_a_sheet_is_damage(tmp_path: Path) -> None:
    path = xls(tmp_path / "a.xls", table())
    data = path.read_bytes()
    with olefile.OleFileIO(path) as book:
        size = next(entry.size for entry in book.direntries if entry.name == "Workbook")
    path.write_bytes(data.replace(struct.pack("<Q", size), struct.pack("<Q", 1 << 62)))
    check(path, "工作簿已损坏或不完整（里面没有工作表），读不出来。", SAVE_AS)


def test_a_missing_sheet_part_is_damage(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", table())
    replace_in(path, "sheet1.xml", "sheet9.xml", "xl/_rels/workbook.xml.rels")
    message = "工作簿已损坏或不完整（缺少 xl/worksheets/sheet9.xml），读不出来。"
    check(path, message, SAVE_AS)


MEASURED = """
import resource, sys
from pathlib import Path
from xxzz.intake import read_sources
from xxzz.season import load_season
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
intake = read_sources([Path(name) for name in sys.argv[1:]], load_season(2023))
print(len(intake.problems), sum(len(s.nominations) for s in intake.submissions))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is POSIX's")
def test_all_of_it_stays_within_a_gigabyte_and_two_minutes_of_work(tmp_path: Path) -> None:
    files = [
        with_cells(tmp_path / "far.xlsx", '<c r="XFD1048576"><v>1</v></c>'),
        with_cells(tmp_path / "odd.xlsx", '<x:c r="XFD1048576"><v>1</v></x:c>'),
        bomb(tmp_path / "bomb.xlsx", 900),
        sharing(tmp_path / "share.xlsx", "x" * 30_000, 200_000),
        bomb(tmp_path / "lie.xlsx", 900, claim=1000, part="xl/sharedStrings.xml"),
        looped_xls(tmp_path / "loop.xls"),
        xlsx(tmp_path / "good.xlsx", table()),
    ]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["6", "1"]
    assert done.stderr == ""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("whole")
    rows = table(row(), row(name="乙街道", rank=2, postcode=200032))
    return [
        xlsx(folder / "a.xlsx", rows).read_bytes(),
        ods(folder / "a.ods", [ods_row(values) for values in rows]).read_bytes(),
        xls(folder / "a.xls", rows).read_bytes(),
    ]


FLIPS = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8)


def damaged(data: bytes, flips: list[tuple[float, int]], share: float = 1.0) -> bytes:
    changed = bytearray(data)
    for place, value in flips:
        changed[int(place * len(data))] = value
    return bytes(changed[: int(len(data) * share)])


def check_survives(path: Path) -> None:
    intake = read_sources([path], season())
    assert intake.problems or intake.submissions
    assert not any("程序出错" in problem.message for problem in intake.problems)
    assert all(problem.location.file == path.as_posix() for problem in intake.problems)


@pytest.mark.slow
@given(
    which=st.sampled_from([0, 0, 0, 1, 1, 1, 2]),
    flips=FLIPS,
    share=st.one_of(st.just(1.0), st.floats(0, 1)),
)
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_gets_out_of_the_reader(
    whole: list[bytes], tmp_path: Path, which: int, flips: list[tuple[float, int]], share: float
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(damaged(whole[which], flips, share))
    check_survives(path)


@pytest.mark.slow
@given(
    part=st.sampled_from(
        [SHEET_PART, SHEET_PART, WORKBOOK_PART, "xl/_rels/workbook.xml.rels", "content.xml"]
    ),
    flips=FLIPS,
    share=st.one_of(st.just(1.0), st.floats(0, 1)),
)
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_within_a_part_gets_out_of_the_reader(
    whole: list[bytes], tmp_path: Path, part: str, flips: list[tuple[float, int]], share: float
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole[part == "content.xml"])
    check_survives(edit_part(path, lambda data: damaged(data, flips, share), part))
