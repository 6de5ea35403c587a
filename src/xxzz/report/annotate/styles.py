"""Cell formats: the existing ones, and copies of them with another fill."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.finding import Severity
from xxzz.xml.names import namespace

if TYPE_CHECKING:
    from collections.abc import Mapping

COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.INFO: "FFDDEBF7",
}
"""Fill colours of cells with findings."""

TABS = {True: "FF00B050", False: "FFC00000"}
"""Tab colours: True if the sheet may be submitted."""

_PATTERNS = ("none", "gray125")
"""What the first two fills are for Excel, whatever a file says of them."""

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")


class Styles:
    """The formats of a workbook; a cell refers to one by its index."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._space = f"{{{namespace(root.tag)}}}"
        self._section("borders", "border")  # ours refer to the first one
        self._formats = self._section("cellXfs", "xf")
        self._filled: dict[tuple[int, str | None], int] = {}

    def filled(self, number: int, severity: Severity) -> int:
        """Return the id of a format like `number`, filled in the colour of the severity."""
        return self._with_fill(number, COLOURS[severity])

    def cleared(self, number: int) -> int:
        """Return the format id without our fill (unchanged if it has none)."""
        if self._colour(number) not in COLOURS.values():
            return number
        return self._with_fill(number, None)

    def add(self, font: Mapping[str, str], *, wrap: bool = True, colour: str | None = None) -> int:
        """Add a format for text; `font` holds element names and their `val` (b, sz, color, u)."""
        fonts = self._section("fonts", "font")
        made = ET.SubElement(fonts, f"{self._space}font")
        for tag, value in font.items():
            key = "rgb" if tag == "color" else "val"
            ET.SubElement(made, f"{self._space}{tag}", {key: value})
        self._count(fonts)
        fill = self._fill(colour) if colour else 0
        made = ET.Element(
            f"{self._space}xf",
            numFmtId="0",
            fontId=str(len(fonts) - 1),
            fillId=str(fill),
            borderId="0",
            applyFont="1",
            applyFill="1",
            applyAlignment="1",
        )
        ET.SubElement(made, f"{self._space}alignment", vertical="top", wrapText=str(int(wrap)))
        return self._add_format(made)

    def _with_fill(self, number: int, colour: str | None) -> int:
        key = (number, colour)
        if key not in self._filled:
            made = deepcopy(self._formats[min(number, len(self._formats) - 1)])
            made.set("fillId", str(self._fill(colour) if colour else 0))
            made.set("applyFill", "1")
            self._filled[key] = self._add_format(made)
        return self._filled[key]

    def _add_format(self, made: ET.Element) -> int:
        self._formats.append(made)
        self._count(self._formats)
        return len(self._formats) - 1

    def _fill(self, colour: str) -> int:
        fills = self._section("fills", "fill")
        for number, fill in enumerate(fills):
            if _foreground(fill, self._space) == colour:
                return number
        fill = ET.SubElement(fills, f"{self._space}fill")
        pattern = ET.SubElement(fill, f"{self._space}patternFill", patternType="solid")
        ET.SubElement(pattern, f"{self._space}fgColor", rgb=colour)
        ET.SubElement(pattern, f"{self._space}bgColor", indexed="64")
        self._count(fills)
        return len(fills) - 1

    def _colour(self, number: int) -> str | None:
        if number >= len(self._formats):
            return None
        fills = self._section("fills", "fill")
        fill = int(self._formats[number].get("fillId", 0))
        return _foreground(fills[fill], self._space) if fill < len(fills) else None

    def _section(self, tag: str, item: str) -> ET.Element:
        """Return a section of the styles; a missing or empty one gets default items."""
        found = self._root.find(f"{self._space}{tag}")
        if found is None:
            found = ET.Element(f"{self._space}{tag}")
            before = [f"{self._space}{name}" for name in _ORDER[: _ORDER.index(tag)]]
            self._root.insert(sum(one.tag in before for one in self._root), found)
        if not len(found):
            for pattern in _PATTERNS if tag == "fills" else ("",):
                made = ET.SubElement(found, f"{self._space}{item}")
                if pattern:
                    ET.SubElement(made, f"{self._space}patternFill", patternType=pattern)
            self._count(found)
        return found

    @staticmethod
    def _count(section: ET.Element) -> None:
        section.set("count", str(len(section)))


def _foreground(fill: ET.Element, space: str) -> str | None:
    colour = fill.find(f"{space}patternFill/{space}fgColor")
    return colour.get("rgb") if colour is not None else None
