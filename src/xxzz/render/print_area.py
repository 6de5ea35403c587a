"""The size of the area in which a template prints tables and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.render.running_text import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {"left": 1588, "right": 1474, "top": 2098, "bottom": 1984}
_MIN_SIZE = 1440


class PrintArea(NamedTuple):
    """Width and height in twips, and the format of the paragraph there."""

    width: int
    height: int
    setting: Setting = Setting()


def print_area_at(paragraph: Element, root: Element, around: Iterable[Element]) -> PrintArea:
    """Return the print area at a paragraph; `around` are the enclosing elements."""
    behind = iter(root.iter())
    for one in behind:
        if one is paragraph:
            break
    section = next((one for one in behind if one.tag == f"{_W}sectPr"), None)
    page, margins = (None if section is None else section.find(_W + n) for n in ("pgSz", "pgMar"))
    sizes = {side: _size(page, side, size) for side, size in _PAGE.items()}
    edges = {side: _size(margins, side, size) for side, size in _MARGINS.items()}
    width = sizes["w"] - edges["left"] - edges["right"]
    for cell in (one.find(f"{_W}tcPr/{_W}tcW") for one in around if one.tag == f"{_W}tc"):
        width = min(width, _size(cell, "w", width))
    height = sizes["h"] - edges["top"] - edges["bottom"]
    return PrintArea(max(width, _MIN_SIZE), max(height, _MIN_SIZE), Setting.of(paragraph, _W))


def _size(element: Element | None, name: str, default: int) -> int:
    text = "" if element is None else element.get(f"{_W}{name}", "").removeprefix("-")
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else default
    )
