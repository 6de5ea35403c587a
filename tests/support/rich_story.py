"""Stories as Word files with tables, pictures and automatic numbers, written by python-docx."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

if TYPE_CHECKING:
    from docx.document import Document as Opened
    from docx.text.paragraph import Paragraph


class Level(NamedTuple):
    """A level of a list: how it counts, what it writes, where it begins, and more of its XML."""

    style: str
    text: str
    start: int = 1
    more: str = ""


CHINESE = (
    Level("chineseCounting", "%1、"),
    Level("chineseCounting", "（%2）"),
    Level("decimal", "%3."),
    Level("decimalEnclosedCircleChinese", "%4"),
)


def png(width: int = 4, height: int = 3, colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """Make a picture of one colour."""
    row = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def jpeg(width: int, height: int) -> bytes:
    """Make what has a JPEG's head, with the picture's size, and nothing behind it."""
    frame = struct.pack(">BHH", 8, height, width) + b"\x03\x01\x11\0\x02\x11\0\x03\x11\0"
    header = b"\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    frame = b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
    return b"\xff\xd8" + header + frame + b"\xff\xd9"


class StoryWriter:
    """Writes one story."""

    def __init__(self) -> None:
        self.document: Opened = Document()
        self._lists = 100

    def list(
        self, *levels: Level, of: int | None = None, starts: dict[int, int] | None = None
    ) -> int:
        """Define a list, or a further number of one with its own starts; returns the number."""
        numbering = self.document.part.numbering_part.element
        self._lists += 1
        abstract = of or self._lists
        if not of:
            inside = "".join(_level(at, one) for at, one in enumerate(levels))
            head = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
            first = numbering.find(f"{{{numbering.nsmap['w']}}}num")
            first.addprevious(parse_xml(f"{head}{inside}</w:abstractNum>"))
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for at, start in (starts or {}).items()
        )
        link = f'<w:abstractNumId w:val="{abstract}"/>{overrides}'
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self._lists}">{link}</w:num>'))
        return self._lists

    def text(self, text: str, number: int = 0, level: int = 0) -> Paragraph:
        """Add a paragraph, one of a list where a number is given."""
        paragraph = self.document.add_paragraph(text)
        if number:
            properties = paragraph._p.get_or_add_pPr()
            xml = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
            properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{xml}</w:numPr>"))
        return paragraph

    def picture(self, data: bytes, centimetres: float = 4, text: str = "") -> Paragraph:
        """Add a paragraph with a picture of this width, behind a text."""
        paragraph = self.document.add_paragraph(text)
        paragraph.add_run().add_picture(BytesIO(data), width=Cm(centimetres))
        return paragraph

    def bytes(self) -> bytes:
        """Return the file."""
        made = BytesIO()
        self.document.save(made)
        return made.getvalue()


def _level(at: int, one: Level) -> str:
    inside = f'<w:start w:val="{one.start}"/><w:numFmt w:val="{one.style}"/>{one.more}'
    return f'<w:lvl w:ilvl="{at}">{inside}<w:lvlText w:val="{one.text}"/></w:lvl>'


def rich_story() -> bytes:
    """Tell of a street in a story of two pages with all that can be carried."""
    one = StoryWriter()
    numbers = one.list(*CHINESE)
    bullets = one.list(Level("bullet", "\uf0b7"))
    one.text("一张课桌，一条街")
    one.text("样例街道有19个居委会，居民共读一张课桌。" * 6)
    one.text("健全网络", numbers)
    one.text("三级布局", numbers, 1)
    one.text("街道、居委、楼组三级都有学习点，每月活动一次，全年参加的居民有一万余人次。" * 3)
    one.text("学习点的分布", numbers, 1)
    table = one.document.add_table(rows=4, cols=4, style="Table Grid")
    for row, texts in enumerate(
        (
            ("片区", "学习点", "", "备注"),
            ("", "数量", "面积", ""),
            ("东", "12", "800", "含2处新建"),
            ("西", "7", "460", ""),
        )
    ):
        for column, text in enumerate(texts):
            if text:
                table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 3).merge(table.cell(1, 3))
    table.cell(2, 0).paragraphs[0].runs[0].bold = True
    one.text("形成特色", numbers)
    one.text("课桌进楼组", numbers, 1)
    one.text("居民自己选书", numbers, 2)
    one.text("居民自己讲书", numbers, 2)
    one.picture(png(400, 240), 9, "图为居民在楼组里共读。")
    one.text("书目由居民投票", bullets)
    one.text("讲书人轮流当", bullets)
    one.text("取得成效", numbers)
    one.text("三年里街道的读书会由3个增加到41个，居民自办的占八成。" * 6)
    one.picture(png(1200, 500, (30, 90, 180)), 30)
    one.text("徐汇区样例街道")
    return one.bytes()
