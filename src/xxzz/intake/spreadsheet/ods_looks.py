"""What the looks of an .ods say of its cells: struck-out text and hidden rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.looks import Struck

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_LINES = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_SPAN = f"{_TEXT}span"
_HIDDEN = ("collapse", "filter")


def is_hidden(row: Mapping[str, str]) -> bool:
    """Tell whether the attributes of a row say that nobody sees it."""
    return row.get(f"{_TABLE}visibility") in _HIDDEN


class StruckTexts:
    """Follows which styles strike text out, and what of the current cell they do."""

    def __init__(self) -> None:
        self._styles: set[str] = set()
        self._style = ""
        self._whole = False
        self._spans: list[bool] = []
        self._left: list[str] = []
        self._struck: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element that opens, styles before all cells."""
        if tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}text-properties":
            if any(attributes.get(name, "none") != "none" for name in _LINES):
                self._styles.add(self._style)
        elif tag == _SPAN and self._styles:
            self._spans.append(attributes.get(f"{_TEXT}style-name") in self._styles)

    def end(self, tag: str) -> None:
        """Take an element that closes."""
        if tag == _SPAN and self._spans:
            self._spans.pop()

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        self._whole = attributes.get(f"{_TABLE}style-name") in self._styles
        self._left, self._struck = [], []

    def text(self, data: str) -> None:
        """Take a text within a cell."""
        if self._styles:
            (self._struck if any(self._spans) else self._left).append(data)

    def end_cell(self) -> Struck | None:
        """Return what is struck out of the cell that closes, None where nothing is."""
        left, struck = "".join(self._left).strip(), "".join(self._struck).strip()
        if self._whole or (struck and not left):
            return Struck("", "")
        return Struck(left, struck) if struck else None
