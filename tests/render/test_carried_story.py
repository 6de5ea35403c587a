"""Tables, pictures and numbers of a story's Word file stand in the printed form."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree

from docx_maker import docx, para, run
from render_samples import (
    FILLED,
    W,
    accept,
    nominate,
    opened,
    paragraph,
    part,
    problems,
    write_template,
)
from rich_story import CHINESE, StoryWriter, jpeg, png, rich_story
from xxzz.intake.docx.blocks import Cell, Paragraph, Picture, Pictures, Row, Span, Table
from xxzz.intake.form.reader import FormReader
from xxzz.intake.story.file import read_story
from xxzz.nomination import Nomination, StoryDocument
from xxzz.render import DocumentRenderer, Kind, Options, PlanOptions, make_plans, render
from xxzz.render.block_xml import BlockWriter
from xxzz.render.print_area import PrintArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.oxml.xmlchemy import BaseOxmlElement

    from xxzz.season import Season

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT_WIDTH = 11906 - 1588 - 1474


def told_by(folder: Path, data: bytes, name: str = "甲.docx") -> Nomination:
    """Nominate with a story in a Word file, as if read from a workbook beside it."""
    path = folder / name
    path.write_bytes(data)
    story = read_story(path)
    one = nominate(story=story.text)
    return replace(one, story_file=name, story_document=story.document)


@pytest.fixture
def form(season: Season, tmp_path: Path) -> Callable[..., bytes]:
    def make(data: bytes, notes: list[str] | None = None, folder: Path | None = None) -> bytes:
        renderer = DocumentRenderer(season, folder, kinds=[Kind.FORM])
        plan = make_plans(accept(season, told_by(tmp_path, data)), PlanOptions(only=Kind.FORM))
        made = renderer.make(plan[0].documents[0])
        assert made == renderer.make(plan[0].documents[0])
        if notes is not None:
            notes += dict.fromkeys(renderer.notes)
        return made

    return make


def behind(content: bytes) -> list[BaseOxmlElement]:
    """Return the paragraphs and tables behind the form's own table and heading."""
    body = list(opened(content).element.body)
    styles = [one.xpath("string(w:pPr/w:pStyle/@w:val)") for one in body]
    at = styles.index("unit")
    return body[at + 1 : -1]


def test_numbers_tables_and_pictures_stand_where_they_stood(form: Callable[..., bytes]) -> None:
    found = behind(form(rich_story()))
    kinds = [
        "表" if one.tag.endswith("}tbl") else "图" if one.xpath(".//w:drawing") else one.text
        for one in found
    ]
    shortened = [kind[:9] for kind in kinds if kind]
    assert shortened == [
        *(
            "一张课桌，一条街",
            "样例街道有19个居",
            "一、健全网络",
            "（一）三级布局",
            "街道、居委、楼组三",
        ),
        *("（二）学习点的分布", "表", "二、形成特色", "（一）课桌进楼组"),
        *("1. 居民自己选书"[:9], "2. 居民自己讲书"[:9], "图为居民在楼组里共", "图"),
        *("• 书目由居民投票"[:9], "• 讲书人轮流当", "三、取得成效", "三年里街道的读书会", "图"),
        "徐汇区样例街道",
    ]


def test_headings_with_numbers_of_their_own_look_as_typed_ones(form: Callable[..., bytes]) -> None:
    found = behind(form(rich_story()))
    styles = {one.text: one.style for one in found if one.tag.endswith("}p") and one.text}
    assert styles["一、健全网络"] == "head1"
    assert styles["（一）三级布局"] == "head2"
    assert styles["1. 居民自己选书"] == "story"


def test_a_table_is_a_table_with_its_merged_cells(form: Callable[..., bytes]) -> None:
    table = opened(form(rich_story())).tables[-1]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["片区", "学习点", "学习点", "备注"],
        ["片区", "数量", "面积", "备注"],
        ["东", "12", "800", "含2处新建"],
        ["西", "7", "460", ""],
    ]
    assert table.cell(2, 0).paragraphs[0].runs[0].bold
    sizes = [int(one.get(f"{{{W}}}w")) for one in table._tbl.iter(f"{{{W}}}gridCol")]
    assert sum(sizes) <= TEXT_WIDTH


def test_pictures_are_there_byte_for_byte_and_fit_the_page(form: Callable[..., bytes]) -> None:
    made = form(rich_story())
    document = opened(made)
    shapes = document.inline_shapes
    blips = [document.element.xpath(".//a:blip/@r:embed")]
    (ids,) = blips
    parts = [document.part.related_parts[one] for one in ids]
    assert [one.blob for one in parts] == [png(400, 240), png(1200, 500, (30, 90, 180))]
    assert {one.content_type for one in parts} == {"image/png"}
    assert shapes[0].width == 9 * 360_000
    assert shapes[1].width == TEXT_WIDTH * 635
    assert abs(shapes[1].height / shapes[1].width - 500 / 1200) < 0.001


