"""`xxzz season draft`: tables of many shapes; what can't be read is a line to look at."""

from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from cli_runner import Result, Xxzz
from notice_maker import write_notice
from xxzz.strictyaml.tree import read_tree

SEASONS = Path(__file__).parents[1] / "data" / "seasons"
NOTICE = Path("通知.docx")
QUOTAS = Path("草稿/quotas_2024.yaml")
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@pytest.fixture
def drafted(xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Draft a notice of families after the season of families; return the result."""
    monkeypatch.chdir(tmp_path)

    def run(text: str = "", season: str = "families") -> Result:
        if text:
            write_notice(NOTICE, text)
        data = ("--data", SEASONS / season) if season else ()
        return xxzz("season", "draft", NOTICE, *data)

    return run


def rows() -> list[dict]:
    return read_tree(QUOTAS).data["recommenders"]


def test_headers_on_two_levels_with_a_minimum_and_marks_of_notes(drafted) -> None:
    result = drafted(
        "2024年学习型家庭名额分配表\n"
        "序号|推荐单位|推荐名额（个）|<|<|合计\n"
        "^|^|固定|机动|至少|^\n"
        "１|徐汇区|３|1|2|4\n"
        "2|静安区*|5（其中标兵1）|——||5\n"
        "|总　计|8|1|2|9\n\n"
        "注：各区家庭不少于推荐总数的一半。\n* 含示范家庭。\n附件3\n推荐表"
    )
    first, second = rows()
    assert first["no"] == 1
    assert (first["quota"], first["least"], first["flexible"]) == ({"family": 3}, {"family": 2}, 1)
    assert (second["name"], second["quota"]) == ("静安区", {"family": 5})
    assert (second["flexible"], "least" in second, second["total"]) == (None, False, 5)
    assert read_tree(QUOTAS).data["totals"] == {"family": 8, "flexible": 1, "total": 9}
    assert "“固定”一格写着“5（其中标兵1）”，先写5；其余的请按原文另写" in result.out
    assert "表里写的是“静安区*”，按2024年写成“静安区”" in result.out
    below = "没有采用；是名额的规定的，请写进表里"
    assert f"表下写着“注：各区家庭不少于推荐总数的一半。”，{below}" in result.out
    assert f"表下写着“* 含示范家庭。”，{below}" in result.out
    assert "附件3" not in result.out


def test_columns_of_each_category_on_three_levels(drafted) -> None:
    result = drafted(
        "2024年名额分配表\n"
        "序号|推荐单位|推荐类别与推荐数量（个）|<|<|<|<|<|机动数量（个）|推荐总数（个）\n"
        "^|^|学习型机关|<|学习型社区|<|学习型家庭|<|^|^\n"
        "^|^|名额|至少|名额|其中标兵|名额|不少于|^|^\n"
        "1|徐汇区|3|1|2|1|5|2|2|12\n"
        "|总计|3|1|2|2|5|2|2|12",
        season="",
    )
    [row] = rows()
    assert row["quota"] == {"agency": 3, "community": 2, "family": 5}
    assert row["least"] == {"agency": 1, "family": 2}
    assert (row["flexible"], row["total"], row["subsets"]) == (2, 12, {"part_1": 1})
    part = read_tree(QUOTAS).data["subsets"][0]
    assert (part["name"], part["values"]) == ("学习型社区标兵", ["学习型社区标兵"])
    assert "“学习型社区·其中标兵”一列相加是1，总计写的是2" in result.out


def test_what_is_no_recommender_is_said_and_not_one(drafted) -> None:
    result = drafted(
        "2024年名额分配表|<|<|<\n"
        "序号|推荐单位|推荐名额|备注\n"
        "一、各区|<|<|<\n"
        "1|徐汇区|30|其中一线职工不少于10人\n"
        "2|静安区||—\n"
        "|各区小计|30|\n"
        "二、市级推荐单位|<|<|<\n"
        "|徐汇区|2|\n"
        "||5|\n"
        "|||\n"
        "|合计|待定|\n"
        "注：名额可以调剂。|<|<|<".replace("|||\n", "|||\n")
    )
    assert [(row["name"], row["total"]) for row in rows()] == [
        ("徐汇区", 30),
        ("静安区", 0),
        ("徐汇区", 2),
    ]
    for said in (
        "有一行不像推荐单位，没有采用：“一、各区”",
        "有一行不像推荐单位，没有采用：“二、市级推荐单位”",
        "有一行不像推荐单位，没有采用：“5”",
        "“各区小计”一行没有采用",
        "“备注”写着“其中一线职工不少于10人”，没有采用；是名额的规定的，请写进表里",
        "“推荐名额”一格空着，先写各列之和（没有分列的写0）",
        "“推荐名额”一格写着“待定”，不是数字，先写各列之和（没有分列的写0）",
        "上面已有“徐汇区”，请核对这一行是谁的",
        "表下写着“注：名额可以调剂。”，没有采用；是名额的规定的，请写进表里",
    ):
        assert f"：{said}\n" in result.out
    assert read_tree(QUOTAS).data["title"] == "2024年名额分配表"


@pytest.mark.parametrize("again", ["序号|推荐单位|推荐名额|<|合计\n^|^|固定|机动|^\n", ""])
@pytest.mark.parametrize("line", ["", "（续表）\n", "2024年名额分配表（续）\n"])
def test_a_table_on_two_pages(drafted, again: str, line: str) -> None:
    result = drafted(
        "2024年名额分配表\n序号|推荐单位|推荐名额|<|合计\n^|^|固定|机动|^\n1|徐汇区|3|1|4\n\n"
        f"{line}{again}2|静安区|3|1|4\n|总计|6|2|8"
    )
    assert [row["name"] for row in rows()] == ["徐汇区", "静安区"]
    assert read_tree(QUOTAS).data["totals"] == {"family": 6, "flexible": 2, "total": 8}
    assert "没有采用" not in result.out


def test_a_table_without_totals_in_row_or_column(drafted) -> None:
    result = drafted("2024年名额分配表\n推荐单位|学习型机关|学习型社区\n徐汇区|3|0\n静安区|3|—", "")
    first, second = rows()
    assert (first["quota"], first["total"]) == ({"agency": 3, "community": 0}, 3)
    assert (second["quota"], second["no"]) == ({"agency": 3, "community": None}, None)
    assert "表里没有“推荐总数”一列，这里是各列相加的" in result.out
    assert "表里没有“总计”一行，这里是各列相加的" in result.out


def test_columns_that_cannot_be_placed_are_said(drafted) -> None:
    result = drafted(
        "2024年名额分配表\n"
        "推荐单位|学习型机关|机关|学习型社区|至少|其中一线不少于|合计\n"
        "徐汇区|3|1|2|2|1|5",
        "",
    )
    for title in ("机关", "至少", "其中一线不少于"):
        assert f"“{title}”一列没有采用，是名额的规定的，请按原文写进表里" in result.out
    assert rows()[0]["quota"] == {"agency": 3, "community": 2}


def test_raised_marks_and_real_footnotes(drafted) -> None:
    document = Document()
    document.add_paragraph("2024年学习型家庭名额分配表")
    table = document.add_table(2, 3)
    for at, text in enumerate(("推荐单位", "机动", "合计")):
        table.cell(0, at).text = text
    table.cell(1, 0).text = "徐汇区"
    table.cell(1, 1).text = "1"
    table.cell(1, 2).text = "3"
    mark = table.cell(1, 2).paragraphs[0].add_run("1")
    mark.font.superscript = True
    run = table.cell(1, 0).paragraphs[0].add_run()
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>含市级机关。</w:t></w:r>"
        "</w:p></w:footnote></w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), NOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(NOTICE)
    result = drafted()
    assert (rows()[0]["name"], rows()[0]["total"]) == ("徐汇区", 3)
    assert "“合计”一格写着“3（1）”，先写3；其余的请按原文另写" in result.out
    assert "表下写着“含市级机关。”，没有采用；是名额的规定的，请写进表里" in result.out


def test_indicators_on_three_levels_with_points(drafted) -> None:
    result = drafted(
        "2024年学习型家庭建设指标\n"
        "序号|指标|<|<|分值\n"
        "^|一级|二级|三级|^\n"
        "1|学习条件|环境|有学习区域。|5\n"
        "^|^|^|有藏书。|5\n"
        "序号|指标|<|<|分值\n"
        "序号|一级|二级|三级|分值\n"
        "2|学习氛围|习惯|每天学习不少于1小时。|10\n"
        "^|^|^|^|加分5\n"
        "合计|<|<|<|20\n"
        "注：另有加分。|<|<|<|<"
    )
    table = read_tree(Path("草稿/indicators/2024/family.yaml")).data
    assert [
        (group["name"], [one["text"] for one in group["items"]]) for group in table["groups"]
    ] == [
        ("学习条件", ["有学习区域。", "有藏书。"]),
        ("学习氛围", ["每天学习不少于1小时。"]),
    ]
    assert "“序号”“二级”“分值”没有采用" in result.out
    assert "有一行不像指标，没有采用：“合计”“20”" in result.out
    assert "表下写着“注：另有加分。”，没有采用" in result.out


def test_several_paragraphs_in_a_cell_of_indicators(drafted) -> None:
    document = Document()
    document.add_paragraph("2024年学习型家庭建设指标")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "一级指标", "指标项"
    table.cell(1, 0).text, table.cell(1, 1).text = "学习\n条件", "1.有学习区域。\n2.有藏书。"
    document.save(NOTICE)
    result = drafted()
    [group] = read_tree(Path("草稿/indicators/2024/family.yaml")).data["groups"]
    assert (group["name"], group["items"][0]["text"]) == ("学习条件", "1.有学习区域。2.有藏书。")
    assert "“1.有学习区域。2.有藏”一格有几段，先写成一项；是几项的请分开" in result.out


def test_the_other_tables_are_named(drafted) -> None:
    result = drafted(
        "2024年名额分配表\n推荐单位|名额\n徐汇区|3\n\n附件3\n推荐汇总表\n序号|单位|备注\n1||\n\n"
        "学习型家庭评价标准\n名目|分数\n学习|5"
    )
    assert "没有采用的表：“推荐汇总表”。" in result.out
    assert "没有采用的表：“学习型家庭评价标准”。" in result.out
