"""收件登记.xlsx: when things came, what is late, and what people wrote into it."""

import datetime as dt
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Border, PatternFill

from bundle_fixtures import Run, Send, Submit
from cli_runner import Result
from inbox_maker import SHANGHAI, came, sheet, write
from pinned import copy_tables
from season_maker import YEAR, season_folder
from xxzz.bundle.city import merge as merging
from xxzz.bundle.city.register.book import RegisterBook
from xxzz.bundle.city.register.check import cell_faults
from xxzz.bundle.city.register.deadline import Deadlines
from xxzz.bundle.city.register.model import Receipt
from xxzz.season import Season, load_season
from xxzz.text.cell_text import LONGEST
from xxzz.text.columns import width
from xxzz.workbooks.looks import OPTIONAL

Merge = Callable[..., Result]


@pytest.fixture
def merge(run: Run, tmp_path: Path) -> Merge:
    return lambda *words: run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", *words)


def extend(folder: Path, recommender: str) -> None:
    agreed = "until: 2023-09-22, reason: 台风, approved_by: 张示例, date: 2023-09-19"
    text = f"extensions:\n  - {{recommender: {recommender}, {agreed}}}\n"
    (folder / "汇总/延期.yaml").write_text(text, encoding="utf-8")


FAMILY = {"单位（集体）名称": "甲示例家庭"}


def test_a_receipt_says_when_and_by_what(merge: Merge, send: Send, tmp_path: Path) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 20, 23, 59)
    came(send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"}), 2023, 9, 21, 0, 0)
    merge()
    jingan, xuhui = sorted(sheet(tmp_path), key=lambda row: row["推荐单位"], reverse=True)
    assert (xuhui["推荐单位"], jingan["推荐单位"]) == ("徐汇区", "静安区")
    assert (xuhui["收到时间"], xuhui["时间依据"]) == ("2023-09-20 23:59", "文件时间")
    assert (xuhui["期限"], jingan["期限"]) == ("按时", "迟交1天")
    assert (xuhui["状态"], xuhui["版次"], xuhui["家数"]) == ("已交", "1", "1")
    package = tmp_path / "收件" / xuhui["文件"]
    assert xuhui["文件指纹"] == sha256(package.read_bytes()).hexdigest()[:16]


@pytest.mark.parametrize(("title", "pages"), [("收件", 3), ("编号", 1)])
def test_the_sheets_can_be_read_and_printed(
    merge: Merge, send: Send, tmp_path: Path, title: str, pages: int
) -> None:
    came(send("浦东新区", FAMILY), 2023, 10, 2, 9, 30)
    merge()
    own: Any = load_workbook(tmp_path / "汇总/收件登记.xlsx")[title]
    for column in own.iter_cols(max_row=2):
        wide = own.column_dimensions[column[0].column_letter].width
        for cell in column:
            assert width(str(cell.value or "")) < wide, cell.coordinate
    assert (own.freeze_panes, own.print_title_rows, own.print_title_cols) == (
        "D2",
        "$1:$1",
        "$A:$C",
    )
    setup = own.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", int(own.PAPERSIZE_A4))
    assert (setup.fitToWidth, setup.fitToHeight) == (pages, 0)
    # people write into one column only, which looks otherwise and says so
    fills = {cell.value: cell.fill.fgColor.rgb for cell in own[1]}
    assert [name for name, fill in fills.items() if fill != fills["推荐单位"]] == ["备注"]
    assert fills["备注"].endswith(OPTIONAL.fgColor.rgb)
    notes = {cell.value: cell.comment.text for cell in own[1]}
    assert notes.pop("备注") == "这一栏由您填写，工具从不改动。"
    assert set(notes.values()) == {"这一栏由工具填写。您改过的格子，工具不再改。"}


def test_the_option_says_when_new_files_came(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    merge("--received", "2023-09-18 10:20")
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    merge("--received", "2023-09-19")
    times = {row["推荐单位"]: row["收到时间"] for row in sheet(tmp_path)}
    assert times == {"徐汇区": "2023-09-18 10:20", "静安区": "2023-09-19 00:00"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天", "看不懂"),
        ("2023-02-30", "看不懂"),
        ("2999-09-18", "还没有到"),
        ("2023-08-24", "早于通知印发的日期"),
    ],
)
def test_an_option_that_can_be_no_time(merge: Merge, send: Send, text: str, said: str) -> None:
    send("徐汇区", FAMILY)
    result = merge("--received", text)
    assert result.code == 2
    assert f"--received 的“{text}”{said}" in result.err


def test_what_a_person_typed_is_never_overwritten(merge: Merge, send: Send, tmp_path: Path) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 25, 8, 0)
    merge()
    assert sheet(tmp_path)[0]["期限"] == "迟交5天"
    write(tmp_path, "E2", "2023年9月19日 9:30")
    write(tmp_path, "P2", "邮箱退信，补发")
    write(tmp_path, "R1", "我加的一栏")
    write(tmp_path, "R2", "看过")
    merge()
    (row,) = sheet(tmp_path)
    assert (row["收到时间"], row["时间依据"]) == ("2023年9月19日 9:30", "人工填写")
    assert row["期限"] == "按时"
    assert (row["备注"], row["我加的一栏"]) == ("邮箱退信，补发", "看过")
    before = (tmp_path / "汇总/收件登记.xlsx").read_bytes()
    merge()
    assert sheet(tmp_path) == [row]
    assert (tmp_path / "汇总/收件登记.xlsx").read_bytes() == before


