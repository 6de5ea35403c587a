"""Writes the answers in a form's controls as plain text, before its tables are read.

People answer in content controls, check boxes, drop-downs and text boxes, most of which do not
count towards 字数, so that the walk over a document skips them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.docx.style_sheet import is_on
from xxzz.intake.docx.symbol_fonts import TICKED, UNTICKED, is_symbol_font
from xxzz.intake.form.numbers import write_numbers
from xxzz.intake.form.symbols import write_symbols
from xxzz.intake.form.unseen import Unseen, remove_unseen
from xxzz.xml.parents import Parents

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NOTE_MARK = re.compile(r"\s*(?:[①-⑳*＊※]+|[\[［(（]注?[0-9]{0,2}[\]］)）]|注[0-9]{0,2})\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONTROLS = (
    *("showingPlcHdr", "checkBox", "ddList", "txbxContent"),
    *("strike", "dstrike", "color", "sym", "instrText", "vertAlign", "numPr"),
)


def prepare(document: Document) -> Unseen:
    """Write the answers in a document's controls into its text; returns the text that was removed.

    Placeholders are emptied. Check boxes and drop-downs become the text that they show, signs of
    symbol fonts and raised digits the Unicode characters that look the same, text boxes in or above
    tables their text. Automatic numbers are written. Text that is struck out or white on white is
    removed, and so are the marks of notes.
    """
    w = document.w
    found: dict[str, list[Element]] = {tag: [] for tag in _control_tags(w)}
    fonts, ascii_font = f"{w}rFonts", f"{w}ascii"
    for element in document.body.iter():
        if element.tag in found:
            found[element.tag].append(element)
        elif element.tag == fonts and is_symbol_font(element.get(ascii_font, "")):
            found.setdefault(fonts, []).append(element)
    markings = document.styles.markings
    colors = found.pop(f"{w}color")
    pale = any(map(markings.is_pale, colors))
    if not (pale or markings.any or document.styles.numbered or any(found.values())):
        return Unseen()
    parents = Parents(document.body)
    is_marked = pale or markings.any or found[f"{w}strike"] or found[f"{w}dstrike"]
    unseen = remove_unseen(document, parents) if is_marked else Unseen()
    _empty_placeholders(found[f"{w}showingPlcHdr"], parents, w)
    _write_content_control_ticks(found[f"{_W14}checked"], parents, w)
    _write_form_field_ticks(found[f"{w}checkBox"], parents, w)
    _write_choices(found[f"{w}ddList"], parents, w)
    write_symbols(found, parents, w)
    _write_raised(found[f"{w}vertAlign"], parents, w)
    if found[f"{w}numPr"] or document.styles.numbered:
        unseen.numbers = write_numbers(document)
    _open_text_boxes(document.body, parents, w)
    return unseen


@lru_cache
def _control_tags(w: str) -> tuple[str, ...]:
    """Return the tags of the elements that `prepare` looks for."""
    return (f"{_W14}checked", *(f"{w}{name}" for name in _CONTROLS))


def _empty_placeholders(marks: Iterable[Element], parents: Parents, w: str) -> None:
    for mark in marks:
        control = parents.nearest(mark, f"{w}sdt")
        if control is not None and is_on(mark.get(f"{w}val", "1")):
            for text in control.iter(f"{w}t"):
                text.text = ""


def _write_content_control_ticks(marks: Iterable[Element], parents: Parents, w: str) -> None:
    for checked in marks:
        control = parents.nearest(checked, f"{w}sdt")
        signs = () if control is None else control.iter()
        shown = next((one for one in signs if one.tag in (f"{w}t", f"{w}sym")), None)
        if shown is not None:
            # written anew, since an office can choose any character for the two states
            shown.tag = f"{w}t"
            shown.text = TICKED if is_on(checked.get(f"{_W14}val", "1")) else UNTICKED


def _write_form_field_ticks(boxes: Iterable[Element], parents: Parents, w: str) -> None:
    """Put a sign before the run of each legacy check box (`w:ffData`)."""
    before: dict[Element, list[Element]] = {}
    for box in boxes:
        state = box.find(f"{w}checked")
        state = box.find(f"{w}default") if state is None else state
        ticked = state is not None and is_on(state.get(f"{w}val", "1"))
        run = parents.nearest(box, f"{w}r")
        if run is not None:
            sign = ET.Element(f"{w}r")
            ET.SubElement(sign, f"{w}t").text = TICKED if ticked else UNTICKED
            before.setdefault(run, []).append(sign)
    parents.insert(before, {})


def _write_choices(lists: Iterable[Element], parents: Parents, w: str) -> None:
    """Write the chosen entry of each legacy drop-down, which is not part of the text."""
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


def _write_raised(marks: Iterable[Element], parents: Parents, w: str) -> None:
    """Write raised digits as such (m²), and empty what refers to a note: ①, [1], *."""
    for mark in marks:
        properties = parents.of(mark)
        run = None if properties is None else parents.of(properties)
        if run is None or run.tag != f"{w}r" or mark.get(f"{w}val") != "superscript":
            continue
        for text in run.iter(f"{w}t"):
            raised = text.text or ""
            text.text = "" if _NOTE_MARK.fullmatch(raised) else raised.translate(_RAISED)


def _open_text_boxes(body: Element, parents: Parents, w: str) -> None:
    """Move the content of a form's text boxes behind the paragraphs that they are anchored in.

    A form's text boxes are those above the first table, in a cell, or with a table inside. Others
    stay, since the text behind a form may be a story, and text boxes don't count towards 字数.
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
