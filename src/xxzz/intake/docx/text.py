"""The text of a Word document that counts towards 字数."""

from __future__ import annotations

from dataclasses import dataclass

from xxzz.intake.docx.emphasis import EMPHATIC
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.package import Document, open_document
from xxzz.intake.docx.walk import Walk
from xxzz.text.count import Count, Run, count_runs

__all__ = ["DocumentUnreadable", "DocxText", "open_document", "read_docx"]

_LAYOUT_TAGS = (
    *("tbl", "drawing", "pict", "object", "numPr", "altChunk"),
    *("footnoteReference", "endnoteReference"),
    *("instrText", "subDoc", "cellDel"),
    *EMPHATIC,
)
_NOT_LEFT = ("center", "right", "end")


@dataclass(frozen=True, slots=True)
class DocxText:
    """The text of a document's body, and what else the body holds.

    `boxed` counts the characters in text boxes, `pictures` the pictures, shapes and embedded
    objects without text. `foreign` tells whether a part of the text is a file of another format,
    such as HTML (`w:altChunk`), which is not read.
    """

    paragraphs: tuple[tuple[Run, ...], ...]
    boxed: int = 0
    pictures: int = 0
    foreign: bool = False

    @property
    def text(self) -> str:
        """The text, a line per paragraph."""
        return "\n".join("".join(run.text for run in runs) for runs in self.paragraphs)

    def count(self) -> Count:
        """Count the text as Word does."""
        return count_runs(self.paragraphs)


def read_docx(data: bytes) -> DocxText:
    """Read the text of a Word document from its bytes; raises `DocumentUnreadable`."""
    return read_text(open_document(data))


def read_text(document: Document) -> DocxText:
    """Read the text of an opened document."""
    walk = Walk(document, document.body)
    paragraphs = tuple(tuple(runs) for runs in walk.paragraphs)
    return DocxText(paragraphs, walk.boxed, walk.pictures, walk.foreign)


def may_have_layout(document: Document) -> bool:
    """Tell, without a walk, whether a document may hold more than plain paragraphs."""
    w = document.w
    tags = {f"{w}{name}" for name in _LAYOUT_TAGS}
    return document.styles.numbered or any(
        one.tag in tags
        or (one.tag == f"{w}jc" and one.get(f"{w}val") in _NOT_LEFT)
        or one.tag.endswith("}oMath")
        for one in document.body.iter()
    )