def test_one_picture_shown_twice_is_one_part(form: Callable[..., bytes]) -> None:
    one = StoryWriter()
    for data in (png(), jpeg(40, 30), png()):
        one.document.add_paragraph("图").add_run().add_picture(BytesIO(data))
    with ZipFile(BytesIO(form(one.bytes()))) as archive:
        media = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.namelist()[-1] == "word/document.xml"
        types = archive.read("[Content_Types].xml").decode()
    assert media == ["word/media/story1.png", "word/media/story2.jpg"]
    assert re.findall('Extension="(png|jpg)" ContentType="([^"]*)"', types) == [
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
    ]


def test_the_documents_keep_to_the_structure(season: Season, tmp_path: Path) -> None:
    one = StoryWriter()
    numbers = one.list(*CHINESE)
    one.document.add_picture(BytesIO(png()))
    outer = one.document.add_table(2, 2)
    outer.cell(0, 0).merge(outer.cell(1, 0)).paragraphs[0].add_run().add_picture(BytesIO(png()))
    outer.cell(1, 1).add_table(1, 1).cell(0, 0).text = "里<&]]>{{ 7*7 }}\t乙"
    one.document.add_table(1, 1)
    for bold in (True, False):
        run_ = outer.cell(0, 1).paragraphs[0].add_run("粗")
        run_.bold = run_.italic = run_.underline = bold
    one.text("末", numbers)
    for data in (rich_story(), one.bytes()):
        checked = accept(season, told_by(tmp_path, data))
        for draft in (False, True):
            done = render(checked, Options(tmp_path / "出", PlanOptions(draft=draft)))
            assert [problem for path in done.written for problem in problems(path)] == []


def test_nothing_of_the_file_s_own_xml_comes_along(form: Callable[..., bytes]) -> None:
    one = StoryWriter()
    one.list(*CHINESE)
    picture = one.picture(png(), text="图")
    picture._p.xpath(".//wp:docPr")[0].set("descr", "密")
    table = one.document.add_table(1, 1)
    table.cell(0, 0).text = "见链接"
    hidden = table.cell(0, 0).paragraphs[0].add_run("藏")
    hidden.font.hidden = True
    field = f"<w:r xmlns:w='{W}'><w:instrText> INCLUDETEXT 坏 </w:instrText></w:r>"
    table.cell(0, 0).paragraphs[0]._p.append(etree.fromstring(field))
    one.document.core_properties.author = "某作者"
    with ZipFile(BytesIO(form(one.bytes()))) as archive:
        everything = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "ignore")
    for word in ("密", "藏", "INCLUDETEXT", "某作者"):
        assert word not in everything
    assert "见链接" in everything


def test_a_story_of_text_alone_is_printed_as_if_it_stood_in_the_cell(
    season: Season, tmp_path: Path, form: Callable[..., bytes]
) -> None:
    plain = docx(para(run("题目")) + para() + para(run("一、来历")) + para(run("正文。")))
    renderer = DocumentRenderer(season, None, kinds=[Kind.FORM])
    typed = accept(season, nominate(story="题目\n\n一、来历\n正文。"))
    assert told_by(tmp_path, plain).story_document is None
    assert form(plain) == renderer.make(
        make_plans(typed, PlanOptions(only=Kind.FORM))[0].documents[0]
    )


def test_an_own_template_without_the_tag_prints_the_text_and_says_so(
    form: Callable[..., bytes], tmp_path: Path
) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    lines = ("{%p for line in story_lines %}", "{{ line.text }}", "{%p endfor %}")
    write_template(own / "form.docx", "".join(map(paragraph, lines)))
    notes: list[str] = []
    made = form(rich_story(), notes, own)
    texts = [one.text for one in opened(made).paragraphs]
    assert "一、健全网络" in texts
    assert "含2处新建" in texts
    assert "<w:tbl>" not in part(made)
    assert (
        "名单.xlsx!推荐名单!第2行：模板里没有 {{p line.block }}，“甲.docx”里的表格、图片没有印，"
        "加粗的字印得不粗。" in notes[-1]
    )


def test_a_table_in_an_own_template_fits_where_the_tag_stands(
    form: Callable[..., bytes], tmp_path: Path
) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    lines = ("{%p for line in story_lines %}", "{%p if line.block %}", "{{p line.block }}")
    ends = ("{%p endif %}", "{%p endfor %}")
    inside = "".join(map(paragraph, (*lines, *ends)))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
    write_template(own / "form.docx", f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell}</w:tr></w:tbl>")
    document = opened(form(rich_story(), folder=own))
    widths = [int(one.get("cx")) for one in document.element.xpath(".//wp:extent")]
    assert max(widths) == 3000 * 635
    inner = document.element.xpath(".//w:tc//w:tblW/@w:w")
    assert all(int(one) <= 3000 for one in inner)


