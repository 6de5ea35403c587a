"""What a Word file shows beside its text: numbers, tables, pictures; what is told of the rest."""

from __future__ import annotations

import zipfile
from base64 import b64encode
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docx_maker import OFFICE, PKG, RELATIONS, document, docx, para, parts, relations, run, zipped
from rich_story import CHINESE, Level, StoryWriter, jpeg, png, rich_story
from xxzz.intake.docx import pictures
from xxzz.intake.docx.blocks import (
    PLAIN,
    Content,
    Emphasis,
    Paragraph,
    Picture,
    Pictures,
    Span,
    Table,
)
from xxzz.intake.docx.content import read_content
from xxzz.intake.docx.text import open_document, read_docx

PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def content(data: bytes) -> Content:
    return read_content(open_document(data))


def shown(data: bytes) -> list[str]:
    return [block.text for block in content(data).blocks if isinstance(block, Paragraph)]


def drawing(
    picture: str = 'r:embed="p0"', size: str = 'cx="360000" cy="180000"', more: str = ""
) -> str:
    names = f'xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:r="{OFFICE}"'
    return (
        f'<w:r><w:drawing {names}><wp:inline><wp:extent {size}/><wp:docPr id="1" name="x"/>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip {picture}><a:extLst>"
        f'<a:ext uri="x"/></a:extLst></a:blip>{more}</pic:blipFill><pic:spPr>'
        '<a:xfrm rot="5400000" flipH="1"><a:ext cx="1" cy="1"/></a:xfrm></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def with_media(body: str, *media: bytes, target: str = "", mode: str = "") -> bytes:
    """Write a document with these files in it, as p0, p1 and so on."""
    made: dict[str, bytes] = {n: x.encode() for n, x in parts(document(body)).items()}
    links = "".join(
        f'<Relationship Id="p{at}" Type="{OFFICE}/image" '
        f'Target="{target or f"media/{at}.png"}"{mode}/>'
        for at in range(len(media))
    )
    made["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode()
    )
    made |= {f"word/media/{at}.png": data for at, data in enumerate(media)}
    return zipped(made)


def test_numbers_of_nested_lists_are_counted_and_begin_anew() -> None:
    one = StoryWriter()
    numbers = one.list(*CHINESE)
    for text, level in (
        ("甲", 0),
        ("乙", 1),
        ("丙", 1),
        ("丁", 2),
        ("戊", 3),
        ("己", 0),
        ("庚", 1),
    ):
        one.text(text, numbers, level)
    again = one.list(of=numbers, starts={0: 1})
    further = one.list(of=numbers)
    one.text("辛", again)
    one.text("壬", again)
    one.text("癸", further)
    assert shown(one.bytes()) == [
        *("一、甲", "（一）乙", "（二）丙", "1. 丁", "① 戊", "二、己", "（一）庚"),
        *("一、辛", "二、壬", "三、癸"),
    ]


def test_levels_above_legal_numbers_and_levels_that_go_on_are_as_in_word() -> None:
    one = StoryWriter()
    numbers = one.list(
        Level("chineseCounting", "第%1章"),
        Level("decimal", "%1.%2", more="<w:isLgl/>"),
        Level("lowerLetter", "%3)", 3, '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
    )
    for text, level in (("甲", 0), ("乙", 1), ("丙", 2), ("丁", 0), ("戊", 1), ("己", 2)):
        one.text(text, numbers, level)
    assert shown(one.bytes()) == ["第一章 甲", "1.1 乙", "c)丙", "第二章 丁", "2.1 戊", "d)己"]


def test_a_level_begins_anew_behind_the_one_that_is_named() -> None:
    one = StoryWriter()
    numbers = one.list(
        Level("decimal", "%1."),
        Level("decimal", "%1.%2"),
        Level("decimal", "%3）", more='<w:lvlRestart w:val="1"/>'),
    )
    for text, level in (
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 1),
        ("戊", 2),
        ("己", 0),
        ("庚", 2),
    ):
        one.text(text, numbers, level)
    assert shown(one.bytes()) == ["1. 甲", "1.1 乙", "1）丙", "1.2 丁", "2）戊", "2. 己", "1）庚"]


def test_numbers_of_styles_are_written_too_and_can_be_taken_off() -> None:
    one = StoryWriter()
    one.document.add_paragraph("甲", style="List Number")
    one.document.add_paragraph("乙", style="List Number")
    off = one.document.add_paragraph("丙", style="List Number")
    off._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    )
    one.document.add_paragraph("丁", style="List Bullet")
    assert shown(one.bytes()) == ["1. 甲", "2. 乙", "丙", "• 丁"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    one = StoryWriter()
    number = one.list(
        Level("decimal", "%1."), Level("decimal", "%1.%2", more='<w:pStyle w:val="Heading2"/>')
    )
    style = one.document.styles["Heading 2"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="{number}"/></w:numPr>'))
    one.text("甲", number)
    one.document.add_heading("乙", 2)
    assert shown(one.bytes()) == ["1. 甲", "1.1 乙"]


@pytest.mark.parametrize(
    ("sign", "looks"), [("\uf0b7", "•"), ("\uf0d8", "➢"), ("\uf099", "•"), ("—", "—"), ("", "")]
)
def test_bullets_of_symbol_fonts_look_alike(sign: str, looks: str) -> None:
    one = StoryWriter()
    one.text("甲", one.list(Level("bullet", sign)))
    assert shown(one.bytes()) == [f"{looks} 甲" if looks else "甲"]


@pytest.mark.parametrize(
    ("font", "sign", "looks"),
    [("Wingdings", "n", "■"), ("Wingdings", "Ø", "➢"), ("Symbol", "·", "•"), ("Arial", "n", "n")],
)
def test_letters_of_symbol_fonts_are_their_signs(font: str, sign: str, looks: str) -> None:
    one = StoryWriter()
    number = one.list(Level("bullet", sign))
    level = one.document.part.numbering_part.element.xpath("w:abstractNum[last()]/w:lvl")[0]
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    level.append(parse_xml(f"<w:rPr {nsdecls('w')}>{fonts}</w:rPr>"))
    one.text("甲", number)
    assert shown(one.bytes()) == [f"{looks} 甲"]


def test_a_picture_as_bullet_is_a_dot() -> None:
    one = StoryWriter()
    one.text("甲", one.list(Level("bullet", "x", more='<w:lvlPicBulletId w:val="0"/>')))
    assert shown(one.bytes()) == ["• 甲"]


def test_a_number_that_cannot_be_written_is_told() -> None:
    one = StoryWriter()
    one.text("甲", one.list(Level("hindiVowels", "%1.")))
    made = content(one.bytes())
    assert made.lost == ("1处自动编号（写法认不出来）",)
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)] == ["甲"]


