"""The paragraphs and tables of a document's body, and their text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.intake.docx.text import DocxText
from xxzz.intake.docx.walk import XML_SPACE, Walk
from xxzz.intake.story.file import Story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NEED_A_WALK = (
    *("del", "moveFrom", "vanish", "fldChar", "ruby", "drawing", "pict", "object"),
    *("sym", "tab", "ptab", "cr", "noBreakHyphen", "tr"),
)
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of the body."""

    element: Element
    is_table: bool


def blocks(document: Document) -> Iterator[Block]:
    """Yield the paragraphs and tables of the body, including those in content controls."""
    w = document.w
    for element in children(document.body, w, f"{w}p", f"{w}tbl"):
        yield Block(element, element.tag == f"{w}tbl")


def children(parent: Element, w: str, *tags: str) -> Iterator[Element]:
    """Yield the children with these tags, including those in content controls and insertions."""
    wrappers = _wrappers(w)
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in wrappers:
            yield from children(element, w, *tags)


def text_of(document: Document, element: Element) -> str:
    """Return the text of a paragraph or table, a line per paragraph."""
    w = document.w
    others = needs_walk(w)
    if document.styles.hide_text or any(part.tag in others for part in element.iter()):
        paragraphs = Walk(document, element).paragraphs
        return "\n".join("".join(run.text for run in runs) for runs in paragraphs)
    # most cells are plain, and the walk takes ten times as long
    breaks = (f"{w}p", f"{w}br")
    text = "".join(
        plain_text(part) if part.tag == f"{w}t" else "\n" * (part.tag in breaks)
        for part in element.iter()
    )
    return text.removeprefix("\n")


def whole_text(document: Document) -> tuple[Story, bool]:
    """Return the text of a document, and whether it has pictures."""
    walk = Walk(document, document.body)
    text = DocxText(tuple(map(tuple, walk.paragraphs)))
    return Story(text.text.strip(), text.count()), walk.pictures > 0


def plain_text(element: Element) -> str:
    """Return the text of a `w:t`, without the blanks at its ends that Word ignores."""
    text = element.text or ""
    return text if element.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")


@lru_cache
def needs_walk(w: str) -> frozenset[str]:
    """Return the tags of the elements that only `Walk` reads correctly."""
    return frozenset((*(f"{w}{name}" for name in _NEED_A_WALK), f"{_MC}AlternateContent"))


@lru_cache
def _wrappers(w: str) -> frozenset[str]:
    return frozenset(f"{w}{name}" for name in _WRAPPERS)