def test_a_tag_for_blocks_prints_nothing_else(season: Season, tmp_path: Path) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    write_template(own / "form.docx", paragraph("{{p name }}") + paragraph("甲"))
    renderer = DocumentRenderer(season, own, kinds=[Kind.FORM])
    plan = make_plans(accept(season, nominate()), PlanOptions(only=Kind.FORM))
    assert [one.text for one in opened(renderer.make(plan[0].documents[0])).paragraphs] == ["甲"]


def test_a_file_that_changed_or_went_since_the_check_is_said(
    season: Season, tmp_path: Path
) -> None:
    one = told_by(tmp_path, rich_story())
    document = make_plans(accept(season, one), PlanOptions(only=Kind.FORM))[0].documents[0]
    renderer = DocumentRenderer(season, None, kinds=[Kind.FORM])
    other = StoryWriter()
    other.picture(png(), text="换了")
    (tmp_path / "甲.docx").write_bytes(other.bytes())
    assert "一张课桌，一条街" in [p.text for p in opened(renderer.make(document)).paragraphs]
    assert "文件在检查以后改动过，请再运行一次。" in renderer.notes[-1]
    (tmp_path / "甲.docx").unlink()
    renderer.make(document)
    assert "“甲.docx”里的表格、图片、编号没有印：找不到这个文件。" in renderer.notes[-1]


def test_a_converted_file_is_printed_from_what_it_was_converted_to(
    season: Season, tmp_path: Path
) -> None:
    one = told_by(tmp_path, rich_story())
    assert one.story_document is not None
    converted = StoryDocument(tmp_path / "甲.doc", rich_story())
    checked = accept(season, replace(one, story_document=converted))
    made = DocumentRenderer(season, None, kinds=[Kind.FORM]).make(
        make_plans(checked, PlanOptions(only=Kind.FORM))[0].documents[0]
    )
    assert len(opened(made).inline_shapes) == 2


@pytest.mark.parametrize(
    ("size", "turn", "shown"),
    [
        ((100, 100), 0, (100, 100)),
        ((1270, 100), 0, (635, 50)),
        ((100, 1270), 0, (42, 539)),
        ((100, 1270), 5_400_000, (50, 635)),
        ((1270, 100), 5_400_000, (539, 42)),
    ],
)
def test_pictures_are_made_to_fit_width_and_height(
    size: tuple[int, int], turn: int, shown: tuple[int, int]
) -> None:
    writer = BlockWriter(PrintArea(1, 1), lambda _: "rId1")
    xml = writer.write(Pictures((Picture(b"", "png", *size, rotation=turn),))).xml
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml)
    assert found
    assert (int(found[1]), int(found[2])) == shown


def test_the_form_is_read_again_with_its_story(form: Callable[..., bytes], season: Season) -> None:
    (read,) = FormReader(season).read(Path("表.docx"), form(rich_story())).forms
    assert read.nomination.name == FILLED["name"]
    lines = read.nomination.story.split("\n")
    assert [lines[2], lines[-1]] == ["一、健全网络", "徐汇区样例街道"]
    assert "含2处新建" in lines


def cell(text: str, columns: int = 1) -> Cell:
    return Cell((Paragraph((Span(text),)),) if text else (), columns)


def test_cells_have_the_width_of_their_columns_and_free_ones_are_left() -> None:
    rows = (Row((cell("甲", 2), cell("乙"))), Row((cell(""),), columns_before=1))
    xml = BlockWriter(PrintArea(9000, 9000), lambda _: "").write(Table((100, 200, 400), rows)).xml
    assert re.findall(r'<w:tcW w:w="(\d+)"', xml) == ["300", "400", "200"]
    assert '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' in xml
    assert '<w:vAlign w:val="center"/></w:tcPr><w:p/></w:tc>' in xml


def set_off() -> StoryWriter:
    """Write a story whose sentences have words and a picture of their own look."""
    one = StoryWriter()
    one.text("题目")
    heading = one.document.add_paragraph().add_run("一、来历")
    heading.bold = True
    body = one.document.add_paragraph("街道")
    body.add_run("每月<读>一本书").bold = True
    body.add_run("，用水12m")
    body.add_run("3").font.superscript = True
    body.add_run("，标志")
    body.add_run().add_picture(BytesIO(png(40, 30)), width=360_000)
    body.add_run("挂在门口。\n下一行").italic = True
    one.document.add_paragraph("街道").add_run("划掉").font.strike = True
    one.text("落款")
    return one


