"""The formatting of an .ods that calamine does not tell: struck-out, white and hidden cells."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.survey import Struck
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
"""The first hexadecimal digit of red, green and blue in a colour that can't be seen on white."""


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Tell whether a row or column with these attributes is not shown."""
    return attributes.get(f"{_TABLE}visibility") in _HIDDEN


class _Style(NamedTuple):
    """The properties that one style sets; None is inherited."""

    struck: bool | None = None
    white: bool | None = None
    dark: bool | None = None


class Styles:
    """The styles of cells and text, the common ones and those of the sheets."""

    def __init__(self) -> None:
        self._own: dict[str, _Style] = {}
        self._parents: dict[str, str] = {}
        self._open = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle an opening element."""
        if tag == _A_STYLE:
            self._open = attributes.get(f"{_STYLE}name", "")
            self._own[self._open] = _Style()
            self._parents[self._open] = attributes.get(f"{_STYLE}parent-style-name", "")
        elif tag == _OF_TEXT and self._open in self._own:
            lines = [attributes[name] != "none" for name in _LINES if name in attributes]
            color = attributes.get(f"{_FO}color")
            of_text = _Style(
                any(lines) if lines else None, None if color is None else _is_pale(color)
            )
            self._own[self._open] = inherit(of_text, self._own[self._open])
        elif tag == _OF_CELL and self._open in self._own:
            color = attributes.get(f"{_FO}background-color")
            dark = None if color is None else not (color == "transparent" or _is_pale(color))
            self._own[self._open] = self._own[self._open]._replace(dark=dark)

    def of(self, name: str) -> _Style:
        """Return the own and inherited properties of a style."""
        found, seen = _Style(), set()
        while name in self._own and name not in seen:  # parents may be circular
            seen.add(name)
            found = inherit(found, self._own[name])
            name = self._parents[name]
        return found


class CellFormatting:
    """Collects the formatting of the current cell from the calls of the XML parser."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.is_pale = False
        """Whether the text of the last cell is white on white."""
        self._columns: list[tuple[int, str]] = []
        """The last column of each run of columns, and the name of its style."""
        self._row = ""
        self._cell = _Style()
        self._spans: list[_Style] = []
        self._rest: list[str] = []
        self._struck: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle an opening element; styles come before all cells."""
        self.styles.start(tag, attributes)
        if tag == _SPAN:
            self._spans.append(self.styles.of(attributes.get(f"{_TEXT}style-name", "")))
        elif tag == _SHEET:
            self._columns = []
        elif tag == _ROW:
            self._row = attributes.get(_DEFAULT, "")

    def end(self, tag: str) -> None:
        """Handle a closing element."""
        if tag == _SPAN and self._spans:
            self._spans.pop()

    def start_columns(self, last: int, attributes: Mapping[str, str]) -> None:
        """Handle a run of columns up to `last`."""
        self._columns.append((last, attributes.get(_DEFAULT, "")))

    def start_cell(self, column: int, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        own = attributes.get(f"{_TABLE}style-name") or self._row or self._of_column(column)
        self._cell = self.styles.of(own)
        self._rest, self._struck = [], []

    def text(self, data: str) -> None:
        """Add text to the current cell."""
        is_struck = any(one.struck for one in self._spans)
        (self._struck if is_struck else self._rest).append(data)

    def end_cell(self) -> Struck | None:
        """End a cell; return its struck-out text, None where there is none."""
        self.is_pale = bool(self._cell.white and not self._cell.dark)
        rest, struck = "".join(self._rest).strip(), "".join(self._struck).strip()
        if self._cell.struck or (struck and not rest):
            return Struck("", "")
        return Struck(rest, struck) if struck else None

    def _of_column(self, column: int) -> str:
        at = bisect_left(self._columns, (column, ""))
        return self._columns[at][1] if at < len(self._columns) else ""


def _is_pale(color: str) -> bool:
    return color[:1] == "#" and set(color.lower()[1::2]) == {_PALE}
