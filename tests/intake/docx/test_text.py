import csv
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_maker import (
    HIDDEN,
    HINT,
    PKG,
    STRICT_OFFICE,
    STRICT_W,
    document,
    docx,
    para,
    parts,
    relations,
    run,
    zipped,
)
from xxzz.intake.docx import parts as docx_parts
from xxzz.intake.docx.text import DocumentUnreadable, read_docx
from xxzz.xml.reading import MAX_NODES

STORED = Path(__file__).parents[4] / "shared" / "wordcount"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def text_of(body: str, styles: str = "") -> str:
    return read_docx(docx(body, styles)).text


def refusal(data: bytes) -> DocumentUnreadable:
    with pytest.raises(DocumentUnreadable) as caught:
        read_docx(data)
    assert caught.value.hint
    return caught.value


@pytest.mark.skipif(not STORED.is_dir(), reason="the stored documents are not beside this checkout")
def test_counts_as_wps_stored_them() -> None:
    with (STORED / "stored.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) == 15
    for row in rows:
        count = read_docx((STORED / row["file"]).read_bytes()).count()
        assert count.words == int(row["words"]), row["file"]
        assert count.characters == int(row["characters"]), row["file"]
        assert abs(count.characters_with_spaces - int(row["characters_with_spaces"])) <= 10


# --- which text counts


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


COUNTED = {
    "paragraph": para(run("好")),
    "table": table(para(run("好"))),
    "nested table": table(table(para(run("好")))),
    "block content control": f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>"
    f"{para(run('好'))}</w:sdtContent></w:sdt>",
    "inline content control": para(f"<w:sdt><w:sdtContent>{run('好')}</w:sdtContent></w:sdt>"),
    "link": para(f"<w:hyperlink>{run('好')}</w:hyperlink>"),
    "inserted": para(f"<w:ins>{run('好')}</w:ins>"),
    "moved to": para(f"<w:moveTo>{run('好')}</w:moveTo>"),
    "smart tag": para(f"<w:smartTag>{run('好')}</w:smartTag>"),
    "simple field": para(f"<w:fldSimple w:instr='PAGE'>{run('好')}</w:fldSimple>"),
    "ruby base": para(
        f"<w:r><w:ruby><w:rt>{run('hao')}</w:rt><w:rubyBase>{run('好')}</w:rubyBase></w:ruby></w:r>"
    ),
    "choice": para(
        f"<mc:AlternateContent><mc:Choice Requires='a'>{run('好')}</mc:Choice>"
        f"<mc:Choice Requires='b'>{run('坏')}</mc:Choice>"
        f"<mc:Fallback>{run('坏')}</mc:Fallback></mc:AlternateContent>"
    ),
    "comment inside": "<w:p><w:r><w:t>好<!-- 坏 --></w:t></w:r></w:p>",
}


@pytest.mark.parametrize("body", COUNTED.values(), ids=COUNTED.keys())
def test_counted(body: str) -> None:
    assert text_of(body).strip() == "好"


BOX = f"<w:txbxContent>{para(run('框'))}</w:txbxContent>"

NOT_COUNTED = {
    "deleted": para("<w:del><w:r><w:delText>坏</w:delText></w:r></w:del>"),
    "deleted as text": para(f"<w:del>{run('坏')}</w:del>"),
    "moved away": para(f"<w:moveFrom>{run('坏')}</w:moveFrom>"),
    "hidden": para(run("坏", HIDDEN)),
    "deleted row": f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{para(run('坏'))}</w:tc></w:tr>"
    "</w:tbl>",
    "hidden row": f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para(run('坏'))}</w:tc></w:tr>"
    "</w:tbl>",
    "text box": para(f"<w:r><w:pict>{BOX}</w:pict></w:r>"),
    "note mark": para("<w:r><w:footnoteReference w:id='1'/></w:r>"),
    "soft hyphen": para("<w:r><w:softHyphen/></w:r>"),
    "broken symbol": para("<w:r><w:sym w:char='D800'/><w:sym w:char='x'/><w:sym/></w:r>"),
}


@pytest.mark.parametrize("body", NOT_COUNTED.values(), ids=NOT_COUNTED.keys())
def test_not_counted(body: str) -> None:
    assert text_of(para(run("前")) + body + para(run("后"))).split() == ["前", "后"]


def test_signs_inside_a_run() -> None:
    inside = "a<w:tab/>b<w:br/>c<w:noBreakHyphen/>d<w:cr/>e"
    body = para(
        "<w:r>"
        + "".join(f"<w:t>{piece}</w:t>" if piece.isalpha() else piece for piece in _pieces(inside))
        + "<w:sym w:font='Symbol' w:char='F0B7'/></w:r>"
    )
    assert text_of(body) == "a\tb\nc-d\ne\uf0b7"


