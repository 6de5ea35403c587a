"""What the looks of an .ods say of its cells: struck-out and white text, what is hidden."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.looks import Struck
from xxzz.xml.inheritance import inherit

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 "
_LINES = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")
_SPAN = f"{_TEXT}span"
_A_STYLE, _OF_TEXT = f"{_STYLE}style", f"{_STYLE}text-properties"
_OF_CELL = f"{_STYLE}table-cell-properties"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_HIDDEN = ("collapse", "filter")
_DEFAULT = f"{_TABLE}default-cell-style-name"
_PALE = "f"
"""With what each of red, green and blue begins in a colour that is not seen on white."""


def is_hidden(row: Mapping[str, str]) -> bool:
    """Tell whether the attributes of a row or column say that nobody sees it."""
    return row.get(f"{_TABLE}visibility") in _HIDDEN


class _Style(NamedTuple):
    """What one style says; None where it leaves it to the style that it is based on."""

    struck: bool | None = None
    white: bool | None = None
    dark: bool | None = None


class Styles:
    """The styles of cells and texts, common ones and those of the sheets."""

    def __init__(self) -> None:
        self._own: dict[str, _Style] = {}
        self._parents: dict[str, str] = {}
        self._open = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element that opens."""
        if tag == _A_STYLE:
            self._open = attributes.get(f"{_STYLE}name", "")
            self._own[self._open] = _Style()
            self._parents[self._open] = attributes.get(f"{_STYLE}parent-style-name", "")
        elif tag == _OF_TEXT and self._open in self._own:
            said = [attributes[name] != "none" for name in _LINES if name in attributes]
            color = attributes.get(f"{_FO}color")
            of_text = _Style(
                any(said) if said else None, None if color is None else _is_pale(color)
            )
            self._own[self._open] = inherit(of_text, self._own[self._open])
        elif tag == _OF_CELL and self._open in self._own:
            ground = attributes.get(f"{_FO}background-color")
            dark = None if ground is None else not (ground == "transparent" or _is_pale(ground))
            self._own[self._open] = self._own[self._open]._replace(dark=dark)

    def of(self, name: str) -> _Style:
        """Return what holds by the style of this name; a circle of them ends where it began."""
        found, passed = _Style(), set()
        while name in self._own and name not in passed:
            passed.add(name)
            found = inherit(found, self._own[name])
            name = self._parents[name]
        return found


class CellLooks:
    """Follows what of the current cell is struck out, and whether its text is seen."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.is_pale = False
        """Whether the text of the cell that closed last is as white as its ground."""
        self._columns: list[tuple[int, str]] = []  # the last column of each run, and its style
        self._row = ""
        self._cell = _Style()
        self._spans: list[_Style] = []
        self._left: list[str] = []
        self._struck: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element that opens, styles before all cells."""
        self.styles.start(tag, attributes)
        if tag == _SPAN:
            self._spans.append(self.styles.of(attributes.get(f"{_TEXT}style-name", "")))
        elif tag == _SHEET:
            self._columns = []
        elif tag == _ROW:
            self._row = attributes.get(_DEFAULT, "")

    def end(self, tag: str) -> None:
        """Take an element that closes."""
        if tag == _SPAN and self._spans:
            self._spans.pop()

    def start_columns(self, last: int, attributes: Mapping[str, str]) -> None:
        """Take a run of columns up to `last`."""
        self._columns.append((last, attributes.get(_DEFAULT, "")))

    def start_cell(self, column: int, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        own = attributes.get(f"{_TABLE}style-name") or self._row or self._of_column(column)
        self._cell = self.styles.of(own)
        self._left, self._struck = [], []

    def text(self, data: str) -> None:
        """Take a text within a cell."""
        is_struck = any(one.struck for one in self._spans)
        (self._struck if is_struck else self._left).append(data)

    def end_cell(self) -> Struck | None:
        """Return what is struck out of the cell that closes, None where nothing is."""
        self.is_pale = bool(self._cell.white and not self._cell.dark)
        left, struck = "".join(self._left).strip(), "".join(self._struck).strip()
        if self._cell.struck or (struck and not left):
            return Struck("", "")
        return Struck(left, struck) if struck else None

    def _of_column(self, column: int) -> str:
        at = bisect_left(self._columns, (column, ""))
        return self._columns[at][1] if at < len(self._columns) else ""


def _is_pale(color: str) -> bool:
    return color[:1] == "#" and set(color.lower()[1::2]) == {_PALE}