def test_what_a_person_says_of_a_file_stays_whatever_comes_later(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "I2", "已电话核实")
    write(tmp_path, "L2", "王示例")
    write(tmp_path, "D2", "甲示例家庭（更名）", "编号")
    write(tmp_path, "G2", "已核对", "编号")
    merge()
    send("徐汇区", FAMILY | {"备注": "第二版"})
    merge()
    old, new = sheet(tmp_path)
    assert (old["状态"], old["联系人"], old["版次"]) == ("已电话核实", "王示例", "1")
    assert (new["状态"], new["版次"]) == ("已交", "2")
    (number,) = sheet(tmp_path, "编号")
    assert (number["名称"], number["现在"]) == ("甲示例家庭（更名）", "已核对")


def test_new_rows_have_lines_and_what_people_coloured_stays_so(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book: Any = load_workbook(path)
    assert {cell.border.left.style for cell in book["收件"][2]} == {"thin"}
    state = book["收件"]["I2"]
    state.fill, state.border = PatternFill("solid", fgColor="FFFF00"), Border()
    book.save(path)
    send("徐汇区", FAMILY | {"备注": "第二版"})
    merge()
    again: Any = load_workbook(path)["收件"]
    assert again["I2"].value == "已有新版"
    assert again["I2"].fill.fgColor.rgb.endswith("FFFF00")
    assert again["I2"].border.left is None
    assert {cell.border.left.style for cell in again[3]} == {"thin"}


def test_extensions(merge: Merge, send: Send, tmp_path: Path) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 22, 8, 0)
    (tmp_path / "汇总").mkdir()
    extend(tmp_path, "徐汇")
    merge()
    assert sheet(tmp_path)[0]["期限"] == "按时（延期内）"


@pytest.mark.parametrize(
    ("day", "hour", "minute", "said"),
    [
        (20, 17, 0, "按时"),
        (20, 17, 1, "迟交不到1天"),
        (20, 23, 59, "迟交不到1天"),
        (21, 0, 0, "迟交1天"),
        (22, 9, 0, "迟交2天"),
    ],
)
def test_a_deadline_with_an_hour(
    merge: Merge, send: Send, tmp_path: Path, day: int, hour: int, minute: int, said: str
) -> None:
    data = tmp_path / "data"
    copy_tables(data)
    notice = data / "notice_2023.yaml"
    text = notice.read_text(encoding="utf-8")
    last = "  deadline: 2023-09-20\n"
    notice.write_text(text.replace(last, f'{last}  deadline_time: "17:00"\n'), encoding="utf-8")
    came(send("徐汇区", FAMILY), 2023, 9, day, hour, minute)
    assert merge("--data", data).code == 0
    assert sheet(tmp_path)[0]["期限"] == said


def test_an_hour_without_quotes_is_told(merge: Merge, send: Send, tmp_path: Path) -> None:
    data = tmp_path / "data"
    copy_tables(data)
    notice = data / "notice_2023.yaml"
    text = notice.read_text(encoding="utf-8")
    last = "  deadline: 2023-09-20\n"
    notice.write_text(text.replace(last, f"{last}  deadline_time: 17:00\n"), encoding="utf-8")
    send("徐汇区", FAMILY)
    result = merge("--data", data)
    assert result.code == 3
    assert "“17:00”要加引号：时刻不加引号" in result.err


