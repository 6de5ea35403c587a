"""Boxes and ticks of symbol fonts and fields, as the characters that look the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from xxzz.intake.docx.package import Document

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
    r"^\s*eq\b.*\\o.*\(\s*(?P<one>[^,，()\\]+)\s*[,，]\s*(?P<other>[^,，()\\]+)\s*\)\s*$",
    re.IGNORECASE,
)
_BOXES, _TICKS = "□☐○◯", "√✓✔×✗☑"
_LOW_BYTE = 0xFF


def write_symbols(document: Document) -> None:
    """Replace signs of symbol fonts, and fields that lay a tick over a box."""
    w = document.w
    for symbol in list(document.body.iter(f"{w}sym")):
        sign = _sign(symbol.get(f"{w}font", ""), symbol.get(f"{w}char", ""))
        if sign:
            symbol.tag = f"{w}t"
            symbol.text = sign
    for fonts in list(document.body.iter(f"{w}rFonts")):
        signs = _FONTS.get(fonts.get(f"{w}ascii", "").lower())
        properties = fonts.getparent()
        run = None if properties is None else properties.getparent()
        if signs and run is not None and run.tag == f"{w}r":
            for text in run.iter(f"{w}t"):
                text.text = "".join(signs.get(ord(c) & _LOW_BYTE, c) for c in text.text or "")
    for code in list(document.body.iter(f"{w}instrText")):
        _write_overstrike(code, w)


def _sign(font: str, char: str) -> str:
    signs = _FONTS.get(font.lower())
    if signs is None or not _CODE.fullmatch(char):
        return ""
    return signs.get(int(char, 16) & _LOW_BYTE, "")


def _write_overstrike(code: _Element, w: str) -> None:
    match = _OVERSTRIKE.match(code.text or "")
    run = next(code.iterancestors(f"{w}r"), None)
    if match is None or run is None:
        return
    both = {match["one"].strip(), match["other"].strip()}
    if any(sign in _BOXES for sign in both) and any(sign in _TICKS for sign in both):
        # before the field: what stands within its code is no text
        begin = run
        while (before := begin.getprevious()) is not None:
            begin = before
            mark = begin.find(f"{w}fldChar")
            if mark is not None and mark.get(f"{w}fldCharType") == "begin":
                break
        sign = etree.Element(f"{w}r")
        etree.SubElement(sign, f"{w}t").text = TICKED
        begin.addprevious(sign)
