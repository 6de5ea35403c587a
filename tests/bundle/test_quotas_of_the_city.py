"""`xxzz merge`: who is beyond 附件2, and how the lists and pages show it."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bundle_fixtures import Run, Send
from inbox_maker import sheet
from xxzz.intake.docx.text import read_docx

NAME = "单位（集体）名称"
WAIVER = """\
waivers:
  - {rule: quota-exceeded, reason: 已同意, approved_by: 王示例, date: 2023-09-01}
"""
NOT_ALLOWED = WAIVER.replace("quota-exceeded", "channel-not-allowed, nomination: 市甲样家庭")


def families(count: int, recommender: str) -> list[dict[str, str]]:
    signs = "甲乙丙丁戊己庚辛"[:count]
    return [
        {NAME: f"{recommender[0]}{sign}样家庭", "序号": str(at)} for at, sign in enumerate(signs, 1)
    ]


@pytest.fixture
def merged(run: Run, send: Send, tmp_path: Path) -> Path:
    """Let 徐汇区 exceed all with leave, 静安区 use all of 机动, 长宁区 its quota alone."""
    send("徐汇区", *families(8, "徐汇区"), waivers=WAIVER)
    send("静安区", *families(7, "静安区"))
    send("长宁区", *families(5, "长宁区"))
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    return tmp_path


def page(folder: Path, name: str) -> Any:
    return html.document_fromstring((folder / "汇总" / name).read_text(encoding="utf-8"))


def row(tree: Any, name: str) -> list[Any]:
    return list(next(one for one in tree.iter("tr") if one[0].text == name))


def test_those_beyond_the_quota_are_marked_where_that_was_agreed(merged: Path) -> None:
    lines = read_docx((merged / "汇总/全市推荐汇总表.docx").read_bytes()).text.splitlines()
    marked = {line.partition("推荐第")[2][:1] for line in lines if "名额外，经批准" in line}
    owners = {line.partition("推荐第")[0][-3:] for line in lines if "名额外，经批准" in line}
    assert owners == {"徐汇区"}
    assert marked == {"6", "7", "8"}


def test_the_table_of_quotas(merged: Path) -> None:
    quota = {one["推荐单位"]: one for one in sheet(merged, "名额使用", "全市汇总.xlsx")}
    shown = {
        name: tuple(quota[name][head] for head in ("学习型家庭", "机动数量", "推荐总数", "说明"))
        for name in ("徐汇区", "静安区", "长宁区", "市教育工会")
    }
    assert shown == {
        "徐汇区": ("8/5", "3/2", "8/20", "超出1家"),
        "静安区": ("7/5", "2/2", "7/20", ""),
        "长宁区": ("5/5", "0/2", "5/20", ""),
        "市教育工会": ("——", "——", "0/50", "未交"),
    }
    assert quota["总计"]["学习型家庭"] == "20/85"
    assert quota["总计"]["机动数量"] == "5/32"


def test_the_bars_of_the_overview(merged: Path) -> None:
    tree = page(merged, "概览.html")
    cells = {
        name: [
            (cell.get("class"), cell.text, cell.find(".//i").get("style"))
            for cell in row(tree, name)[4:]
        ]
        for name in ("徐汇区", "静安区", "长宁区")
    }
    assert cells == {
        "徐汇区": [
            ("over", "8/5", "width:100%"),
            ("over", "3/2", "width:100%"),
            ("within", "8/20", "width:40%"),
        ],
        "静安区": [
            ("flexible", "7/5", "width:100%"),
            ("within", "2/2", "width:100%"),
            ("within", "7/20", "width:35%"),
        ],
        "长宁区": [
            ("within", "5/5", "width:100%"),
            ("within", "0/2", "width:0%"),
            ("within", "5/20", "width:25%"),
        ],
    }
    union = row(tree, "市教育工会")
    assert [cell.text for cell in union[1:]] == ["——", "0/50", "——", "——", "——", "0/50"]
    with_bar = [cell.find(".//i") is not None for cell in union[1:]]
    assert with_bar == [False, True, False, False, False, True]


def test_what_may_not_be_recommended_is_above_its_quota_by_one_already(
    run: Run, send: Send, tmp_path: Path
) -> None:
    send("市教育工会", *families(1, "市教育工会"), waivers=NOT_ALLOWED)
    run("merge", tmp_path / "收件", "-o", tmp_path / "汇总")
    quota = {one["推荐单位"]: one for one in sheet(tmp_path, "名额使用", "全市汇总.xlsx")}
    heads = ("学习型家庭", "机动数量", "推荐总数", "说明")
    assert [quota["市教育工会"][head] for head in heads] == ["1/0", "——", "1/50", ""]
    tree = page(tmp_path, "概览.html")
    cell = row(tree, "市教育工会")[4]
    assert (cell.get("class"), cell.text) == ("over", "1/0")
    heads_of_page = [one.text for one in row(tree, "推荐单位")]
    assert heads_of_page == ["推荐单位", "机关", "企事业单位", "社区", "家庭", "机动", "总数"]


def test_the_overview_counts_what_was_not_waived(merged: Path) -> None:
    table = page(merged, "概览.html").findall(".//table")[-1]
    counts = [
        (*(cell.text for cell in one[:3]), one[3].find(".//i").get("style"))
        for one in table.find("tbody")
    ]
    assert counts == [
        ("brief-short", "简要事迹只有一句话，或者只说在别处。", "20", "width:100%"),
        ("story-length", "详细事迹的字数离2000字太远。", "20", "width:100%"),
        ("quota-unused", "推荐单位还有名额没有用。", "3", "width:15%"),
    ]