def _pieces(inside: str) -> list[str]:
    return inside.replace("<", "|<").replace(">", ">|").split("|")


def test_blanks_at_the_ends_count_only_where_kept() -> None:
    trimmed = "<w:r><w:t> Pho </w:t></w:r>"
    assert text_of(para(trimmed, run("toshop "), run("x"))) == "Photoshop x"


def test_paragraphs_and_cells_end_words() -> None:
    body = para(run("a"), run("b")) + table(para(run("c")), para(run("d")))
    assert read_docx(docx(body)).count().words == 3


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}{code}{mark('separate')}{result}{mark('end')}"


def test_of_a_field_the_result_counts() -> None:
    code = "<w:r><w:instrText>MERGEFIELD 坏</w:instrText></w:r>"
    assert text_of(para(run("前"), field(code, run("好")), run("后"))) == "前好后"


def test_of_a_field_in_the_code_of_another_nothing_counts() -> None:
    inner = field("<w:r><w:instrText>X</w:instrText></w:r>", run("坏"))
    assert text_of(para(field(inner, run("好")))) == "好"


def test_a_result_over_several_paragraphs_counts() -> None:
    begin, rest = field("", "|").split("|")
    assert text_of(para(begin, run("一")) + para(run("二"), rest) + para(run("三"))) == "一\n二\n三"


def test_a_field_without_its_end_does_not_swallow_the_text() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    stray = "<w:r><w:fldChar w:fldCharType='end'/><w:fldChar w:fldCharType='separate'/></w:r>"
    assert text_of(para(begin, run("码")) + para(run("好"), stray) + para(run("后"))) == "\n好\n后"


def test_text_boxes_and_pictures_are_told() -> None:
    drawn = f"<w:r><w:drawing>{BOX}</w:drawing></w:r>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    empty = "<w:r><w:drawing/></w:r>"
    told = [
        (found.boxed, found.pictures)
        for found in (read_docx(docx(para(inside))) for inside in (drawn, both, empty, run("字")))
    ]
    assert told == [(1, False), (1, False), (0, True), (0, False)]


# --- styles


def style(name: str, inside: str = "", *, kind: str = "paragraph", base: str = "") -> str:
    based_on = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}">{based_on}<w:rPr>{inside}</w:rPr></w:style>'
    )


def named(name: str, more: str = "") -> str:
    return f'<w:rPr><w:rStyle w:val="{name}"/>{more}</w:rPr>'


VANISH, SHOWN = "<w:vanish/>", '<w:vanish w:val="0"/>'
EAST, LATIN = '<w:rFonts w:hint="eastAsia"/>', '<w:rFonts w:hint="default"/>'
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>".format
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>{}</w:rPr></w:style>'
).format
STYLES = (
    style("P", VANISH)
    + style("P2", base="P")
    + style("P3", SHOWN, base="P2")
    + style("C", VANISH, kind="character")
    + style("Loop", base="Pool")
    + style("Pool", base="Loop")
)


@pytest.mark.parametrize(
    ("paragraph", "properties", "seen"),
    [
        ("", "", True),
        ("P", "", False),
        ("P2", "", False),
        ("P3", "", True),
        ("P", f"<w:rPr>{SHOWN}</w:rPr>", True),
        ("", named("C"), False),
        ("", named("C", SHOWN), True),
        ("P", named("C"), True),  # vanish toggles: two styles undo each other
        ("P3", named("C"), False),
        ("Loop", "", True),
        ("Unknown", named("Unknown"), True),
    ],
)
def test_hidden_by_style(paragraph: str, properties: str, seen: bool) -> None:
    text = text_of(para(run("字", properties), style=paragraph), STYLES)
    assert text == ("字" if seen else "")


def test_hidden_by_defaults() -> None:
    body = para(run("一")) + para(run("二", f"<w:rPr>{SHOWN}</w:rPr>"))
    assert text_of(body, DEFAULTS(VANISH)) == "\n二"
    assert text_of(body, NORMAL(VANISH)) == "\n二"