@pytest.mark.parametrize(("minute", "said"), [(0, "按时（延期内）"), (1, "迟交不到1天")])
def test_an_extension_with_an_hour(
    merge: Merge, send: Send, tmp_path: Path, minute: int, said: str
) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 22, 12, minute)
    (tmp_path / "汇总").mkdir()
    agreed = 'until: 2023-09-22, time: "12:00", reason: 台风, approved_by: 张示例, date: 2023-09-19'
    text = f"extensions:\n  - {{recommender: 徐汇, {agreed}}}\n"
    (tmp_path / "汇总/延期.yaml").write_text(text, encoding="utf-8")
    merge()
    assert sheet(tmp_path)[0]["期限"] == said


def test_extensions_that_can_not_be_read(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    (tmp_path / "汇总").mkdir()
    extend(tmp_path, "某区")
    result = merge()
    assert result.code == 3
    assert "附件2里没有“某区”" in result.err
    assert "第2行" in result.err


def test_a_damaged_package_withdraws_nothing(merge: Merge, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", FAMILY)
    merge()
    package.write_bytes(package.read_bytes()[:-200])
    merge()
    assert [row["状态"] for row in sheet(tmp_path)] == ["已不在收件文件夹", "不能用"]
    assert [row["现在"] for row in sheet(tmp_path, "编号")] == ["在"]


def test_numbers_are_kept_over_editions(merge: Merge, send: Send, tmp_path: Path) -> None:
    two = {"单位（集体）名称": "乙示例家庭", "序号": "2", "联系人手机号码": "13900000002"}
    send("徐汇区", FAMILY | {"联系人手机号码": "13900000001"}, two)
    merge()
    three = {"单位（集体）名称": "丙示例家庭", "序号": "1", "联系人手机号码": "13900000003"}
    send("徐汇区", three, two | {"单位（集体）名称": "乙样例家庭"})
    merge()
    rows = {row["编号"]: row for row in sheet(tmp_path, "编号")}
    assert {number: row["名称"] for number, row in rows.items()} == {
        "2023-徐汇区-01": "甲示例家庭",
        "2023-徐汇区-02": "乙样例家庭",
        "2023-徐汇区-03": "丙示例家庭",
    }
    assert rows["2023-徐汇区-01"]["现在"] == "已撤回"
    assert rows["2023-徐汇区-02"]["现在"] == "在（原名“乙示例家庭”）"
    ledger = {
        row["编号"]: row["单位（集体）名称"] for row in sheet(tmp_path, "全部推荐", "全市汇总.xlsx")
    }
    assert ledger == {"2023-徐汇区-03": "丙示例家庭", "2023-徐汇区-02": "乙样例家庭"}


def test_impossible_cells_are_told_and_nothing_is_lost(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "E2", "昨天下午")
    write(tmp_path, "A3", "S001")
    write(tmp_path, "B3", "某某区")
    write(tmp_path, "C3", "快递来的纸质材料")
    result = merge()
    assert result.code == 1
    assert "收件登记.xlsx!收件!E2：收到时间“昨天下午”看不懂" in result.err
    assert "收件登记.xlsx!收件!A3：“S001”与 收件登记.xlsx!收件!A2 重复" in result.err
    assert "收件登记.xlsx!收件!B3：附件2里没有“某某区”这个推荐单位" in result.err
    first, second = sheet(tmp_path)
    assert first["收到时间"] == "昨天下午"
    assert (second["推荐单位"], second["文件"]) == ("某某区", "快递来的纸质材料")


def test_a_row_by_hand_is_something_that_came(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    assert "静安区" in merge().out.partition("还没有交：")[2]
    write(tmp_path, "B3", "静安区")
    write(tmp_path, "C3", "纸质材料，已请补电子版")
    assert "静安区" not in merge().out.partition("还没有交：")[2]


def test_a_register_that_is_none(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    (tmp_path / "汇总").mkdir()
    register = tmp_path / "汇总/收件登记.xlsx"
    register.write_bytes(b"PK\x03\x04 broken")
    result = merge()
    assert result.code == 3
    assert "收件登记.xlsx”不能用：" in result.err
    assert register.read_bytes() == b"PK\x03\x04 broken"
    assert [path.name for path in (tmp_path / "汇总").iterdir()] == ["收件登记.xlsx"]


def test_what_is_gone_is_said_once(merge: Merge, send: Send, tmp_path: Path) -> None:
    path = send("徐汇区", FAMILY)
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    merge()
    path.unlink()
    assert "上次还在、现在不在收件文件夹的：徐汇区-2023-第1版.zip" in merge().err
    assert "上次还在" not in merge().err
    states = {row["推荐单位"]: row["状态"] for row in sheet(tmp_path)}
    assert states == {"徐汇区": "已不在收件文件夹", "静安区": "已交"}


def test_a_workbook_without_package_counts_and_is_said(
    merge: Merge, send: Send, submit: Submit, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    folder = submit({"推荐单位": "静安区", "单位（集体）名称": "乙示例家庭"}, folder="静安")
    (folder / "推荐名单.xlsx").rename(tmp_path / "收件/静安名单.xlsx")
    result = merge()
    assert result.code == 1
    assert "要补正：静安区（完整不通过：只有名单，没有打包" in result.err
    assert "静安区" not in result.out.partition("还没有交：")[2]
    rows = {row["推荐单位"]: row for row in sheet(tmp_path)}
    assert rows["静安区"]["状态"] == "只有名单，没有打包"
    names = [row["单位（集体）名称"] for row in sheet(tmp_path, "全部推荐", "全市汇总.xlsx")]
    assert names == ["乙示例家庭", "甲示例家庭"]


def test_a_package_in_a_mail_with_a_name_in_gbk(merge: Merge, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", FAMILY)
    mail = EmailMessage()
    mail["Date"] = "Mon, 18 Sep 2023 10:20:00 +0800"
    mail.set_content("请查收")
    mail.add_attachment(
        package.read_bytes(), maintype="application", subtype="zip", filename="NAME.zip"
    )
    raw = mail.as_bytes().replace(b"NAME.zip", "徐汇区-2023-第1版.zip".encode("gbk"))
    (tmp_path / "收件/来信.eml").write_bytes(raw)
    package.unlink()
    result = merge()
    assert "收到1个推荐单位的材料，共1家。" in result.out
    (row,) = sheet(tmp_path)
    assert row["文件"].startswith("来信.eml里的")
    assert row["文件"].endswith("徐汇区-2023-第1版.zip")
    assert (row["收到时间"], row["时间依据"]) == ("2023-09-18 10:20", "邮件日期")


def test_a_package_in_an_archive(merge: Merge, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", FAMILY)
    with zipfile.ZipFile(tmp_path / "收件/打成一包.zip", "w") as archive:
        archive.write(package, package.name)
        archive.writestr("说明.txt", "请查收")
    package.unlink()
    assert "收到1个推荐单位的材料，共1家。" in merge().out
    assert sheet(tmp_path)[0]["文件"] == "打成一包.zip里的徐汇区-2023-第1版.zip"


def test_everything_else_is_named_with_what_to_do(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    inbox = tmp_path / "收件"
    (inbox / "静安区材料.rar").write_bytes(b"Rar!\x1a\x07")
    (inbox / "扫描.pdf").write_bytes(b"%PDF-1.7\n")
    with zipfile.ZipFile(inbox / "长宁区照片.zip", "w") as archive:
        archive.writestr("1.jpg", b"\xff\xd8\xff")
    result = merge()
    assert result.code == 1
    assert (
        "没有用上：静安区材料.rar（压缩包（RAR），请解压后把里面的文件放进收件文件夹）"
        in result.err
    )
    assert "没有用上：扫描.pdf（这是PDF 文件" in result.err
    assert "没有用上：长宁区照片.zip（里面没有 xxzz 的包，也没有推荐名单）" in result.err
    missing = result.out.partition("还没有交：")[2]
    assert "静安区" not in missing
    assert "长宁区" not in missing
    rows = {row["文件"]: row for row in sheet(tmp_path)}
    assert rows["静安区材料.rar"]["状态"] == "没有用上"


def test_what_was_asked_and_when_it_was_mended(merge: Merge, send: Send, tmp_path: Path) -> None:
    broken = tmp_path / "收件/徐汇区-2023-第1版.zip"
    broken.parent.mkdir()
    came(broken, 2023, 9, 10) if broken.write_bytes(b"PK\x03\x04") else None
    merge()
    assert sheet(tmp_path)[0]["要求补正"].startswith("安全不通过：")
    broken.rename(tmp_path / "徐汇区-2023-第1版.zip")
    came(send("徐汇区", FAMILY), 2023, 9, 12, 9, 0)
    (tmp_path / "徐汇区-2023-第1版.zip").rename(tmp_path / "收件/旧.zip")
    merge()
    rows = {row["文件"]: row for row in sheet(tmp_path)}
    assert rows["旧.zip"]["补正时间"] == "2023-09-12 09:00"


@pytest.mark.parametrize(
    ("first", "day", "other_day", "corrected"),
    [
        ("坏", 12, 12, "2023-09-12 09:00"),
        ("坏", 12, 13, "2023-09-13 09:00"),
        ("坏", 12, 11, ""),
        ("好", 12, 12, ""),
        ("好", 13, 12, "2023-09-13 09:00"),
    ],
)
def test_only_what_came_later_mends(
    merge: Merge, send: Send, tmp_path: Path, first: str, day: int, other_day: int, corrected: str
) -> None:
    """Of one day, what was seen later is later: people may not know the hours."""
    good = send("徐汇区", FAMILY)
    made = {"好": good.read_bytes(), "坏": b"PK\x03\x04"}
    good.unlink()
    second = "好" if first == "坏" else "坏"
    for which, at in ((first, day), (second, other_day)):
        path = tmp_path / f"收件/徐汇区{which}.zip"
        path.write_bytes(made[which])
        came(path, 2023, 9, at, 9, 0)
        merge()
    rows = {row["文件"]: row for row in sheet(tmp_path)}
    assert rows["徐汇区坏.zip"]["补正时间"] == corrected
    assert rows["徐汇区好.zip"]["补正时间"] == ""


def test_a_time_that_nobody_understands_mends_nothing(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 12, 9, 0)
    merge()
    broken = tmp_path / "收件/徐汇区坏.zip"
    broken.write_bytes(b"PK\x03\x04")
    came(broken, 2023, 9, 12, 9, 0)
    merge()
    assert {row["时间依据"] for row in sheet(tmp_path)} == {"文件时间"}
    write(tmp_path, "E2", "昨天下午")
    result = merge()
    assert result.code == 1
    assert "收到时间“昨天下午”看不懂" in result.err
    rows = {row["文件"]: row for row in sheet(tmp_path)}
    assert rows["徐汇区坏.zip"]["补正时间"] == ""
    assert rows["徐汇区坏.zip"]["时间依据"] == "文件时间"


def test_merged_cells_are_refused_with_their_place(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book["收件"].merge_cells("B2:C2")
    book.save(path)
    before = path.read_bytes()
    result = merge()
    assert result.code == 3
    assert "“收件”里 B2:C2 合并了格子，请取消合并" in result.err
    assert path.read_bytes() == before


@pytest.mark.parametrize(("cells", "code"), [("P2:Q2", 3), ("Q2:R2", 0)])
def test_only_cells_of_the_tool_must_not_be_merged(
    merge: Merge, send: Send, tmp_path: Path, cells: str, code: int
) -> None:
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book["收件"].merge_cells(cells)
    book.save(path)
    assert merge().code == code


@pytest.mark.parametrize(("minute", "faults"), [(0, 0), (-1, 1)])
def test_a_time_may_be_now_and_not_later(
    merge: Merge, send: Send, season: Season, tmp_path: Path, minute: int, faults: int
) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "E2", "2023-09-18 10:20")
    book, deadlines = RegisterBook(tmp_path / "汇总/收件登记.xlsx", season), Deadlines(season)
    now = dt.datetime(2023, 9, 18, 10, 20, tzinfo=SHANGHAI) + dt.timedelta(minutes=minute)
    told = [str(one) for one in cell_faults(book, season, deadlines, now)]
    said = "收到时间“2023-09-18 10:20”还没有到（现在是2023-09-18 10:19），请改正。"
    assert told == [f"收件登记.xlsx!收件!E2：{said}"] * faults


@pytest.mark.parametrize(("day", "code"), [(25, 0), (24, 1)])
def test_nothing_came_before_the_notice_was_issued(
    merge: Merge, send: Send, tmp_path: Path, day: int, code: int
) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "E2", f"2023-08-{day} 00:00")
    result = merge()
    said = f"收到时间“2023-08-{day} 00:00”早于通知印发的日期（2023-08-25），请核对。"
    assert result.code == code
    assert (f"收件登记.xlsx!收件!E2：{said}" in result.err) is bool(code)


def test_a_column_with_another_name_is_told(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "E1", "到达时间")
    result = merge()
    assert result.code == 3
    assert "“收件”工作表里没有“收到时间”这一栏，请把表头改回来" in result.err


def test_columns_and_rows_in_another_order(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    rows = [list(row) for row in book["收件"].iter_rows(values_only=True)]
    turned = [list(reversed(row)) for row in (rows[0], *reversed(rows[1:]))]
    for row, values in enumerate(turned, 1):
        for column, value in enumerate(values, 1):
            book["收件"].cell(row, column).value = value
    book.save(path)
    merge()
    found = {row["收件号"]: row["推荐单位"] for row in sheet(tmp_path)}
    assert len(sheet(tmp_path)) == 2
    assert found == {row[0]: row[1] for row in rows[1:]}


def test_a_row_without_its_number_gets_one(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "A2", None)
    write(tmp_path, "A2", None, "编号")
    merge()
    (row,) = sheet(tmp_path)
    assert row["收件号"] == "S002"
    assert sheet(tmp_path, "编号")[0]["编号"] == "2023-徐汇区-01"
    assert merge().code == 0


def test_numbers_of_deleted_rows_are_never_given_again(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    two = {"单位（集体）名称": "乙示例家庭", "序号": "2", "联系人手机号码": "13900000002"}
    send("徐汇区", FAMILY, two)
    merge()
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book["编号"].delete_rows(3)
    book.save(path)
    new = {"单位（集体）名称": "丙样张家庭", "序号": "2", "联系人手机号码": "13900000003"}
    send("徐汇区", FAMILY, new)
    merge()
    numbers = {row["名称"]: row["编号"] for row in sheet(tmp_path, "编号")}
    assert numbers == {"甲示例家庭": "2023-徐汇区-01", "丙样张家庭": "2023-徐汇区-03"}


def test_a_row_copied_by_mistake_is_not_gone(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    for title in ("收件", "编号"):
        book[title].append([cell.value for cell in book[title][2]])
    book.save(path)
    result = merge()
    assert "收件登记.xlsx!收件!A3：“S001”与 收件登记.xlsx!收件!A2 重复" in result.err
    assert "收件登记.xlsx!编号!A3：“2023-徐汇区-01”与" in result.err
    assert "上次还在" not in result.err
    assert [row["状态"] for row in sheet(tmp_path)] == ["已交", "已交"]
    assert [row["现在"] for row in sheet(tmp_path, "编号")] == ["在", "在"]
    book = load_workbook(path)
    for title in ("收件", "编号"):
        book[title].delete_rows(3)
    book.save(path)
    assert merge().code == 0
    send("徐汇区", FAMILY | {"单位（集体）名称": "丙样张家庭", "联系人手机号码": "13900000003"})
    merge()
    assert [row["现在"] for row in sheet(tmp_path, "编号")] == ["已撤回", "在"]


def test_of_two_copies_of_a_file_each_keeps_its_own_row(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    package = send("徐汇区", FAMILY)
    first, second = package.with_name("甲.zip"), package.with_name("乙.zip")
    for path in (first, second):
        path.write_bytes(package.read_bytes())
    package.unlink()
    merge()
    names = [row["文件"] for row in sheet(tmp_path)]
    at = names.index("甲.zip")
    write(tmp_path, f"P{at + 2}", "这是甲的")
    merge()
    notes = {row["文件"]: row["备注"] for row in sheet(tmp_path)}
    assert notes == {"甲.zip": "这是甲的", "乙.zip": ""}
    second.unlink()
    merge()
    assert sheet(tmp_path)[at]["备注"] == "这是甲的"
    assert sheet(tmp_path)[at]["文件"] == "甲.zip"


@pytest.mark.parametrize("number", ["K-1", "²", "S²", "快递1"])
def test_numbers_of_a_persons_own_are_no_matter(
    merge: Merge, send: Send, tmp_path: Path, number: str
) -> None:
    send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "A3", number)
    write(tmp_path, "B3", "长宁区")
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    assert merge().code == 0
    assert {row["收件号"]: row["推荐单位"] for row in sheet(tmp_path)} == {
        "S001": "徐汇区",
        number: "长宁区",
        "S002": "静安区",
    }


def test_a_family_with_a_name_alike_is_another_one(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", {"单位（集体）名称": "示例明家庭", "联系人手机号码": "13900000001"})
    merge()
    send("徐汇区", {"单位（集体）名称": "示例敏家庭", "联系人手机号码": "13900000002"})
    merge()
    rows = [(row["编号"], row["名称"], row["现在"]) for row in sheet(tmp_path, "编号")]
    assert rows == [
        ("2023-徐汇区-01", "示例明家庭", "已撤回"),
        ("2023-徐汇区-02", "示例敏家庭", "在"),
    ]


def test_a_register_that_is_open_elsewhere(
    merge: Merge, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send("徐汇区", FAMILY)
    merge()
    before = (tmp_path / "汇总/全市汇总.xlsx").read_bytes()
    send("徐汇区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    real = Path.open

    def locked(self: Path, mode: str = "r", *rest: Any, **others: Any) -> Any:
        if self.name == "收件登记.xlsx" and "+" in mode:
            raise PermissionError(13, "in use")
        return real(self, mode, *rest, **others)

    monkeypatch.setattr(Path, "open", locked)
    result = merge()
    assert result.code == 3
    assert "收件登记.xlsx”不能用：打不开或不能写：可能在 Excel 或 WPS 里打开着" in result.err
    assert (tmp_path / "汇总/全市汇总.xlsx").read_bytes() == before


def test_a_register_saved_while_the_merge_runs_is_kept(
    merge: Merge, send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send("徐汇区", FAMILY)
    merge()
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    real = merging.receive

    def receive(*words: Any) -> Any:
        write(tmp_path, "P2", "这时写的")
        return real(*words)

    monkeypatch.setattr(merging, "receive", receive)
    result = merge()
    assert "收件登记（原有1）.xlsx" in result.out
    assert sheet(tmp_path, book="收件登记（原有1）.xlsx")[0]["备注"] == "这时写的"
    assert len(sheet(tmp_path)) == 2


def test_without_the_hidden_sheet_nothing_is_lost(merge: Merge, send: Send, tmp_path: Path) -> None:
    package = send("徐汇区", FAMILY)
    merge()
    write(tmp_path, "P2", "看过")
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    del book["工具记录"]
    book.save(path)
    assert merge().code == 0
    (row,) = sheet(tmp_path)
    assert (row["备注"], row["状态"]) == ("看过", "已交")
    package.unlink()
    send("静安区", FAMILY)
    merge()
    assert sheet(tmp_path)[0]["状态"] == "已不在收件文件夹"


def test_what_came_once_is_not_missing(merge: Merge, send: Send, run: Run, tmp_path: Path) -> None:
    package = send("徐汇区", FAMILY)
    send("静安区", FAMILY | {"单位（集体）名称": "乙示例家庭"})
    merge()
    package.unlink()
    merge()
    result = merge()
    assert result.code == 1
    assert "收到过、现在不在收件文件夹，没有汇总：徐汇区。" in result.err
    assert "徐汇区" not in result.out.partition("还没有交：")[2]
    rows = {row["推荐单位"]: row for row in sheet(tmp_path, "收件情况", "全市汇总.xlsx")}
    assert rows["徐汇区"]["状态"] == "已不在收件文件夹"
    assert "催报：徐汇区" not in run("letters", tmp_path / "汇总").out
    states = {row["名称"]: row["现在"] for row in sheet(tmp_path, "编号")}
    assert states == {"甲示例家庭": "在", "乙示例家庭": "在"}


def test_what_a_person_says_a_file_is_from_counts(merge: Merge, send: Send, tmp_path: Path) -> None:
    send("静安区", FAMILY)
    (tmp_path / "收件/材料.rar").write_bytes(b"Rar!\x1a\x07")
    assert "徐汇区" in merge().out.partition("还没有交：")[2]
    rows = sheet(tmp_path)
    at = next(number for number, row in enumerate(rows, 2) if row["文件"] == "材料.rar")
    write(tmp_path, f"B{at}", "徐汇")
    assert "徐汇区" not in merge().out.partition("还没有交：")[2]


def test_an_extension_to_the_deadline_itself_changes_nothing(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    came(send("徐汇区", FAMILY), 2023, 9, 20, 23, 59)
    (tmp_path / "汇总").mkdir()
    agreed = "until: 2023-09-20, reason: 台风, approved_by: 张示例, date: 2023-09-19"
    text = f"extensions:\n  - {{recommender: 徐汇, {agreed}}}\n"
    (tmp_path / "汇总/延期.yaml").write_text(text, encoding="utf-8")
    assert merge().code == 0
    assert sheet(tmp_path)[0]["期限"] == "按时"


@pytest.mark.parametrize(
    ("extension", "said"),
    [
        ("recommender: 徐汇区, until: 2023-09-22", "“徐汇区”写了两次，分不清延到哪一天"),
        ("recommender: 静安, until: 2023-09-19", "2023-09-19比截止日期（2023-09-20）还早"),
    ],
)
def test_extensions_that_can_not_be_meant(
    merge: Merge, send: Send, tmp_path: Path, extension: str, said: str
) -> None:
    send("徐汇区", FAMILY)
    (tmp_path / "汇总").mkdir()
    agreed = "reason: 台风, approved_by: 张示例, date: 2023-09-19"
    lines = (
        f"  - {{{one}, {agreed}}}" for one in ("recommender: 徐汇, until: 2023-09-25", extension)
    )
    text = "\n".join(("extensions:", *lines)) + "\n"
    (tmp_path / "汇总/延期.yaml").write_text(text, encoding="utf-8")
    result = merge()
    assert result.code == 3
    assert said in result.err
    assert "第3行" in result.err


def test_a_damaged_line_of_the_hidden_sheet_is_forgotten(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", FAMILY)
    merge()
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    hidden = book["工具记录"]
    lines = [str(row[0]) for row in hidden.iter_rows(values_only=True)]
    at = next(at for at, text in enumerate(lines, 1) if '"S001"' in text)
    hidden.cell(at, 1, lines[at - 1][:-2])
    hidden.cell(at + 1, 1, '["收件", 1]')
    hidden.cell(len(lines) + 1, 1, "写在这里没有用")
    book.save(path)
    write(tmp_path, "P2", "看过")
    assert merge().code == 0
    (row,) = sheet(tmp_path)
    assert (row["收件号"], row["备注"], row["状态"]) == ("S001", "看过", "已交")


def test_a_long_text_is_remembered_whole(season: Season, tmp_path: Path) -> None:
    path = tmp_path / "收件登记.xlsx"
    said = '"长"\\' * 10_000
    register = RegisterBook(path, season)
    register.receipts.put(Receipt(number="S001", state="待补正", detail=said))
    path.write_bytes(register.to_bytes())
    again = RegisterBook(path, season)
    assert len(said) > LONGEST
    assert again.receipts.last_row("S001").detail == said[:LONGEST]
    put = again.receipts.put(Receipt(number="S001", state="已交"), again.receipts.rows[0].sheet_row)
    assert (put.state, put.detail) == ("已交", "")


def test_any_text_is_remembered_as_it_was(season: Season, tmp_path: Path) -> None:
    path = tmp_path / "收件登记.xlsx"
    register = RegisterBook(path, season)
    path.write_bytes(register.to_bytes())  # nothing to remember yet
    names = ["=1+1", " 前后有空格 ", '<家庭>&"我们"\'].xlsx', "两行\n字", "𠮷_x000D_", ""]
    register = RegisterBook(path, season)
    register.written = {name: f"{at:064}" for at, name in enumerate(names)}
    path.write_bytes(register.to_bytes())
    assert RegisterBook(path, season).written == register.written


def test_another_season_has_its_own_headers_and_reads_the_former_ones(
    season: Season, tmp_path: Path
) -> None:
    learners = load_season(YEAR, season_folder("learners", tmp_path / "规则表"))
    new, former = tmp_path / "新.xlsx", tmp_path / "旧.xlsx"
    new.write_bytes(RegisterBook(new, learners).to_bytes())
    book = load_workbook(new)
    assert [book["收件"].cell(1, 11).value, book["编号"].cell(1, 3).value] == ["人数", "类别"]
    assert book["编号"].cell(1, 5).value == "手机"
    register = RegisterBook(former, season)
    register.receipts.put(Receipt(number="S001", nominations="3"))
    former.write_bytes(register.to_bytes())
    assert load_workbook(former)["收件"].cell(1, 11).value == "家数"
    assert [row.cells.nominations for row in RegisterBook(former, learners).receipts.rows] == ["3"]
