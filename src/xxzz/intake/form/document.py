"""A Word document as blocks, with what forms are filled in with made plain text first.

Content controls, text boxes and ticked boxes are where people answer, and a walk that counts a
story's 字数 rightly passes over some of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.docx.walk import XML_SPACE, Walk
from xxzz.intake.form.symbols import TICKED, UNTICKED, is_symbol_font, write_symbols
from xxzz.intake.form.unseen import Unseen, find_unseen
from xxzz.xml.parents import Parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NEED_A_WALK = (
    *("del", "moveFrom", "vanish", "fldChar", "ruby", "drawing", "pict", "object"),
    *("sym", "tab", "ptab", "cr", "noBreakHyphen", "tr"),
)
_PREPARED = (
    *("showingPlcHdr", "checkBox", "ddList", "txbxContent"),
    *("strike", "dstrike", "color", "sym", "instrText"),
)
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of the body."""

    element: Element
    is_table: bool


def prepare(document: Document) -> Unseen:
    """Make plain text of what people fill forms in with; returns what nobody reads of it.

    Placeholders become nothing, check boxes and drop-downs what they show, signs of symbol fonts
    the characters that look the same, text boxes in tables text. What is struck out goes, and
    what is white on white.
    """
    w = document.w
    found: dict[str, list[Element]] = {tag: [] for tag in _prepared(w)}
    fonts, ascii_font = f"{w}rFonts", f"{w}ascii"
    for element in document.body.iter():
        if element.tag in found:
            found[element.tag].append(element)
        elif element.tag == fonts and is_symbol_font(element.get(ascii_font, "")):
            found.setdefault(fonts, []).append(element)
    markings = document.styles.markings
    colors = found.pop(f"{w}color")
    pale = any(map(markings.is_pale, colors))
    if not (pale or markings.any or any(found.values())):
        return Unseen()
    parents = Parents(document.body)
    struck = pale or markings.any or found[f"{w}strike"] or found[f"{w}dstrike"]
    unseen = find_unseen(document, parents) if struck else Unseen()
    _empty_placeholders(found[f"{w}showingPlcHdr"], parents, w)
    _write_shown_ticks(found[f"{_W14}checked"], parents, w)
    _write_ticks(found[f"{w}checkBox"], parents, w)
    _write_choices(found[f"{w}ddList"], parents, w)
    write_symbols(found, parents, w)
    _open_text_boxes(document.body, parents, w)
    return unseen


def blocks(document: Document) -> Iterator[Block]:
    """Yield the paragraphs and tables of the body, also those in content controls."""
    w = document.w
    for element in children(document.body, w, f"{w}p", f"{w}tbl"):
        yield Block(element, element.tag == f"{w}tbl")


def children(parent: Element, w: str, *tags: str) -> Iterator[Element]:
    """Yield the children with these tags, looking into content controls and the like."""
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
    # nothing here needs the walk, which takes ten times as long
    breaks = (f"{w}p", f"{w}br")
    text = "".join(
        plain_text(part) if part.tag == f"{w}t" else "\n" * (part.tag in breaks)
        for part in element.iter()
    )
    return text.removeprefix("\n")


def plain_text(element: Element) -> str:
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


@lru_cache
def _prepared(w: str) -> tuple[str, ...]:
    """Return the tags of what is not text yet."""
    return (f"{_W14}checked", *(f"{w}{name}" for name in _PREPARED))


def _empty_placeholders(marks: Iterable[Element], parents: Parents, w: str) -> None:
    for mark in marks:
        control = parents.nearest(mark, f"{w}sdt")
        if control is not None and mark.get(f"{w}val", "1") not in _OFF:
            for text in control.iter(f"{w}t"):
                text.text = ""


def _write_shown_ticks(marks: Iterable[Element], parents: Parents, w: str) -> None:
    for checked in marks:
        control = parents.nearest(checked, f"{w}sdt")
        signs = () if control is None else control.iter()
        shown = next((one for one in signs if one.tag in (f"{w}t", f"{w}sym")), None)
        if shown is not None:
            # the sign that is shown may be any
            shown.tag = f"{w}t"
            shown.text = UNTICKED if checked.get(f"{_W14}val", "1") in _OFF else TICKED


def _write_ticks(boxes: Iterable[Element], parents: Parents, w: str) -> None:
    """Put a sign before the run of each old form field's box."""
    before: dict[Element, list[Element]] = {}
    for box in boxes:
        state = box.find(f"{w}checked")
        state = box.find(f"{w}default") if state is None else state
        ticked = state is not None and state.get(f"{w}val", "1") not in _OFF
        run = parents.nearest(box, f"{w}r")
        if run is not None:
            sign = ET.Element(f"{w}r")
            ET.SubElement(sign, f"{w}t").text = TICKED if ticked else UNTICKED
            before.setdefault(run, []).append(sign)
    parents.insert(before, {})


def _write_choices(lists: Iterable[Element], parents: Parents, w: str) -> None:
    """Write what a legacy drop-down shows, which is no text of the document."""
    before: dict[Element, list[Element]] = {}
    for choices in lists:
        entries = [one.get(f"{w}val", "") for one in choices.iter(f"{w}listEntry")]
        chosen = choices.find(f"{w}result")
        chosen = choices.find(f"{w}default") if chosen is None else chosen
        at = "0" if chosen is None else chosen.get(f"{w}val", "0")
        run = parents.nearest(choices, f"{w}r")
        if run is not None and at.isascii() and at.isdigit() and int(at) < len(entries):
            shown = ET.Element(f"{w}r")
            ET.SubElement(shown, f"{w}t").text = entries[int(at)]
            before.setdefault(run, []).append(shown)
    parents.insert(before, {})


def _open_text_boxes(body: Element, parents: Parents, w: str) -> None:
    """Put what stands in text boxes behind their paragraphs: above and in tables, and tables.

    Those in the text behind stay: Word does not count them, so a story must not either.
    """
    after: dict[Element, list[Element]] = {}
    opened: list[Element] = []
    above = True
    for box in body.iter():
        above &= box.tag != f"{w}tbl"
        if box.tag != f"{w}txbxContent" or parents.nearest(box, f"{_MC}Fallback") is not None:
            continue
        anchor = parents.nearest(box, f"{w}p")
        in_cell = parents.nearest(box, f"{w}tc") is not None
        is_form = in_cell or above or box.find(f".//{w}tbl") is not None
        if anchor is not None and is_form:
            after[anchor] = [*box, *after.get(anchor, ())]
            opened.append(box)
    for box in opened:
        box[:] = []
    parents.insert({}, after)
