"""Where a template prints tables, pictures and paragraphs: they are made to fit there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.render.running_text import Setting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {"left": 1588, "right": 1474, "top": 2098, "bottom": 1984}
_LEAST = 1440


class Room(NamedTuple):
    """Width and height, in twentieths of a point, and how a paragraph there is set."""

    width: int
    height: int
    setting: Setting = Setting()


def room_at(paragraph: Element, root: Element, around: Iterable[Element]) -> Room:
    """Return the room at a paragraph of a document; `around` are the elements it stands in."""
    behind = iter(root.iter())
    for one in behind:
        if one is paragraph:
            break
    section = next((one for one in behind if one.tag == f"{_W}sectPr"), None)
    page, margins = (None if section is None else section.find(_W + n) for n in ("pgSz", "pgMar"))
    sizes = {side: _twips(page, side, size) for side, size in _PAGE.items()}
    edges = {side: _twips(margins, side, size) for side, size in _MARGINS.items()}
    width = sizes["w"] - edges["left"] - edges["right"]
    for cell in (one.find(f"{_W}tcPr/{_W}tcW") for one in around if one.tag == f"{_W}tc"):
        width = min(width, _twips(cell, "w", width))
    height = sizes["h"] - edges["top"] - edges["bottom"]
    return Room(max(width, _LEAST), max(height, _LEAST), Setting.of(paragraph, _W))


def _twips(element: Element | None, name: str, otherwise: int) -> int:
    said = "" if element is None else element.get(f"{_W}{name}", "").removeprefix("-")
    return (
        int(said) if said.isascii() and said.isdigit() and len(said) < len("1000000") else otherwise
    )
