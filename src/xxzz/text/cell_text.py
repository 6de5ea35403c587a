"""Limits of a worksheet cell: which text it can hold, and the row height that text needs."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from xxzz.text.forbidden import writable

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 32_767
"""Maximum characters in an Excel cell."""
HIGHEST_ROW = 400
"""Maximum row height in points; Excel allows 409."""

_LINE_HEIGHT = 16
_SPARE = 2  # lines wrap early where a punctuation mark may not start the next line


def fitting(text: str) -> str:
    """Return the text without characters a cell can't hold, cut to `LONGEST`."""
    return writable(text)[:LONGEST]


def line_count(text: str, columns: int) -> int:
    """Return the number of lines that a text takes in a cell `columns` wide.

    East Asian ambiguous characters (quotation marks, dashes) count two columns, as in Chinese
    fonts.
    """
    return sum(1 + _columns(line) // columns for line in text.split("\n"))


def height(text: str, width: float) -> int:
    """Return the row height in points for a text in a cell `width` columns wide."""
    return _LINE_HEIGHT * line_count(text, int(width) - _SPARE) + 2


def row_height(cells: Iterable[tuple[str, float]]) -> int:
    """Return the row height in points for `cells`, pairs of text and column width."""
    return min(HIGHEST_ROW, max(height(text, width) for text, width in cells))


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)