def test_words_that_are_set_off_and_pictures_in_a_sentence_are_printed_so(
    form: Callable[..., bytes],
) -> None:
    found = behind(form(set_off().bytes()))
    assert [one.style for one in found] == ["headline", "head1", *["story"] * 4]
    _, heading, body, second, struck, last = found
    assert not heading.xpath(".//w:b")
    assert [run_.text for run_ in body.xpath("w:r[w:rPr/w:b]")] == ["每月<读>一本书"]
    assert [run_.text for run_ in body.xpath("w:r[w:rPr/w:vertAlign/@w:val='superscript']")] == [
        "3"
    ]
    kinds = ["图" if one.xpath("w:drawing") else one.text for one in body.xpath("w:r")]
    assert kinds[3:] == ["3", "，标志", "图", "挂在门口。"]
    assert body.xpath("w:pPr/w:spacing/@w:lineRule") == ["atLeast"]
    assert [second.text, second.xpath("w:pPr/w:spacing")] == ["下一行", []]
    assert len(second.xpath("w:r[w:rPr/w:i]")) == 1
    assert [run_.text for run_ in struck.xpath("w:r[w:rPr/w:strike]")] == ["划掉"]
    assert last.text == "落款"


def test_a_paragraph_with_looks_is_set_as_the_tag_s_own(
    season: Season, form: Callable[..., bytes], tmp_path: Path
) -> None:
    own = tmp_path / "模板"
    own.mkdir()
    look = '<w:rPr><w:color w:val="FF0000"/><w:sz w:val="20"/><w:lang w:val="a&amp;b"/></w:rPr>'
    tag = f"<w:p><w:r>{look}<w:t>{{{{p line.block }}}}</w:t></w:r></w:p>"
    lines = ("{%p for line in story_lines %}", "{%p if line.block %}")
    ends = ("{%p endif %}", "{%p endfor %}")
    write_template(own / "form.docx", "".join((*map(paragraph, lines), tag, *map(paragraph, ends))))
    made = part(form(set_off().bytes(), folder=own))
    assert (
        '<w:rPr><w:b/><w:bCs/><w:color w:val="FF0000"/><w:sz w:val="20"/><w:lang w:val="a&amp;b"/>'
        "</w:rPr>"
    ) in made


def test_documents_with_looks_keep_to_the_structure(season: Season, tmp_path: Path) -> None:
    checked = accept(season, told_by(tmp_path, set_off().bytes()))
    done = render(checked, Options(tmp_path / "出", PlanOptions()))
    assert [problem for path in done.written for problem in problems(path)] == []


def aligned(found: list[BaseOxmlElement]) -> list[str]:
    return [one.xpath("string(w:pPr/w:jc/@w:val)") for one in found]


def test_lines_stand_in_the_middle_or_at_the_right_as_in_the_file(
    form: Callable[..., bytes],
) -> None:
    writer = StoryWriter()
    sides = (WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY)
    for side in (*sides, WD_ALIGN_PARAGRAPH.LEFT, None):
        writer.document.add_paragraph(f"{side}的一行，写着字。").alignment = side
    writer.document.styles["Quote"].paragraph_format.alignment = sides[0]
    writer.document.add_paragraph("样式居中的一行。", style="Quote")
    writer.document.add_paragraph(f"{chr(0x3000) * 12}样张街道")
    found = behind(form(writer.bytes()))
    assert aligned(found) == ["center", "right", "", "", "", "center", "right"]
    assert found[0].xpath("w:pPr/w:ind/@w:firstLine") == ["0"]
    assert not found[2].xpath("w:pPr/w:ind")


@pytest.mark.parametrize(
    ("line", "side"),
    [
        (f"{' ' * 20}样张街道", "right"),
        (f"{' ' * 19}样张街道", ""),
        (f"{chr(0x3000) * 10}样张街道", "right"),
        (f"{chr(9) * 5}2023年9月1日", "right"),
        (f"{' ' * 40}——记样张街道", ""),
        (f"{' ' * 40}{'长' * 30}", "right"),
        (f"{' ' * 40}{'长' * 31}", ""),
    ],
)
def test_a_signature_moved_by_blanks_stands_at_the_right(
    season: Season, line: str, side: str
) -> None:
    one = nominate(story=f"第一段话，写在这里。\n{line}\n最后一段话，写在这里。")
    renderer = DocumentRenderer(season, None, kinds=[Kind.FORM])
    plan = make_plans(accept(season, one), PlanOptions(only=Kind.FORM))
    found = behind(renderer.make(plan[0].documents[0]))
    assert aligned(found) == ["", side, ""]
    assert found[1].text.strip() == line.strip()