def test_deleted_and_hidden_paragraphs_are_not_counted() -> None:
    one = StoryWriter()
    numbers = one.list(*CHINESE)
    one.text("甲", numbers)
    for mark in ("del", "vanish"):
        gone = one.text("", numbers)
        gone._p.pPr.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:{mark}/></w:rPr>"))
    one.text("", numbers)
    one.text("乙", numbers)
    assert shown(one.bytes()) == ["一、甲", "二、", "三、乙"]


def test_numbers_do_not_count_as_words() -> None:
    one = StoryWriter()
    one.text("学习", one.list(*CHINESE))
    assert read_docx(one.bytes()).count().words == 2
    assert content(one.bytes()).text == "学习"


def test_hostile_lists_neither_hang_nor_break() -> None:
    one = StoryWriter()
    number = one.list(Level("decimal", "%1%9", 99_999_999_999), Level("decimal", "%2"))
    one.text("甲", number)
    one.text("乙", number, 99)
    one.text("丙", 77_777)
    assert shown(one.bytes())[-1] == "丙"
    loop = '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    assert shown(docx(para(run("丁"), style="a"), loop)) == ["丁"]


def test_a_table_keeps_its_grid_its_merged_cells_and_its_content() -> None:
    made = content(rich_story())
    assert made.lost == ()
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    assert len(table.widths) == 4
    assert table.has_borders
    spans = [[(cell.columns, cell.merged) for cell in row.cells] for row in table.rows]
    assert spans == [
        [(1, "restart"), (2, ""), (1, "restart")],
        [(1, "continue"), (1, ""), (1, ""), (1, "continue")],
        [(1, "")] * 4,
        [(1, "")] * 4,
    ]
    (east,) = table.rows[2].cells[0].blocks
    assert isinstance(east, Paragraph)
    assert east.spans == (Span("东", Emphasis(bold=True)),)


