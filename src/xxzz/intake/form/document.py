"""A Word document as blocks, with what forms are filled in with made plain text first.

Content controls, text boxes and ticked boxes are where people answer, and a walk that counts a
story's 字数 rightly passes over some of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from xxzz.intake.docx.walk import XML_SPACE, Walk
from xxzz.intake.form.symbols import TICKED, UNTICKED, write_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from xxzz.intake.docx.package import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NEED_A_WALK = (
    *("del", "moveFrom", "vanish", "fldChar", "ruby", "drawing", "pict", "object"),
    *("sym", "tab", "ptab", "cr", "noBreakHyphen", "tr"),
)
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of the body."""

    element: _Element
    is_table: bool


def prepare(document: Document) -> list[str]:
    """Make plain text of what people fill forms in with; returns what they struck out in tables.

    Placeholders become nothing, check boxes and drop-downs what they show, signs of symbol fonts
    the characters that look the same, text boxes in tables text. What is struck out goes.
    """
    struck = _drop_struck(document)
    _empty_placeholders(document)
    _write_ticks(document)
    _write_choices(document)
    write_symbols(document)
    _open_text_boxes(document)
    return struck


def blocks(document: Document) -> Iterator[Block]:
    """Yield the paragraphs and tables of the body, also those in content controls."""
    w = document.w
    for element in children(document.body, w, f"{w}p", f"{w}tbl"):
        yield Block(element, element.tag == f"{w}tbl")


def children(parent: _Element, w: str, *tags: str) -> Iterator[_Element]:
    """Yield the children with these tags, looking into content controls and the like."""
    wrappers = _wrappers(w)
    for element in parent:
        if element.tag in tags:
            yield element
        elif element.tag in wrappers:
            yield from children(element, w, *tags)


def text_of(document: Document, element: _Element) -> str:
    """Return the text of a paragraph or table, a line per paragraph."""
    w = document.w
    others = needs_walk(w)
    if document.styles.hide_text or next(element.iter(*others), None) is not None:
        paragraphs = Walk(document, element).paragraphs
        return "\n".join("".join(run.text for run in runs) for runs in paragraphs)
    # nothing here needs the walk, which takes ten times as long
    parts = element.iter(f"{w}p", f"{w}t", f"{w}br")
    text = "".join(plain_text(part) if part.tag == f"{w}t" else "\n" for part in parts)
    return text.removeprefix("\n")


def plain_text(element: _Element) -> str:
    """Return what stands in a `w:t`: Word drops blanks at its ends unless told to keep them."""
    text = element.text or ""
    return text if element.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")


@lru_cache
def needs_walk(w: str) -> frozenset[str]:
    """Return the tags of all that makes more of a text than paragraphs, texts and line breaks."""
    return frozenset((*(f"{w}{name}" for name in _NEED_A_WALK), f"{_MC}AlternateContent"))


@lru_cache
def _wrappers(w: str) -> frozenset[str]:
    return frozenset(f"{w}{name}" for name in _WRAPPERS)


def _empty_placeholders(document: Document) -> None:
    w = document.w
    for mark in list(document.body.iter(f"{w}showingPlcHdr")):
        control = next(mark.iterancestors(f"{w}sdt"), None)
        if control is not None and mark.get(f"{w}val", "1") not in _OFF:
            for text in control.iter(f"{w}t"):
                text.text = ""


def _write_ticks(document: Document) -> None:
    w = document.w
    for checked in list(document.body.iter(f"{_W14}checked")):
        control = next(checked.iterancestors(f"{w}sdt"), None)
        shown = None if control is None else next(control.iter(f"{w}t", f"{w}sym"), None)
        if shown is not None:
            # the sign that is shown may be any
            shown.tag = f"{w}t"
            shown.text = UNTICKED if checked.get(f"{_W14}val", "1") in _OFF else TICKED
    for box in list(document.body.iter(f"{w}checkBox")):
        state = box.find(f"{w}checked")
        state = box.find(f"{w}default") if state is None else state
        ticked = state is not None and state.get(f"{w}val", "1") not in _OFF
        run = next(box.iterancestors(f"{w}r"), None)
        if run is not None:
            sign = etree.Element(f"{w}r")
            etree.SubElement(sign, f"{w}t").text = TICKED if ticked else UNTICKED
            run.addprevious(sign)


def _write_choices(document: Document) -> None:
    """Write what a legacy drop-down shows, which is no text of the document."""
    w = document.w
    for choices in list(document.body.iter(f"{w}ddList")):
        entries = [one.get(f"{w}val", "") for one in choices.iter(f"{w}listEntry")]
        chosen = choices.find(f"{w}result")
        chosen = choices.find(f"{w}default") if chosen is None else chosen
        at = "0" if chosen is None else chosen.get(f"{w}val", "0")
        run = next(choices.iterancestors(f"{w}r"), None)
        if run is not None and at.isascii() and at.isdigit() and int(at) < len(entries):
            shown = etree.Element(f"{w}r")
            etree.SubElement(shown, f"{w}t").text = entries[int(at)]
            run.addprevious(shown)


def _drop_struck(document: Document) -> list[str]:
    """Take out of tables the text that is struck through; returns the texts."""
    w = document.w
    struck: list[str] = []
    for mark in list(document.body.iter(f"{w}strike", f"{w}dstrike")):
        properties = mark.getparent()
        run = None if properties is None else properties.getparent()
        if run is None or run.tag != f"{w}r" or mark.get(f"{w}val", "1") in _OFF:
            continue
        texts = list(run.iter(f"{w}t"))
        text = "".join(one.text or "" for one in texts)
        if text and next(run.iterancestors(f"{w}tbl"), None) is not None:
            struck.append(text.strip())
            for one in texts:
                one.text = ""
    return [text for text in struck if text]


def _open_text_boxes(document: Document) -> None:
    """Put what stands in text boxes behind their paragraphs: above and in tables, and tables.

    Those in the text behind stay: Word does not count them, so a story must not either.
    """
    w = document.w
    boxes_and_tables = document.body.iter(f"{w}txbxContent", f"{w}tbl")
    above = set(takewhile(lambda one: one.tag != f"{w}tbl", boxes_and_tables))
    for box in list(document.body.iter(f"{w}txbxContent")):
        if next(box.iterancestors(f"{_MC}Fallback"), None) is not None:
            continue
        anchor = next(box.iterancestors(f"{w}p"), None)
        in_cell = next(box.iterancestors(f"{w}tc"), None) is not None
        is_form = in_cell or box in above or box.find(f".//{w}tbl") is not None
        if anchor is not None and is_form:
            for element in reversed(list(box)):
                anchor.addnext(element)
