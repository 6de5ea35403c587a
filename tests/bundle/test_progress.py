"""收件进展.html: by day, by category, by recommender, on two pages."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import Workbook

from bundle_fixtures import Run, Send
from inbox_maker import came, write

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NAME = "单位（集体）名称"


def page(folder: Path) -> Any:
    return html.document_fromstring((folder / "汇总/收件进展.html").read_text(encoding="utf-8"))


def figures(folder: Path) -> dict[str, str]:
    tree = page(folder)
    names, numbers = tree.findall(".//dt"), tree.findall(".//dd")
    return {a.text: b.text for a, b in zip(names, numbers, strict=True)}


def bars(tree: Any) -> list[str]:
    chart = tree.find(".//svg")
    return [one.getnext().text for one in chart.iter("rect")]


def state(tree: Any, name: str) -> tuple[str, ...]:
    row = next(one for one in tree.iter("tr") if one[0].text == name)
    return tuple((cell.text or "").strip() for cell in row[1:-1])


def share(tree: Any, name: str) -> str:
    row = next(one for one in tree.iter("tr") if one[0].text == name)
    return row[-1].find(".//i").get("style")


def mood(tree: Any, name: str) -> str:
    row = next(one for one in tree.iter("tr") if one[0].text == name)
    return row[2].get("class")


@pytest.fixture
def merged(run: Run, send: Send, tmp_path: Path) -> Path:
    came(send("徐汇区", {NAME: "甲示例家庭"}), 2023, 9, 18, 9)
    came(send("徐汇区", {NAME: "甲示例家庭"}, {NAME: "乙示例家庭", "序号": "2"}), 2023, 9, 19, 9)
    came(send("静安区", {NAME: "丙示例家庭"}), 2023, 9, 19, 10)
    came(send("长宁区", {NAME: "丁示例家庭"}), 2023, 9, 22, 10)
    broken = tmp_path / "收件/黄浦区-2023-第1版.zip"
    broken.write_bytes(b"PK\x03\x04")
    came(broken, 2023, 9, 20, 10)
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    return tmp_path


def test_the_figures(merged: Path) -> None:
    assert figures(merged) == {
        "已有材料的推荐单位": "4",
        "还没有交": "15",
        "要补正": "1",
        "迟交": "1",
        "已收推荐（家）": "4",
        "单位之间重复或相近（处）": "0",
    }


def test_who_won_before_is_counted_where_a_list_is_kept(merged: Path, run: Run) -> None:
    book = Workbook()
    past = book.worksheets[0]
    for row in (["年度", "名称"], [2021, "甲示例家庭"], [2022, "没有推荐的家庭"]):
        past.append(row)
    book.save(merged / "汇总/往年名单.xlsx")
    run("merge", merged / "收件", "-o", merged / "汇总")
    assert figures(merged)["以前获评过（家）"] == "1"


def test_by_day(merged: Path) -> None:
    tree = page(merged)
    assert bars(tree) == ["1", "2", "1", "1"]
    chart = tree.find(".//svg")
    labels = [one.text for one in chart.iter("text") if "/" in (one.text or "")]
    assert labels == ["9/18", "9/19", "9/20", "9/21", "9/22"]
    (line,) = chart.iter("polyline")
    heights = [float(point.split(",")[1]) for point in line.get("points").split()]
    assert heights == [round(150 * (1 - senders / 19), 1) for senders in (1, 2, 3, 3, 4)]
    (end,) = chart.find_class("end")
    assert end.get("x1") == "384.0"  # the end of the third of five days, of 640


def test_bars_stand_side_by_side_and_are_as_high_as_what_came(merged: Path) -> None:
    boxes = [
        tuple(round(float(one.get(name)), 1) for name in ("x", "y", "width", "height"))
        for one in page(merged).find(".//svg").iter("rect")
    ]
    low, high = 75.0, 150.0  # one file, two files: the most of a day is the whole height
    assert boxes == [
        (19.2, 75.0, 89.6, low),
        (147.2, 0.0, 89.6, high),
        (275.2, 75.0, 89.6, low),
        (531.2, 75.0, 89.6, low),
    ]


@pytest.mark.parametrize(
    ("first", "labels"),
    [
        (12, [f"9/{day}" for day in range(12, 21)]),
        (11, ["9/11", "9/13", "9/15", "9/17", "9/19"]),
    ],
)
def test_of_many_days_not_each_has_its_date(
    run: Run, send: Send, tmp_path: Path, first: int, labels: list[str]
) -> None:
    came(send("徐汇区", {NAME: "甲示例家庭"}), 2023, 9, first, 9)
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    chart = page(tmp_path).find(".//svg")
    assert [one.text for one in chart.iter("text") if "/" in (one.text or "")] == labels


@pytest.mark.parametrize(
    ("day", "believed"),
    [("2023-08-24", False), ("2023-08-25", True), ("2023-11-19", True), ("2023-11-20", False)],
)
def test_from_the_issue_until_sixty_days_after_the_deadline_a_time_is_believed(
    merged: Path, run: Run, day: str, *, believed: bool
) -> None:
    write(merged, "E2", f"{day} 10:00")
    run("merge", merged / "收件", "-o", merged / "汇总")
    text = html.tostring(page(merged), encoding="unicode")
    assert ("有1份的收到时间" in text) is not believed
    assert ("的收到时间没有写" in text) is not believed
    assert sum(map(int, bars(page(merged)))) == (5 if believed else 4)


def test_by_category_and_by_recommender(merged: Path) -> None:
    tree = page(merged)
    assert state(tree, "家庭") == ("4", "85")
    assert state(tree, "徐汇区") == ("9月18日", "已交", "2", "20")
    assert state(tree, "长宁区") == ("9月22日", "已交，迟交2天", "1", "20")
    assert state(tree, "黄浦区") == ("9月20日", "不能用", "0", "20")
    assert state(tree, "浦东新区") == ("", "未交", "0", "31")
    assert share(tree, "家庭") == "width:4.7%"
    assert share(tree, "徐汇区") == "width:10.0%"
    moods = [mood(tree, name) for name in ("徐汇区", "长宁区", "黄浦区", "浦东新区")]
    assert moods == ["good", "warning", "warning", "error"]


def test_a_row_by_hand_is_no_reason_to_say_that_nothing_came(merged: Path, run: Run) -> None:
    for cell, text in {"B7": "浦东新区", "C7": "纸质材料", "E7": "2023-09-20 16:00"}.items():
        write(merged, cell, text)
    run("merge", merged / "收件", "-o", merged / "汇总")
    tree = page(merged)
    assert state(tree, "浦东新区") == ("9月20日", "人工填写", "0", "31")
    assert mood(tree, "浦东新区") == "warning"
    assert figures(merged)["还没有交"] == "14"
    assert bars(tree) == ["1", "2", "2", "1"]


def test_times_that_can_not_be_are_left_out_and_said(merged: Path, run: Run) -> None:
    write(merged, "E2", "2003年9月18日")
    write(merged, "E3", "昨天")
    run("merge", merged / "收件", "-o", merged / "汇总")
    text = html.tostring(page(merged), encoding="unicode")
    assert "有2份的收到时间没有写，或者离这次推荐太远" in text
    assert len(bars(page(merged))) == 3


def test_nothing_came_is_not_said_of_what_came_at_times_that_can_not_be(
    merged: Path, run: Run
) -> None:
    for row in range(2, 8):
        write(merged, f"E{row}", "2003年9月18日")
    run("merge", merged / "收件", "-o", merged / "汇总")
    tree = page(merged)
    assert not tree.find_class("file")
    text = html.tostring(tree, encoding="unicode")
    assert "还没有收到材料" not in text
    assert "离这次推荐太远" in text


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed")
def test_it_prints_on_two_pages(merged: Path) -> None:
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={merged / 'profile'}", "--no-pdf-header-footer"]
    source = (merged / "汇总/收件进展.html").as_uri()
    subprocess.run(
        [*command, f"--print-to-pdf={merged / 'page.pdf'}", source],
        capture_output=True,
        check=True,
        timeout=120,
    )
    told = subprocess.run(
        ["pdfinfo", merged / "page.pdf"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert re.search(r"Pages: +2\n", told)
    assert "(A4)" in told
