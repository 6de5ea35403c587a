"""The walk over a document's body that collects its blocks while it counts its text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from xxzz.intake.docx.blocks import PLAIN, Block, Emphasis, Paragraph, Picture, Pictures, Span
from xxzz.intake.docx.numbering import Numbering
from xxzz.intake.docx.open_paragraph import OpenParagraph
from xxzz.intake.docx.pictures import PictureReader, floats
from xxzz.intake.docx.tables import TableBuilder
from xxzz.intake.docx.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_FORMULAS: Final = "{}处公式"
_NOTES: Final = "{}处脚注、尾注"
_EMBEDDED_FILES: Final = "{}处嵌入的文件"
_DRAWN_FIELDS: Final = "{}处由域显示的内容（复选框、下拉列表、带圈的字）"
_WIDE_TABLES: Final = "{}张表格的格线（列太多）"

_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    "{http://purl.oclc.org/ooxml/officeDocument/math}oMath",
)
_DRAWN = re.compile(r"\s*(?:eq|advance|formcheckbox|formdropdown)\b", re.IGNORECASE)
"""The codes of fields that Word draws, so that they have no text."""
_HIDDEN_MARKS = ("del", "moveFrom", "vanish")


class ContentWalk(Walk):
    """Collects paragraphs, pictures and tables in `blocks`.

    It extends the walk that counts 字数, so that what is printed is what was counted. `lost` counts
    what can't be printed, by the Chinese message that says so.
    """

    def __init__(self, document: Document, *roots: Element) -> None:
        self.lost: Counter[str] = Counter()
        self.blocks: list[Block] = []
        self.picture_reader = PictureReader(document)
        self.numbering = Numbering(document)
        self._targets = [self.blocks]
        self._tables: list[TableBuilder] = []
        self._open: list[OpenParagraph] = []
        self._emphasis: list[Emphasis] = []
        self._drop_cap: list[Span | Picture] = []
        super().__init__(document, *roots)

    def _starts(self) -> dict[str, Callable[[Element], bool]]:
        w = self._w
        counted = {f"{w}footnoteReference": _NOTES, f"{w}endnoteReference": _NOTES}
        counted |= dict.fromkeys(_MATH, _FORMULAS) | {f"{w}subDoc": _EMBEDDED_FILES}
        return {
            **super()._starts(),
            f"{w}tbl": self._open_table,
            f"{w}tc": self._open_cell,
            f"{w}instrText": self._field_code,
            **{tag: self._counter(message) for tag, message in counted.items()},
        }

    def _ends(self) -> dict[str, Callable[[Element], None]]:
        w = self._w
        return {
            **super()._ends(),
            f"{w}tbl": self._close_table,
            f"{w}tc": self._close_cell,
            f"{w}tr": self._close_row,
        }

    def _counter(self, message: str) -> Callable[[Element], bool]:
        def count(_: Element) -> bool:
            self.lost[message] += self.is_visible()
            return False

        return count

    def _field_code(self, element: Element) -> bool:
        self.lost[_DRAWN_FIELDS] += bool(_DRAWN.match(element.text or ""))
        return True

    def _open_paragraph(self, element: Element) -> bool:
        self._open.append(OpenParagraph(element, self._w))
        self._open[-1].spans, self._drop_cap = self._drop_cap, []
        return super()._open_paragraph(element)

    def _close_paragraph(self, element: Element) -> None:
        super()._close_paragraph(element)
        paragraph = self._open.pop()
        if self._behind_drop_cap:
            self._drop_cap = paragraph.spans
        elif not self._is_invisible(paragraph):
            self._targets[-1] += self._blocks_of(paragraph)

    def _is_invisible(self, paragraph: OpenParagraph) -> bool:
        """Tell whether a paragraph shows nothing, not even an empty line or a number."""
        if paragraph.spans or paragraph.floating:
            return False
        properties = paragraph.properties
        mark = None if properties is None else properties.find(f"{self._w}rPr")
        signs = () if mark is None else (mark.find(f"{self._w}{name}") for name in _HIDDEN_MARKS)
        return not self.is_visible() or any(sign is not None for sign in signs)

    def _blocks_of(self, paragraph: OpenParagraph) -> Iterator[Block]:
        number = self.numbering.next(paragraph.properties)
        before, spans, behind = paragraph.parts()
        if before:
            yield Pictures(tuple(before))
        if spans or number or not (before or behind):
            alignment = self._styles.paragraphs.alignment(paragraph.properties)
            yield Paragraph(tuple(spans), number, alignment)
        if behind:
            yield Pictures(tuple(behind))

    def _open_run(self, element: Element) -> bool:
        self._emphasis.append(self._styles.emphases.of(element.find(f"{self._w}rPr")))
        return super()._open_run(element)

    def _close_run(self, element: Element) -> None:
        super()._close_run(element)
        self._emphasis.pop()

    def _on_visible_text(self, text: str) -> None:
        # of blanks, only the line below or through them can be seen
        look = self._emphasis[-1]
        look = look if text.strip() or look.underlined or look.struck else PLAIN
        if self._open:
            self._open[-1].add_text(text, look)
        else:
            self._targets[-1].append(Paragraph((Span(text, look),)))

    def _drawing(self, element: Element) -> bool:
        if self.is_visible():
            found = self.picture_reader.read(element)
            if self._open:
                paragraph = self._open[-1]
                (paragraph.floating if floats(element) else paragraph.spans).extend(found)
            elif found:
                self._targets[-1].append(Pictures(tuple(found)))
        return super()._drawing(element)

    def _foreign(self, element: Element) -> bool:
        self.lost[_EMBEDDED_FILES] += 1
        return super()._foreign(element)

    def _open_table(self, element: Element) -> bool:
        self._tables.append(TableBuilder(element, self._w))
        return False

    def _close_table(self, _: Element) -> None:
        builder = self._tables.pop()
        table = builder.build(self._styles.paragraphs)
        if table:
            self._targets[-1].append(table)
        elif builder.rows:
            self.lost[_WIDE_TABLES] += 1
            self._targets[-1] += builder.blocks()

    def _row(self, element: Element) -> bool:
        if self._tables:
            self._tables[-1].open_row()
        return super()._row(element)

    def _close_row(self, element: Element) -> None:
        is_hidden = not self.is_visible()
        self._end_hidden(element)
        if self._tables:
            self._tables[-1].close_row(element, is_hidden=is_hidden)

    def _open_cell(self, element: Element) -> bool:
        blocks = self._tables[-1].open_cell(element) if self._tables else None
        if blocks is not None:
            self._targets.append(blocks)
        return super()._cell(element)

    def _close_cell(self, element: Element) -> None:
        self._end_hidden(element)
        if self._tables and self._tables[-1].close_cell(element):
            self._targets.pop()
