"""Replaces boxes and ticks of symbol fonts and EQ fields by Unicode characters that look alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from xxzz.xml.parents import Parents

TICKED, UNTICKED = "☑", "□"

_WINGDINGS = {
    **dict.fromkeys((0x6F, 0x70, 0x71, 0x72, 0xA8), UNTICKED),
    **dict.fromkeys((0xA1, 0xA6), "○"),
    0x6E: "■",
    0x6C: "●",
    0xA4: "◉",
    0x78: "☒",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: TICKED,
}
_WINGDINGS_2 = {
    **dict.fromkeys((0x2A, 0x30, 0xA3), UNTICKED),
    **dict.fromkeys((0x99, 0x9A, 0x81), "○"),
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: TICKED,
    0x53: "☒",
    0x54: "☒",
    0x98: "●",
    0xA2: "■",
}
_WEBDINGS = {0x61: "✓", 0x63: UNTICKED, 0x67: "■", 0x6E: "●", 0x72: "✗"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": {0xD6: "√"},
}
_CODE = re.compile("[0-9a-fA-F]{4}")
_OVERSTRIKE = re.compile(
    r"^\s*eq\b.*\\o.*\(\s*(?P<one>[^,，()\\]*)\s*[,，]\s*(?P<other>[^,，()\\]*)\s*\)\s*$",
    re.IGNORECASE,
)
_BOXES, _TICKS = "□☐○◯", "√✓✔×✗☑"
_LOW_BYTE = 0xFF


def is_symbol_font(name: str) -> bool:
    """Tell whether the letters of a font are boxes and ticks."""
    return name.lower() in _FONTS


def write_symbols(found: Mapping[str, Sequence[Element]], parents: Parents, w: str) -> None:
    """Replace the signs of symbol fonts, and EQ fields that draw a tick over a box.

    `found` has the document's elements by tag: `w:sym`, `w:rFonts` with a symbol font, and
    `w:instrText`.
    """
    for symbol in found.get(f"{w}sym", ()):
        sign = _sign(symbol.get(f"{w}font", ""), symbol.get(f"{w}char", ""))
        if sign:
            symbol.tag = f"{w}t"
            symbol.text = sign
    for fonts in found.get(f"{w}rFonts", ()):
        signs = _FONTS[fonts.get(f"{w}ascii", "").lower()]
        properties = parents.of(fonts)
        run = None if properties is None else parents.of(properties)
        if run is not None and run.tag == f"{w}r":
            for text in run.iter(f"{w}t"):
                text.text = "".join(signs.get(ord(c) & _LOW_BYTE, c) for c in text.text or "")
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


def _sign(font: str, char: str) -> str:
    signs = _FONTS.get(font.lower())
    if signs is None or not _CODE.fullmatch(char):
        return ""
    return signs.get(int(char, 16) & _LOW_BYTE, "")


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