def test_a_table_without_lines_stays_without() -> None:
    one = StoryWriter()
    plain, styled, own, cell = (one.document.add_table(1, 1) for _ in range(4))
    styled.style = "Table Grid"
    line = f'<w:{{0}} {nsdecls("w")}><w:top w:val="single"/></w:{{0}}>'
    own._tbl.tblPr.append(parse_xml(line.format("tblBorders")))
    cell.cell(0, 0)._tc.get_or_add_tcPr().append(parse_xml(line.format("tcBorders")))
    tables = [block for block in content(one.bytes()).blocks if isinstance(block, Table)]
    assert [table.has_borders for table in tables] == [False, True, True, True]
    assert plain is not None


def test_deleted_rows_are_gone_and_nested_tables_are_there() -> None:
    cell = "<w:tc>{}</w:tc>".format
    inner = f"<w:tbl><w:tr>{cell(para(run('里')))}</w:tr></w:tbl>{para()}"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(para(run('删')))}</w:tr>"
    made = content(docx(f"<w:tbl>{gone}<w:tr>{cell(para(run('外')) + inner)}</w:tr></w:tbl>"))
    (table,) = made.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    outside, nested, _ = table.rows[0].cells[0].blocks
    assert isinstance(outside, Paragraph)
    assert isinstance(nested, Table)
    assert made.lost == ()


