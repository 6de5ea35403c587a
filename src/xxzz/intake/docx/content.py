"""A Word document as blocks that can be printed again, and what of it can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xxzz.intake.docx.blocks import Block, Content, Paragraph, Span, Table
from xxzz.intake.docx.content_walk import ContentWalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_TEXT_BOXES: Final = "文本框里的{}个字"
_UNKNOWN_NUMBERS: Final = "{}处自动编号（写法认不出来）"
_NONSTANDARD: Final = "{}处表格、图片、编号（文件的结构不合规范）"


def read_content(document: Document, *roots: Element) -> Content:
    """Return the blocks of a document, with its text and a list of what can't be printed again.

    `roots` are the elements to read, where it is not the whole body.
    """
    walk = ContentWalk(document, *(roots or (document.body,)))
    lost = walk.lost + walk.picture_reader.lost
    lost[_TEXT_BOXES] += walk.boxed
    lost[_UNKNOWN_NUMBERS] += walk.numbering.unknown
    lines = ["".join(run.text for run in runs) for runs in walk.paragraphs]
    blocks = tuple(walk.blocks)
    if _without_blanks(_texts(blocks)) != _without_blanks(lines):
        # plain text is better than a layout from which words are missing
        lost[_NONSTANDARD] += 1
        blocks = tuple(Paragraph((Span(line),)) for line in lines)
    messages = tuple(message.format(count) for message, count in lost.items() if count)
    return Content(blocks, messages, "\n".join(lines))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (span.text for span in block.spans if isinstance(span, Span))
        elif isinstance(block, Table):
            yield from _texts(inner for row in block.rows for c in row.cells for inner in c.blocks)


def _without_blanks(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())
