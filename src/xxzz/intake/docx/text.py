"""The text of a Word document, as 字数 counts it."""

from __future__ import annotations

from dataclasses import dataclass

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.package import open_document
from xxzz.intake.docx.walk import Walk
from xxzz.text.count import Count, Run, count_runs

__all__ = ["DocumentUnreadable", "DocxText", "open_document", "read_docx"]


@dataclass(frozen=True, slots=True)
class DocxText:
    """The body's text, and what else stands in the body that is not text of it.

    `boxed` counts the characters in text boxes, `pictures` the pictures, shapes and embedded
    objects without text, `tables` the tables, `numbered` the paragraphs that Word numbers;
    `foreign` is true where a web page or the like stands for text.
    """

    paragraphs: tuple[tuple[Run, ...], ...]
    boxed: int = 0
    pictures: int = 0
    foreign: bool = False
    tables: int = 0
    numbered: int = 0

    @property
    def text(self) -> str:
        """The text, a line per paragraph."""
        return "\n".join("".join(run.text for run in runs) for runs in self.paragraphs)

    def count(self) -> Count:
        """Count the text as Word does."""
        return count_runs(self.paragraphs)


def read_docx(data: bytes) -> DocxText:
    """Read a Word document from its bytes; raises `DocumentUnreadable`."""
    document = open_document(data)
    walk = Walk(document, document.body)
    paragraphs = tuple(tuple(runs) for runs in walk.paragraphs)
    w = document.w
    tables = sum(1 for _ in document.body.iter(f"{w}tbl"))
    numbers = (one.get(f"{w}val", "0") for one in document.body.iterfind(f".//{w}numPr/{w}numId"))
    numbered = sum(number != "0" for number in numbers)
    return DocxText(paragraphs, walk.boxed, walk.pictures, walk.foreign, tables, numbered)