@pytest.mark.parametrize(("columns", "told"), [(63, ()), (64, ("1张表格的格线（列太多）",))])
def test_a_table_wider_than_word_takes_is_lines_of_text(
    columns: int, told: tuple[str, ...]
) -> None:
    row = f"<w:tc><w:tcPr><w:gridSpan w:val='{columns}'/></w:tcPr>{para(run('甲'))}</w:tc>"
    made = content(docx(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"))
    assert made.lost == told
    assert isinstance(made.blocks[0], Paragraph if told else Table)


def test_cells_where_none_belong_lose_no_word() -> None:
    cell = f"<w:tc>{para(run('甲'))}<w:tc>{para(run('乙'))}</w:tc></w:tc>"
    row = f"<w:tr>{cell}<w:tr><w:tc>{para(run('丙'))}</w:tc></w:tr></w:tr>"
    made = content(docx(f"<w:tbl>{row}</w:tbl><w:tc>{para(run('丁'))}</w:tc>"))
    assert [block.text for block in made.blocks if isinstance(block, Paragraph)] == [
        "甲",
        "乙",
        "丙",
        "丁",
    ]
    assert made.lost == ("1处表格、图片、编号（文件的结构不合规范）",)


def test_a_picture_is_taken_with_its_size_its_crop_and_its_turn() -> None:
    body = para(drawing(more='<a:srcRect l="10000" b="5000"/>'))
    (block,) = content(with_media(body, png())).blocks
    assert isinstance(block, Pictures)
    (one,) = block.pictures
    assert (one.data, one.kind) == (png(), "png")
    assert (one.width, one.height) == (360_000, 180_000)
    assert (one.crop, one.rotation, one.mirrored) == ((10_000, 0, 0, 5_000), 5_400_000, True)
    assert one.is_on_its_side


def test_a_picture_without_a_size_has_its_pixels() -> None:
    body = para(drawing(size='cx="-5" cy="99999999999"'))
    (block,) = content(with_media(body, png(40, 30))).blocks
    assert isinstance(block, Pictures)
    assert (block.pictures[0].width, block.pictures[0].height) == (40 * 9525, 30 * 9525)


def test_old_drawings_have_pictures_too() -> None:
    image = f'<v:imagedata r:id="p0" xmlns:r="{OFFICE}"/>'
    names = 'xmlns:v="urn:schemas-microsoft-com:vml" style="width:72pt;height:1in"'
    body = para(f"<w:r><w:pict><v:shape {names}>{image}</v:shape></w:pict></w:r>")
    (block,) = content(with_media(body, png())).blocks
    assert isinstance(block, Pictures)
    assert (block.pictures[0].width, block.pictures[0].height) == (914_400, 914_400)


BMP = (
    b"BM"
    + bytes(12)
    + (40).to_bytes(4, "little")
    + (4).to_bytes(4, "little")
    + (-3).to_bytes(4, "little", signed=True)
)
GIF = b"GIF89a" + (4).to_bytes(2, "little") + (3).to_bytes(2, "little")
EMF, SVG = b"\1\0\0\0\x6c\0\0\0 EMF", b"<svg/>"
FOREIGN = "1张图片（不是 PNG、JPEG、GIF、BMP 格式）"
BROKEN = "1张图片（太大、太多，或者已损坏）"


@pytest.mark.parametrize(
    ("data", "kind"), [(png(), "png"), (jpeg(4, 3), "jpg"), (GIF, "gif"), (BMP, "bmp")]
)
def test_what_a_picture_is_its_bytes_say(data: bytes, kind: str) -> None:
    made = content(with_media(para(drawing(size="")), data))
    assert made.lost == ()
    (block,) = made.blocks
    assert isinstance(block, Pictures)
    assert (block.pictures[0].kind, block.pictures[0].width) == (kind, 4 * 9525)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (EMF, FOREIGN),
        (SVG, FOREIGN),
        (b"MZ executable", FOREIGN),
        (png()[:20], BROKEN),
        (jpeg(4, 3)[:25], BROKEN),
        (b"", BROKEN),
        (jpeg(8000, 8000), ""),
        (jpeg(8001, 8000), BROKEN),
        (jpeg(30_000, 30_000), BROKEN),
        (jpeg(0, 3), BROKEN),
    ],
)
def test_pictures_that_no_page_takes_are_told(data: bytes, told: str) -> None:
    made = content(with_media(para(run("甲"), drawing()), data))
    assert made.lost == ((told,) if told else ())
    assert len(made.blocks) == (1 if told else 2)


def test_pictures_too_large_or_too_many_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 2 * len(png()))
    three = [png(colour=(n, 0, 0)) for n in range(3)]
    body = "".join(para(drawing(f'r:embed="p{n}"')) for n in (0, 0, 1, 2))
    made = content(with_media(body, *three))
    assert (len(made.blocks), made.lost) == (4, (BROKEN,))
    monkeypatch.setattr(pictures, "MAX_PICTURES", 2)
    made = content(with_media(body, *three))
    assert made.lost == ("2张图片（太大、太多，或者已损坏）",)


@pytest.mark.parametrize("target", ["http://example.org/a.png", "file:///c:/a.png"])
def test_links_to_outside_are_told_and_never_followed(target: str) -> None:
    for link in ('r:link="p0"', 'r:embed="p0"'):
        made = content(
            with_media(para(drawing(link)), b"x", target=target, mode=' TargetMode="External"')
        )
        assert made.lost == ("1张图片（链接在文件外面）",)
    assert content(with_media(para(drawing('r:embed="none"')), png())).lost == (BROKEN,)


def test_damaged_bytes_of_a_picture_are_told() -> None:
    data = with_media(para(drawing()), png())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        at = archive.getinfo("word/media/0.png").header_offset
    broken = bytearray(data)
    broken[at + 60] ^= 0xFF
    assert content(bytes(broken)).lost == (BROKEN,)


