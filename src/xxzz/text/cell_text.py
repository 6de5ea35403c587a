"""A text in a cell of a workbook: what a cell can hold, and how much room the text takes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from xxzz.text.forbidden import writable

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 32_767
"""The most characters that a cell of Excel takes."""
HIGHEST_ROW = 400
"""In points; Excel takes up to 409."""

_LINE_HEIGHT = 16
_SPARE = 2  # a line breaks a little early, where punctuation may not begin the next one


def fitting(text: str) -> str:
    """Return a text as a cell can hold it; what is too long is cut."""
    return writable(text)[:LONGEST]


def line_count(text: str, columns: int) -> int:
    """Count the lines of a text where so many columns stand side by side.

    Quotation marks, dashes and the like take two, as in Chinese fonts.
    """
    return sum(1 + _columns(line) // columns for line in text.split("\n"))


def height(text: str, width: float) -> int:
    """Return the height in points of a row whose cell, `width` columns wide, holds a text."""
    return _LINE_HEIGHT * line_count(text, int(width) - _SPARE) + 2


def row_height(cells: Iterable[tuple[str, float]]) -> int:
    """Return the height in points of a row whose cells hold these texts and are so wide."""
    return min(HIGHEST_ROW, max(height(text, width) for text, width in cells))


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WFA") for character in text)
