"""The cell formats of an .xlsx: struck out, white on white, and how numbers are shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.number_format import (
    BUILT_IN,
    NumberFormat,
    number_format,
    text_affixes,
)
from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from xxzz.intake.spreadsheet.guard import Package

STYLES = "xl/styles.xml"
_MAX_STYLES = 4 << 20
_SHOWS_NOTHING = ";;;"
_WHITES = {"indexed": ("1", "9"), "theme": ("0",)}
_PALE = 0xF0
"""The least value of red, green and blue with which a colour can't be seen on white."""


class CellFormats:
    """The cell formats of one workbook, by the numbers that its cells refer to, as bytes."""

    def __init__(self, package: Package) -> None:
        self._package = package

    @cached_property
    def struck(self) -> list[bytes]:
        """The formats whose font is struck out."""
        fonts = [any(_is_on(one, "strike") for one in font) for font in self._children("fonts")]
        return self._with(lambda style: _at(fonts, style.get("fontId")))

    @cached_property
    def pale(self) -> list[bytes]:
        """The formats whose font is white on white, or whose number format shows nothing."""
        fonts = [
            any(_is_white(one) for one in _named(font, "color")) for font in self._children("fonts")
        ]
        dark_fills = [any(map(_is_dark, fill)) for fill in self._children("fills")]
        codes = self._codes
        return self._with(
            lambda style: (
                (_at(fonts, style.get("fontId")) and not _at(dark_fills, style.get("fillId")))
                or codes.get(_digits(style.get("numFmtId"))) == _SHOWS_NOTHING
            )
        )

    @cached_property
    def numbers(self) -> dict[bytes, NumberFormat]:
        """The formats with a number format that shows more than a number's digits."""
        found = (
            (b"%d" % at, number_format(self._codes.get(_digits(style.get("numFmtId")), "")))
            for at, style in enumerate(self._children("cellXfs"))
        )
        return {at: one for at, one in found if one and one != _PLAIN}

    @cached_property
    def texts(self) -> dict[bytes, tuple[str, str]]:
        """The formats that show more than a text itself: what stands before and behind it."""
        found = (
            (b"%d" % at, text_affixes(self._codes.get(_digits(style.get("numFmtId")), "")))
            for at, style in enumerate(self._children("cellXfs"))
        )
        return {at: affixes for at, affixes in found if affixes}

    def _with(self, has: Callable[[Element], bool]) -> list[bytes]:
        return [b"%d" % at for at, style in enumerate(self._children("cellXfs")) if has(style)]

    @cached_property
    def _codes(self) -> dict[int, str]:
        own = {
            _digits(one.get("numFmtId")): one.get("formatCode", "")
            for one in self._children("numFmts")
        }
        return BUILT_IN | own

    @cached_property
    def _styles(self) -> Element | None:
        if not 0 < self._package.size(STYLES) <= _MAX_STYLES:
            return None
        try:
            return parse(self._package.read(STYLES))
        except XmlRefused:
            return None  # calamine doesn't need them either

    def _children(self, name: str) -> list[Element]:
        root = self._styles
        if root is None:
            return []
        found = next(iter(_named(root, name)), None)
        return [] if found is None else list(found)


_PLAIN = number_format("0.###############")


def _named(parent: Element, name: str) -> list[Element]:
    return [one for one in parent if one.tag.rpartition("}")[2] == name]


def _is_on(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name and element.get("val") not in {"0", "false"}


def _is_white(color: Element) -> bool:
    if any(color.get(kind) in whites for kind, whites in _WHITES.items()):
        return not color.get("tint", "0").startswith("-")
    digits = color.get("rgb", "")[-6:]
    try:
        return len(digits) == 6 and min(bytes.fromhex(digits)) >= _PALE  # noqa: PLR2004  # of RRGGBB
    except ValueError:
        return False


def _is_dark(ground: Element) -> bool:
    """Tell whether white text can be read on a fill."""
    if ground.tag.rpartition("}")[2] != "patternFill":
        return True
    if ground.get("patternType", "none") == "none":
        return False
    return not any(map(_is_white, _named(ground, "fgColor")))


def _at(marks: list[bool], number: str | None) -> bool:
    at = _digits(number)
    return at < len(marks) and marks[at]


def _digits(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  # more is no number of a style
