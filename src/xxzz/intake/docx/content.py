"""A Word document as blocks to print again: paragraphs with their numbers, pictures, tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from xxzz.intake.docx.blocks import (
    PLAIN,
    Block,
    Content,
    Emphasis,
    Paragraph,
    Picture,
    Pictures,
    Piece,
    Table,
)
from xxzz.intake.docx.numbering import Numbering
from xxzz.intake.docx.pictures import PictureReader, floats
from xxzz.intake.docx.tables import TableBuilder
from xxzz.intake.docx.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

BOXED: Final = "文本框里的{}个字"
FORMULAS: Final = "{}处公式"
NOTES: Final = "{}处脚注、尾注"
FILES: Final = "{}处嵌入的文件"
NUMBERS: Final = "{}处自动编号（写法认不出来）"
WIDE: Final = "{}张表格的格线（列太多）"
LOOKS: Final = "{}处表格、图片、编号（文件的结构不合规范）"

_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://purl.oclc.org/ooxml/officeDocument/math}oMath",
)
_ALIGNED = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"}
_GONE_MARKS = ("del", "moveFrom", "vanish")


def read_content(document: Document) -> Content:
    """Return what a document shows, and what of it can't be printed again."""
    walk = _ContentWalk(document)
    lost = walk.lost + walk.reader.lost
    lost[BOXED] += walk.boxed
    lost[NUMBERS] += walk.numbering.unknown
    lines = ["".join(run.text for run in runs) for runs in walk.paragraphs]
    blocks = tuple(walk.blocks)
    if _bare(_texts(blocks)) != _bare(lines):
        # rather the text without its looks than one that lacks a word
        lost[LOOKS] += 1
        blocks = tuple(Paragraph((Piece(line),)) for line in lines)
    told = tuple(said.format(number) for said, number in lost.items() if number)
    return Content(blocks, told, "\n".join(lines))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (piece.text for piece in block.pieces if isinstance(piece, Piece))
        elif isinstance(block, Table):
            yield from _texts(inner for row in block.rows for c in row.cells for inner in c.blocks)


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


class _Open:
    """A paragraph while it is read.

    A picture at its beginning or end, and one that floats, stands for itself; others stand within
    a sentence.
    """

    def __init__(self, element: Element, w: str) -> None:
        self.properties = element.find(f"{w}pPr")
        self.pieces: list[Piece | Picture] = []
        self.floating: list[Picture] = []

    def take(self, text: str, look: Emphasis) -> None:
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Piece) and last.look == look:
            self.pieces[-1] = Piece(last.text + text, look)
        else:
            self.pieces.append(Piece(text, look))

    def add(self, pictures: list[Picture], *, floats: bool) -> None:
        (self.floating if floats else self.pieces).extend(pictures)

    def parts(self) -> tuple[list[Picture], list[Piece | Picture], list[Picture]]:
        """Return the pictures before the text, the text, and those behind it."""
        at = [n for n, one in enumerate(self.pieces) if isinstance(one, Piece) and one.text.strip()]
        if not at:
            texts = [one for one in self.pieces if isinstance(one, Piece)]
            return [], list(texts), [*_pictures(self.pieces), *self.floating]
        before, behind = self.pieces[: at[0]], self.pieces[at[-1] + 1 :]
        blanks = (one for one in before if isinstance(one, Piece))
        text = [*blanks, *self.pieces[at[0] : at[-1] + 1]]
        return _pictures(before), text, [*_pictures(behind), *self.floating]


def _pictures(pieces: Iterable[Piece | Picture]) -> list[Picture]:
    return [one for one in pieces if isinstance(one, Picture)]


