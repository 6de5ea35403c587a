"""The cells of a worksheet's XML by row and column; empty ones are created on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.location import column_letters
from xxzz.report.annotate.xml import child
from xxzz.xml.names import namespace

if TYPE_CHECKING:
    from xxzz.report.annotate.styles import Styles

_AFTER_NOTES = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""Elements after `legacyDrawing` in the schema's sequence."""


class Cells:
    """A sheet as a grid of cell elements; rows and columns count from 1."""

    def __init__(self, root: ET.Element, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._space = f"{{{namespace(root.tag)}}}"
        self._data = child(root, f"{self._space}sheetData")
        self._rows = _numbered_rows(self._data)
        self._cells: dict[int, dict[int, ET.Element]] = {}

    def clear(self) -> None:
        """Remove the fills of an earlier check."""
        for row in self._data:
            for cell in row:
                if style := cell.get("s"):
                    cell.set("s", str(self._styles.cleared(int(style))))

    def style(self, row: int, column: int) -> int:
        """Return the format id of a cell: its own, else that of its row or column."""
        cell = self._in_row(row).get(column)
        if cell is not None:
            return int(cell.get("s", 0))
        line = self._rows.get(row)
        if line is not None and line.get("customFormat") in {"1", "true"}:
            return int(line.get("s", 0))
        return self._column_style(column)

    def set_style(self, row: int, column: int, style: int) -> None:
        """Set the format of a cell; an empty cell is created."""
        cells = self._in_row(row)
        if column not in cells:
            cells[column] = self._make(row, column)
        cells[column].set("s", str(style))

    def colour_tab(self, colour: str) -> None:
        """Colour the sheet's tab."""
        properties = self._root.find(f"{self._space}sheetPr")
        if properties is None:
            properties = ET.Element(f"{self._space}sheetPr")
            self._root.insert(0, properties)
        tab = properties.find(f"{self._space}tabColor")
        if tab is None:
            tab = ET.Element(f"{self._space}tabColor")
            properties.insert(0, tab)
        tab.attrib.clear()
        tab.set("rgb", colour)

    def notes(self, relations: str) -> str:
        """Return the relationship id of the notes' drawing, or "" if there is none."""
        drawing = self._root.find(f"{self._space}legacyDrawing")
        return "" if drawing is None else drawing.get(f"{{{relations}}}id", "")

    def show_notes(self, identifier: str, relations: str) -> None:
        """Add a reference to the notes' drawing, at the position the schema requires."""
        drawing = ET.Element(f"{self._space}legacyDrawing")
        drawing.set(f"{{{relations}}}id", identifier)
        later = {f"{self._space}{name}" for name in _AFTER_NOTES}
        at = next((n for n, one in enumerate(self._root) if one.tag in later), len(self._root))
        self._root.insert(at, drawing)

    def _in_row(self, row: int) -> dict[int, ET.Element]:
        if row not in self._cells:
            line = self._rows.get(row, ())
            self._cells[row] = {_column_of(cell): cell for cell in line}
        return self._cells[row]

    def _column_style(self, column: int) -> int:
        for one in self._root.iterfind(f"{self._space}cols/{self._space}col"):
            if int(one.get("min", 0)) <= column <= int(one.get("max", 0)):
                return int(one.get("style", 0))
        return 0

    def _make(self, row: int, column: int) -> ET.Element:
        line = self._rows.get(row)
        if line is None:
            line = ET.Element(f"{self._space}row", r=str(row))
            self._data.insert(sum(number < row for number in self._rows), line)
            self._rows[row] = line
        line.attrib.pop("spans", "")
        cell = ET.Element(f"{self._space}c", r=f"{column_letters(column)}{row}")
        line.insert(sum(number < column for number in self._in_row(row)), cell)
        return cell


def _numbered_rows(data: ET.Element) -> dict[int, ET.Element]:
    """Return the rows by number; implicit row and cell positions are written out."""
    rows: dict[int, ET.Element] = {}
    row = 0
    for line in data:
        row = int(line.get("r", row + 1))
        line.set("r", str(row))
        rows[row] = line
        column = 0
        for cell in line:
            column = _column_of(cell) or column + 1
            cell.set("r", f"{column_letters(column)}{row}")
    return rows


def _column_of(cell: ET.Element) -> int:
    """Return a cell's column number, or 0 if it has no reference."""
    number = 0
    for letter in cell.get("r", "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
