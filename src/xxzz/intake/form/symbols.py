"""Replaces boxes and ticks of symbol fonts and EQ fields by Unicode characters that look alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.docx.symbol_fonts import TICKED, UNTICKED, as_shown, symbol_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.xml.parents import Parents

_OVERSTRIKE = re.compile(
    r"^\s*eq\b.*\\o.*\(\s*(?P<one>[^,，()\\]*)\s*[,，]\s*(?P<other>[^,，()\\]*)\s*\)\s*$",
    re.IGNORECASE,
)
_BOXES, _TICKS = "□☐○◯", "√✓✔×✗☑"


def write_symbols(found: Mapping[str, Sequence[Element]], parents: Parents, w: str) -> None:
    """Replace the signs of symbol fonts, and EQ fields that draw a tick over a box.

    `found` has the document's elements by tag: `w:sym`, `w:rFonts` with a symbol font, and
    `w:instrText`.
    """
    for symbol in found.get(f"{w}sym", ()):
        if sign := symbol_shown(symbol.get(f"{w}font", ""), symbol.get(f"{w}char", "")):
            symbol.tag = f"{w}t"
            symbol.text = sign
    for fonts in found.get(f"{w}rFonts", ()):
        properties = parents.of(fonts)
        run = None if properties is None else parents.of(properties)
        if run is not None and run.tag == f"{w}r":
            for text in run.iter(f"{w}t"):
                text.text = as_shown(fonts.get(f"{w}ascii", ""), text.text or "")
    _write_boxes_of_fields(found.get(f"{w}instrText", ()), parents, w)


def _write_boxes_of_fields(texts: Sequence[Element], parents: Parents, w: str) -> None:
    codes: dict[Element, list[str]] = {}
    for code in texts:
        run = parents.nearest(code, f"{w}r")
        if run is not None:
            codes.setdefault(_begin_of_field(run, parents, w), []).append(code.text or "")
    before: dict[Element, list[Element]] = {}
    for begin, parts in codes.items():
        if sign := _box_of_field("".join(parts)):
            sign_run = ET.Element(f"{w}r")
            ET.SubElement(sign_run, f"{w}t").text = sign
            before[begin] = [sign_run]
    parents.insert(before, {})


def _box_of_field(code: str) -> str:
    """Return the box that an EQ field draws by writing signs over each other, if it draws one."""
    match = _OVERSTRIKE.match(code)
    both = "" if match is None else f"{match['one']}{match['other']}"
    if not any(sign in _BOXES for sign in both):
        return ""
    return TICKED if any(sign in _TICKS for sign in both) else UNTICKED * (len(both.strip()) == 1)


def _begin_of_field(run: Element, parents: Parents, w: str) -> Element:
    """Return the run that begins a code's field; text between the two would be ignored."""
    beside = parents.of(run)
    if beside is None:
        return run
    runs = list(beside)
    for one in reversed(runs[: runs.index(run)]):
        mark = one.find(f"{w}fldChar")
        if mark is not None and mark.get(f"{w}fldCharType") == "begin":
            return one
    return run