class _ContentWalk(Walk):
    """The walk that counts, keeping what it passes: the same text in both."""

    def __init__(self, document: Document) -> None:
        self.lost: Counter[str] = Counter()
        self.blocks: list[Block] = []
        self.reader = PictureReader(document)
        self.numbering = Numbering(document)
        self._targets = [self.blocks]
        self._tables: list[TableBuilder] = []
        self._open: list[_Open] = []
        self._emphasis: list[Emphasis] = []
        super().__init__(document, document.body)

    def _starts(self) -> dict[str, Callable[[Element], bool]]:
        w = self._w
        counted = {f"{w}footnoteReference": NOTES, f"{w}endnoteReference": NOTES}
        counted |= dict.fromkeys(_MATH, FORMULAS)
        return {
            **super()._starts(),
            f"{w}tbl": self._open_table,
            f"{w}tc": self._open_cell,
            **{tag: self._counter(said) for tag, said in counted.items()},
        }

    def _ends(self) -> dict[str, Callable[[Element], None]]:
        w = self._w
        return {
            **super()._ends(),
            f"{w}tbl": self._close_table,
            f"{w}tc": self._close_cell,
            f"{w}tr": self._close_row,
        }

    def _counter(self, said: str) -> Callable[[Element], bool]:
        def count(_: Element) -> bool:
            self.lost[said] += self.is_visible()
            return False

        return count

    def _open_paragraph(self, element: Element) -> bool:
        self._open.append(_Open(element, self._w))
        return super()._open_paragraph(element)

    def _close_paragraph(self, element: Element) -> None:
        super()._close_paragraph(element)
        one = self._open.pop()
        if not self._is_gone(one):
            self._targets[-1] += self._blocks_of(one)

    def _is_gone(self, one: _Open) -> bool:
        """Tell whether nobody sees a paragraph, not even an empty line with a number."""
        if one.pieces or one.floating:
            return False
        mark = None if one.properties is None else one.properties.find(f"{self._w}rPr")
        signs = () if mark is None else (mark.find(f"{self._w}{name}") for name in _GONE_MARKS)
        return not self.is_visible() or any(sign is not None for sign in signs)

    def _blocks_of(self, one: _Open) -> Iterator[Block]:
        number = self.numbering.next(one.properties)
        before, pieces, behind = one.parts()
        if before:
            yield Pictures(tuple(before))
        if pieces or number or not (before or behind):
            yield Paragraph(tuple(pieces), number, self._align(one.properties))
        if behind:
            yield Pictures(tuple(behind))

    def _align(self, properties: Element | None) -> str:
        said = None if properties is None else properties.find(f"{self._w}jc")
        return "" if said is None else _ALIGNED.get(said.get(f"{self._w}val", ""), "")

    def _open_run(self, element: Element) -> bool:
        self._emphasis.append(self._styles.emphases.of(element.find(f"{self._w}rPr")))
        return super()._open_run(element)

    def _close_run(self, element: Element) -> None:
        super()._close_run(element)
        self._emphasis.pop()

    def _take(self, text: str) -> None:
        # on blanks, nothing is seen but a line below or through them
        look = self._emphasis[-1]
        look = look if text.strip() or look.underlined or look.struck else PLAIN
        if self._open:
            self._open[-1].take(text, look)
        else:
            self._targets[-1].append(Paragraph((Piece(text, look),)))

    def _drawing(self, element: Element) -> bool:
        if self.is_visible():
            found = self.reader.read(element)
            if self._open:
                self._open[-1].add(found, floats=floats(element))
            elif found:
                self._targets[-1].append(Pictures(tuple(found)))
        return super()._drawing(element)

    def _foreign(self, element: Element) -> bool:
        self.lost[FILES] += 1
        return super()._foreign(element)

    def _open_table(self, element: Element) -> bool:
        self._tables.append(TableBuilder(element, self._w))
        return False

    def _close_table(self, _: Element) -> None:
        table = self._tables.pop()
        made = table.made(self._styles.paragraphs)
        if made:
            self._targets[-1].append(made)
        elif table.rows:
            self.lost[WIDE] += 1
            self._targets[-1] += table.content()

    def _row(self, element: Element) -> bool:
        if self._tables:
            self._tables[-1].open_row()
        return super()._row(element)

    def _close_row(self, element: Element) -> None:
        gone = not self.is_visible()
        self._unsilence(element)
        if self._tables:
            self._tables[-1].close_row(element, gone=gone)

    def _open_cell(self, element: Element) -> bool:
        content = self._tables[-1].open_cell(element) if self._tables else None
        if content is not None:
            self._targets.append(content)
        return False

    def _close_cell(self, element: Element) -> None:
        if self._tables and self._tables[-1].close_cell(element):
            self._targets.pop()