def test_what_else_is_in_a_document_is_told() -> None:
    chart = "<w:drawing><c:chart xmlns:c='c'/></w:drawing>"
    text = f"<w:txbxContent>{para(run('框里'))}</w:txbxContent>"
    box = f"<w:drawing><wps:wsp xmlns:wps='s'>{text}</wps:wsp></w:drawing>"
    ruler = "<w:pict><v:rect xmlns:v='v' xmlns:o='o' o:hr='t'/></w:pict>"
    hidden = "<w:drawing><wp:docPr xmlns:wp='p' hidden='1'/></w:drawing>"
    math = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'/>"
    inside = (chart, box, ruler, hidden, "<w:object/>", "<w:footnoteReference w:id='2'/>")
    made = content(docx(para(run("甲"), math, *(f"<w:r>{one}</w:r>" for one in inside))))
    assert sorted(made.lost) == sorted(
        ("1个图表、图形", "文本框里的2个字", "1处嵌入的对象", "1处脚注、尾注", "1处公式")
    )


def test_what_nobody_sees_is_neither_taken_nor_told() -> None:
    deleted = f"<w:del>{drawing()}</w:del>"
    hidden = drawing().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    made = content(with_media(para(run("甲"), deleted, hidden), png()))
    assert (len(made.blocks), made.lost) == (1, ())


def test_a_flat_file_has_its_pictures_in_it() -> None:
    entries = parts(document(para(drawing())))
    entries["word/_rels/document.xml.rels"] = relations(("image", "media/0.png")).replace(
        '"r0"', '"p0"'
    )
    xml = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{part}</pkg:xmlData></pkg:part>'
        for name, part in entries.items()
    )
    picture = f"<pkg:binaryData>{b64encode(png()).decode()}</pkg:binaryData>"
    xml += f'<pkg:part pkg:name="/word/media/0.png">{picture}</pkg:part>'
    head = '<?mso-application progid="Word.Document"?>'
    made = content(f'{head}<pkg:package xmlns:pkg="{PKG}">{xml}</pkg:package>'.encode())
    (block,) = made.blocks
    assert isinstance(block, Pictures)
    assert block.pictures[0].data == png()


def test_a_plain_document_is_plain() -> None:
    assert content(docx(para(run("甲")) + para())).is_plain
    assert not content(rich_story()).is_plain


def test_widths_of_a_table_without_a_grid_are_those_of_its_cells() -> None:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}"/></w:tcPr>{para(run("甲"))}</w:tc>'
        for width in (300, 700)
    )
    (table,) = content(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).blocks
    assert isinstance(table, Table)
    assert table.widths == (300, 700)


LOOKS = (
    ("<w:b/>", Emphasis(bold=True)),
    ('<w:b w:val="0"/>', PLAIN),
    ("<w:i/>", Emphasis(italic=True)),
    ("<w:strike/>", Emphasis(struck=True)),
    ("<w:dstrike/>", Emphasis(struck=True)),
    ('<w:u w:val="wave"/>', Emphasis(underlined=True)),
    ('<w:u w:val="none"/>', PLAIN),
    ('<w:vertAlign w:val="subscript"/>', Emphasis(raised="subscript")),
    ('<w:vertAlign w:val="baseline"/>', PLAIN),
    ('<w:rStyle w:val="Strong"/>', Emphasis(bold=True)),
    ('<w:rStyle w:val="Strong"/><w:b w:val="0"/>', PLAIN),
)
STRONG = (
    '<w:style w:type="character" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:basedOn w:val="Base"/></w:style>'
)


@pytest.mark.parametrize(("properties", "look"), LOOKS)
def test_what_is_set_off_in_a_sentence_is_kept(properties: str, look: Emphasis) -> None:
    body = para(run("前"), run("中", f"<w:rPr>{properties}</w:rPr>"), run("后"))
    found = content(docx(body, STRONG))
    (one,) = found.blocks
    assert isinstance(one, Paragraph)
    plain = Paragraph((Span("前中后"),))
    set_off = Paragraph((Span("前"), Span("中", look), Span("后")))
    assert one == (plain if look == PLAIN else set_off)
    assert found.is_plain == (look == PLAIN)
    assert found.lost == ()