@pytest.mark.parametrize(
    ("styles", "paragraph", "properties", "words"),
    [
        ("", "", "", 2),
        ("", "", HINT, 3),
        (DEFAULTS(EAST), "", "", 3),
        (NORMAL(EAST), "", "", 3),
        (NORMAL(EAST), "Unknown", "", 3),
        (DEFAULTS(EAST) + NORMAL(LATIN), "", "", 2),
        (style("P", EAST) + style("P2", base="P"), "P2", "", 3),
        (style("P", EAST) + style("C", LATIN, kind="character"), "P", named("C"), 2),
        (style("C", EAST, kind="character"), "", named("C"), 3),
        (style("C", EAST, kind="character"), "", named("C", LATIN), 2),
    ],
)
def test_the_hint_is_inherited(styles: str, paragraph: str, properties: str, words: int) -> None:
    body = para(run("研—发", properties), style=paragraph)
    assert read_docx(docx(body, styles)).count().words == words


def test_a_long_chain_of_styles_is_followed_without_recursion() -> None:
    chain = "".join(style(f"S{n}", base=f"S{n + 1}") for n in range(20_000))
    assert text_of(para(run("坏"), style="S0"), chain + style("S20000", VANISH)) == ""


# --- packages


def test_strict_documents() -> None:
    main = document(para(run("研—发", HINT)), STRICT_W)
    assert read_docx(zipped(parts(main, office=STRICT_OFFICE))).count().words == 3


@pytest.mark.parametrize("name", ["document2.xml", "正文.xml", "a%20b.xml"])
def test_the_main_part_is_found_through_the_relations(name: str) -> None:
    stored = name.replace("%20", " ")
    entries = {
        "_rels/.rels": relations(("officeDocument", f"/X\\{name}")),
        f"x/{stored}": document(para(run("好"))),
        "word/document.xml": document(para(run("坏"))),
    }
    assert read_docx(zipped(entries)).text == "好"


def flat(entries: dict[str, str]) -> bytes:
    inside = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
        for name, xml in entries.items()
    )
    head = '<?xml version="1.0" standalone="yes"?>\r\n<?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{PKG}">{inside}</pkg:package>'.encode()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_flat_opc(mark: bytes) -> None:
    entries = parts(document(para(run("前"), run("坏", named("C")))), STYLES)
    assert read_docx(mark + flat(entries)).text == "前"


def test_utf_16_parts() -> None:
    entries = {name: xml.encode() for name, xml in parts(document(para(run("好")))).items()}
    entries["word/document.xml"] = document(para(run("好"))).encode("utf-16")
    assert read_docx(zipped(entries)).text == "好"


# --- what cannot be read


GOOD = docx(para(run("好" * 5000)))
WORD_2003 = (
    b'<?xml version="1.0"?><x xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
SAVE_AS = "文件→另存为→Word 文档 (*.docx)"


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "文件是空的（0 字节）。", "重新保存"),
        (OLE + utf16("EncryptedPackage"), "文件设了打开密码，无法读取。", "清空密码"),
        (OLE + utf16("WordDocument"), "旧格式的 Word 或 WPS 文档（.doc、.wps）", SAVE_AS),
        (OLE + utf16("WordDocument EncryptedPackage"), "旧格式的 Word", SAVE_AS),
        (OLE + utf16("Workbook"), "这是 Excel 工作簿", SAVE_AS),
        (OLE, "这是旧格式的 Office 文件", SAVE_AS),
        (b"%PDF-1.7\n", "这是 PDF 文件", SAVE_AS),
        (b"{\\rtf1 }", "这是 RTF 文档", SAVE_AS),
        (b"\r\n<!DOCTYPE HTML><p>", "这是网页格式的文档", SAVE_AS),
        (WORD_2003, "Word 2003 的 XML", SAVE_AS),
        (b"\x89PNG\r\n", "这不是 Word 文档（.docx）。", SAVE_AS),
        (GOOD[:-40], "多半没有传完", "重新要一份"),
        (GOOD[: len(GOOD) // 2], "多半没有传完", "重新要一份"),
        (zipped({"a.txt": "x"}), "这是压缩包，不是 Word 文档", "先解压"),
        (zipped({"mimetype": "x", "content.xml": "x"}), "这是 ODF 文档（.odt）", SAVE_AS),
        (zipped({"_rels/.rels": relations()}), "找不到正文部分", "重新要一份"),
        (zipped({"_rels/.rels": relations(("officeDocument", "x.xml"))}), "找不到正文部分", ""),
        (zipped(parts(WORKBOOK)), "这是 Excel 工作簿", SAVE_AS),
        (zipped(parts("<x/>")), "这不是 Word 文档", SAVE_AS),
        (zipped(parts(document("").replace("body", "bodice"))), "没有正文", "重新要一份"),
        (docx("<w:p>"), "里面的 XML 不合语法", "重新要一份"),
        (docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "嵌套层次太深", "重新要一份"),
        (flat({"x": "<x/>"}), "找不到正文部分", "重新要一份"),
    ],
)  # fmt: skip
def test_refused(data: bytes, message: str, hint: str) -> None:
    error = refusal(data)
    assert message in error.message
    assert hint in error.hint


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("head", [BOMB, EXTERNAL, '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">'])
def test_no_dtd_is_accepted(head: str, encoding: str) -> None:
    entries = {name: xml.encode() for name, xml in parts("").items()}
    entries["word/document.xml"] = (head + document(para(run("&b;")))).encode(encoding)
    assert "DTD" in refusal(zipped(entries)).message


