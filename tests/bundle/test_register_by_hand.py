"""收件登记.xlsx after people changed it: numbers stay, nothing is lost, and what is odd is told."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bundle_fixtures import Run, Send, Submit
from cli_runner import Result
from inbox_maker import came, sheet, write
from xxzz.intake.docx.text import read_docx

Merge = Callable[..., Result]
NAME, MOBILE = "单位（集体）名称", "联系人手机号码"
ONE = {NAME: "甲示例家庭"}
TWO = {NAME: "乙样张家庭", "序号": "2", MOBILE: "13900000002"}


@pytest.fixture
def merge(run: Run, tmp_path: Path) -> Merge:
    return lambda *words: run("merge", tmp_path / "收件", "-o", tmp_path / "汇总", *words)


@pytest.fixture
def two(merge: Merge, send: Send, tmp_path: Path) -> Path:
    """Two nominations of one recommender, received and registered."""
    package = came(send("徐汇区", ONE, TWO), 2023, 9, 4, 10)
    assert merge().code == 0
    return package


def names_by_number(folder: Path) -> dict[str, str]:
    rows = sheet(folder, "全部推荐", "全市汇总.xlsx")
    return {row["编号"]: row[NAME] for row in rows}


def mail(*files: tuple[str, bytes], date: str) -> bytes:
    letter = EmailMessage()
    letter["Date"] = date
    letter.set_content("请查收")
    for name, content in files:
        letter.add_attachment(content, maintype="application", subtype="zip", filename=name)
    return letter.as_bytes()


ORIGINAL = {"2023-徐汇区-01": "甲示例家庭", "2023-徐汇区-02": "乙样张家庭"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"A2": "2023-徐汇区-07"}, {"A2": ("07", "01")}),
        (
            {"A2": "2023-徐汇区-02", "A3": "2023-徐汇区-01"},
            {"A2": ("02", "01"), "A3": ("01", "02")},
        ),
    ],
)
def test_a_number_that_was_changed_is_told_and_not_used(
    merge: Merge, two: Path, tmp_path: Path, cells: dict[str, str], told: dict[str, tuple[str, str]]
) -> None:
    for cell, text in cells.items():
        write(tmp_path, cell, text, "编号")
    for _ in range(2):  # on the next day, too
        result = merge()
        assert result.code == 1
        for cell, (now, before) in told.items():
            said = (
                f"收件登记.xlsx!编号!{cell}：编号“2023-徐汇区-{now}”被改过："
                f"这一行原来给出的编号是“2023-徐汇区-{before}”"
            )
            assert said in result.err
        assert names_by_number(tmp_path) == ORIGINAL
    written = load_workbook(tmp_path / "汇总/收件登记.xlsx")["编号"]
    assert {cell: written[cell].value for cell in cells} == cells
    assert {row["现在"] for row in sheet(tmp_path, "编号")} == {"在"}


def test_a_number_that_was_deleted_comes_back(merge: Merge, two: Path, tmp_path: Path) -> None:
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book["编号"]["A3"] = None
    book["编号"].delete_rows(2)
    book.save(path)
    assert merge().code == 0
    assert {row["编号"]: row["名称"] for row in sheet(tmp_path, "编号")} == ORIGINAL
    assert names_by_number(tmp_path) == ORIGINAL


def test_two_nominations_of_one_name_keep_a_number_each(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    send("徐汇区", ONE, ONE | {"序号": "2"}, waivers=WAIVED)
    merge()
    result = merge()
    assert "被改过" not in result.err
    assert [row["编号"] for row in sheet(tmp_path, "编号")] == list(ORIGINAL)


WAIVED = """waivers:
  - {rule: duplicate-nomination, nomination: 甲示例家庭, reason: 试, approved_by: 张,
     date: 2023-09-01}