@pytest.mark.parametrize(
    ("drop", "lines"),
    [
        ("drop", ["学习使人进步。"]),
        ("margin", ["学习使人进步。"]),
        ("none", ["学", "习使人进步。"]),
    ],
)
def test_a_drop_cap_is_the_first_letter_of_its_paragraph(drop: str, lines: list[str]) -> None:
    frame = f'<w:pPr><w:framePr w:dropCap="{drop}" w:lines="3"/></w:pPr>'
    bold = run("进步", "<w:rPr><w:b/></w:rPr>")
    data = docx(para(frame, run("学")) + para(run("习使人"), bold, run("。")))
    assert read_docx(data).text.split("\n") == lines
    assert shown(data) == lines
    assert content(data).lost == ()


def floating(data: str) -> str:
    return data.replace("wp:inline", "wp:anchor")


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        (run("前") + drawing() + run("后"), ["前图后"]),
        (run("前") + floating(drawing()) + run("后"), ["前后", "图"]),
        (drawing() + run("后"), ["图", "后"]),
        (run("前") + drawing(), ["前", "图"]),
        (drawing() + run("前") + drawing() + run("后") + drawing(), ["图", "前图后", "图"]),
        (run(" ") + drawing(), [" ", "图"]),
    ],
)
def test_a_picture_within_a_sentence_stays_there(inside: str, kinds: list[str]) -> None:
    found = content(with_media(para(inside), png()))
    shown_ = [
        "".join("图" if isinstance(span, Picture) else span.text for span in one.spans)
        if isinstance(one, Paragraph)
        else "图"
        for one in found.blocks
    ]
    assert shown_ == kinds


def test_the_lines_of_a_paragraph_have_no_blanks_at_their_ends() -> None:
    bold = Emphasis(bold=True)
    spans = (
        Span(" \u3000"),
        Span("甲", bold),
        Span("乙 \n\n"),
        Span(" "),
        Span("丙\n", bold),
    )
    assert list(Paragraph(spans, "1. ").lines()) == [
        Paragraph(
            (
                Span("1. "),
                Span(" \u3000"),
                Span("甲", bold),
                Span("乙"),
            )
        ),
        Paragraph((Span("丙", bold),)),
    ]


WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'


@pytest.mark.parametrize(
    "inside",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("完成"),
        run("þ", WINGDINGS) + run("完成"),
    ],
)
def test_letters_of_symbol_fonts_are_the_signs_that_they_show(inside: str) -> None:
    data = docx(para(inside))
    assert shown(data) == ["☑完成"]
    assert read_docx(data).text == "☑完成"


@pytest.mark.parametrize("code", [r"eq \o\ac(○,1)", " FORMCHECKBOX ", "FORMDROPDOWN"])
def test_what_only_a_field_draws_is_told(code: str) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = content(docx(para(run("第"), field, run("项"))))
    assert found.lost == ("1处由域显示的内容（复选框、下拉列表、带圈的字）",)
    assert content(docx(para(field.replace(code, "PAGE")))).lost == ()


def test_a_cell_that_is_deleted_in_a_revision_is_not_shown() -> None:
    deleted = '<w:tcPr><w:cellDel w:id="1" w:author="甲"/></w:tcPr>'
    cells = f"<w:tc>{para(run('甲'))}</w:tc><w:tc>{deleted}{para(run('乙'))}</w:tc>"
    data = docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{para(run('丙'))}")
    assert "乙" not in content(data).text
    assert read_docx(data).text == "甲\n\n丙"


def test_a_document_in_a_document_is_told() -> None:
    assert content(docx(para(run("甲")) + "<w:subDoc/>")).lost == ("1处嵌入的文件",)
