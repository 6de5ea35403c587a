"""Maps the boxes and ticks of symbol fonts (Wingdings) to Unicode characters that look alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

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
_LOW_BYTE = 0xFF


def is_symbol_font(name: str) -> bool:
    """Tell whether the letters of a font are boxes and ticks."""
    return name.lower() in _FONTS


def as_shown(font: str, text: str) -> str:
    """Return a text in a symbol font as Unicode; unknown characters are kept."""
    signs = _FONTS.get(font.lower(), {})
    return "".join(signs.get(ord(one) & _LOW_BYTE, one) for one in text)


def symbol_shown(font: str, code: str) -> str:
    """Return the Unicode character of a `w:sym`, "" where it is unknown."""
    signs = _FONTS.get(font.lower())
    if signs is None or not _CODE.fullmatch(code):
        return ""
    return signs.get(int(code, 16) & _LOW_BYTE, "")