"""


def test_a_former_name_stays_in_the_register(
    merge: Merge, send: Send, two: Path, tmp_path: Path
) -> None:
    send("徐汇区", ONE, TWO | {NAME: "乙样章家庭"})
    for _ in range(2):
        merge()
        states = {row["编号"]: row["现在"] for row in sheet(tmp_path, "编号")}
        assert states["2023-徐汇区-02"] == "在（原名“乙样张家庭”）"


def test_a_nomination_was_first_received_when_it_came_itself(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    came(send("徐汇区", ONE), 2023, 9, 4, 10)
    merge()
    came(send("徐汇区", ONE, TWO), 2023, 9, 8, 9)
    merge()
    first = {row["名称"]: row["首次收到"] for row in sheet(tmp_path, "编号")}
    assert first == {"甲示例家庭": "2023-09-04 10:00", "乙样张家庭": "2023-09-08 09:00"}


def test_a_receipt_with_another_number_goes_on(
    merge: Merge, send: Send, two: Path, tmp_path: Path
) -> None:
    write(tmp_path, "A2", "徐-1")
    came(send("徐汇区", ONE), 2023, 9, 8, 9)
    assert merge().code == 0
    states = {row["收件号"]: row["状态"] for row in sheet(tmp_path)}
    assert states == {"徐-1": "已有新版", "S002": "已交"}


def test_a_digest_that_was_changed_is_told(merge: Merge, two: Path, tmp_path: Path) -> None:
    digest = sheet(tmp_path)[0]["文件指纹"]
    write(tmp_path, "O2", None)
    assert f"收件登记.xlsx!收件!O2：文件指纹“”被改过，请改回“{digest}”" in merge().err


def test_another_recommender_than_in_the_package_is_told(
    merge: Merge, two: Path, tmp_path: Path
) -> None:
    write(tmp_path, "B2", "徐汇")
    assert merge().code == 0
    write(tmp_path, "B2", "静安区")
    result = merge()
    assert result.code == 1
    assert "收件登记.xlsx!收件!B2：写的是“静安区”，材料里写的是“徐汇区”" in result.err
    missing = result.out.partition("还没有交：")[2]
    assert "静安区" in missing
    assert "徐汇区" not in missing


def test_a_title_above_the_headers(merge: Merge, two: Path, tmp_path: Path) -> None:
    path = tmp_path / "汇总/收件登记.xlsx"
    book = load_workbook(path)
    book["收件"].insert_rows(1)
    book["收件"]["A1"] = "2023年收件登记"
    book["收件"].merge_cells("A1:P1")
    book["收件"]["E3"] = "昨天"
    book.save(path)
    assert "收件登记.xlsx!收件!E3：收到时间“昨天”看不懂" in merge().err
    rows = list(load_workbook(path)["收件"].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["2023年收件登记", "收件号", "S001"]


def test_two_columns_of_one_name_are_refused(merge: Merge, two: Path, tmp_path: Path) -> None:
    write(tmp_path, "Q1", "状态")
    before = (tmp_path / "汇总/收件登记.xlsx").read_bytes()
    result = merge()
    assert result.code == 3
    assert "“收件”工作表里有两栏都叫“状态”，请给您加的那一栏换个名字" in result.err
    assert (tmp_path / "汇总/收件登记.xlsx").read_bytes() == before


@pytest.mark.parametrize("name", ["收件登记.xls", "收件登记 - 副本.xlsx"])
def test_a_register_of_another_name_is_not_begun_anew(
    merge: Merge, two: Path, tmp_path: Path, name: str
) -> None:
    register = tmp_path / "汇总/收件登记.xlsx"
    register.rename(register.with_name(name))
    result = merge()
    assert result.code == 3
    assert f"没有这个文件，但旁边有“{name}”，像是由它另存或改名的" in result.err
    assert not register.exists()


def test_a_register_that_was_lost_is_told(merge: Merge, two: Path, tmp_path: Path) -> None:
    (tmp_path / "汇总/收件登记.xlsx").unlink()
    result = merge()
    assert result.code == 1
    assert "收件登记.xlsx：以前汇总过（有全市汇总.xlsx），但原来的登记不在了" in result.err
    assert merge().code == 0


def test_a_time_in_the_future_is_told_on_the_first_day(
    merge: Merge, send: Send, tmp_path: Path
) -> None:
    came(send("徐汇区", ONE), dt.datetime.now(dt.UTC).year + 5, 9, 4, 10)
    assert "收件登记.xlsx!收件!E2：收到时间" in merge().err


def test_what_a_person_asks_for_is_in_a_letter_until_it_came(
    merge: Merge, run: Run, send: Send, two: Path, tmp_path: Path
) -> None:
    write(tmp_path, "M2", "推荐表缺公章")
    for _ in range(2):
        assert merge().code == 0
        assert "催改：徐汇区" in run("letters", tmp_path / "汇总").out
    letter = read_docx((tmp_path / "汇总/函件/催改-徐汇区.docx").read_bytes()).text
    assert "推荐表缺公章" in letter
    assert "请尽快补正。" in letter
    came(send("徐汇区", ONE, TWO | {"备注": "公章已补"}), 2023, 9, 8, 9)
    merge()
    assert sheet(tmp_path)[0]["补正时间"] == "2023-09-08 09:00"
    assert "催改：徐汇区" not in run("letters", tmp_path / "汇总").out


def test_of_lists_in_mails_the_later_mail_counts(
    merge: Merge, submit: Submit, tmp_path: Path
) -> None:
    (tmp_path / "收件").mkdir()
    for name, day, rows in (("a", 8, (ONE, TWO)), ("b", 6, (ONE,))):
        place = submit(*({"推荐单位": "长宁区"} | row for row in rows), folder=name)
        content = (place / "推荐名单.xlsx").read_bytes()
        date = f"{'Fri' if day == 8 else 'Wed'}, 0{day} Sep 2023 09:30:00 +0800"
        (tmp_path / f"收件/{name}.eml").write_bytes(mail(("名单.xlsx", content), date=date))
    for _ in range(2):
        result = merge()
        assert "取名单.xlsx，不用b.eml里的名单.xlsx（同样没有打包，收到得较早）" in result.out
        assert "共2家" in result.out


def test_of_lists_on_a_copied_disk_the_register_tells_which_is_later(
    merge: Merge, submit: Submit, tmp_path: Path
) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    for name, rows in (("a", (ONE, TWO)), ("b", (ONE,))):
        place = submit(*({"推荐单位": "长宁区"} | row for row in rows), folder=name)
        (inbox / f"{name}.xlsx").write_bytes((place / "推荐名单.xlsx").read_bytes())
        came(inbox / f"{name}.xlsx", 2023, 9, 10, 10)
    assert "收到的时间也相同，分不清先后，请核对" in merge().out
    rows = {row["文件"]: at for at, row in enumerate(sheet(tmp_path), 2)}
    write(tmp_path, f"E{rows['a.xlsx']}", "2023-09-04")
    assert "取b.xlsx，不用a.xlsx（同样没有打包，收到得较早）" in merge().out


def test_sending_the_same_again_makes_nobody_late(merge: Merge, two: Path, tmp_path: Path) -> None:
    again = two.with_name("再发一次.zip")
    again.write_bytes(two.read_bytes())
    came(again, 2023, 9, 22, 10)
    assert f"取{two.name}，不用再发一次.zip（内容相同的另一份）" in merge().out
    rows = {row["文件"]: row for row in sheet(tmp_path)}
    assert (rows[two.name]["状态"], rows[two.name]["期限"]) == ("已交", "按时")
    assert rows["再发一次.zip"]["说明"] == f"与“{two.name}”内容相同"