def test_a_declared_encoding_does_not_hide_a_dtd() -> None:
    entries = {name: xml.encode() for name, xml in parts("").items()}
    main = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4' + document("")
    entries["word/document.xml"] = main.encode()
    assert "XML 不合语法" in refusal(zipped(entries)).message


def test_a_zip_bomb_is_stopped_while_inflating(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_parts, "MAX_PART_BYTES", 1 << 20)
    main = document("")
    fits = main.replace("<w:body>", "<w:body>" + " " * ((1 << 20) - len(main)))
    assert read_docx(zipped(parts(fits))).text == ""
    assert "正文超过 1 MB" in refusal(zipped(parts(fits + " "))).message


def test_a_lying_size_is_not_believed() -> None:
    lying = bytearray(GOOD)
    entry = lying.rindex(b"PK\x01\x02")  # word/document.xml, the last one of the directory
    struct.pack_into("<I", lying, entry + 24, 100)
    assert "压缩的内容读不出来" in refusal(bytes(lying)).message


def test_too_many_elements() -> None:
    assert "元素太多" in refusal(docx("<w:p/>" * MAX_NODES)).message


def test_too_many_entries() -> None:
    entries = parts(document(para(run("好"))))
    entries |= {f"x/{number}": "" for number in range(10_000 - len(entries))}
    assert read_docx(zipped(entries)).text == "好"
    assert "超过 10000 个文件" in refusal(zipped(entries | {"y": ""})).message


def test_other_compression_and_zip_passwords_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        for name, xml in parts(document("")).items():
            archive.writestr(name, xml)
    assert "压缩方法" in refusal(buffer.getvalue()).message
    locked = bytearray(GOOD)
    first = locked.index(b"PK\x01\x02")
    locked[first + 8] |= 1
    assert "设了密码" in refusal(bytes(locked)).message


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_flipped_byte_gives_the_text_or_one_clear_error(place: int, flip: int) -> None:
    damaged = bytearray(GOOD)
    damaged[place] ^= flip
    try:
        text = read_docx(bytes(damaged)).text
    except DocumentUnreadable:
        return
    assert text == "好" * 5000


@given(st.integers(0, len(GOOD) - 1))
def test_any_cut_file_is_refused(length: int) -> None:
    assert refusal(GOOD[:length]).message


@pytest.mark.parametrize(
    ("fonts", "words"),
    [
        ('w:ascii="仿宋_GB2312"', 5),
        ('w:ascii="SimSun" w:hint="default"', 5),
        ('w:ascii="Times New Roman"', 3),
        ('w:hint="eastAsia" w:ascii="Times New Roman"', 5),
        ('w:asciiTheme="minorHAnsi"', 3),
    ],
)
def test_the_font_decides_too_how_ambiguous_characters_count(fonts: str, words: int) -> None:
    body = f"<w:p><w:r><w:rPr><w:rFonts {fonts}/></w:rPr><w:t>用“Word”写</w:t></w:r></w:p>"
    assert read_docx(docx(body)).count().words == words


def test_a_chinese_font_of_the_theme() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        '<a:fontScheme name="Office"><a:minorFont><a:latin typeface="等线"/><a:ea typeface=""/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    fonts = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr>'
    body = f"<w:p><w:r>{fonts}<w:t>用“Word”写</w:t></w:r></w:p>"
    assert read_docx(docx(body, theme=theme)).count().words == 5


@pytest.mark.parametrize(
    ("fonts", "words"),
    [
        ('w:hint="default" w:ascii="Times New Roman"', 5),
        ('w:hint="default"', 4),
        ('w:ascii="Times New Roman"', 4),
    ],
)
def test_a_latin_dash_is_a_word_only_where_the_run_says_so(fonts: str, words: int) -> None:
    body = f"<w:p><w:r><w:rPr><w:rFonts {fonts}/></w:rPr><w:t>研发——应用</w:t></w:r></w:p>"
    assert read_docx(docx(body)).count().words == words
