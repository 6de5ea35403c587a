"""What an .ods holds and claims, before the fast reader opens it.

OpenDocument writes a run of equal cells or rows once, with a count, so a file of a few hundred
bytes may stand for a million rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from xxzz.intake.guard import MAX_CELLS, MAX_ROWS, Marks
from xxzz.intake.unreadable import damaged, far_cell, locked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.guard import Package
    from xxzz.intake.sheets import Choice

CONTENT = "content.xml"
MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_MAX_COLUMNS = 16_384  # further to the right neither the reader nor an office program goes
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"


def is_spreadsheet(package: Package) -> bool:
    """Tell whether a zip is an OpenDocument spreadsheet (and no text, for example)."""
    return CONTENT in package and package.starts_with("mimetype", MIME_TYPE)


def survey(package: Package, choice: Choice) -> Mapping[str, Marks]:
    """Check the sheets of an .ods; returns the marks of the chosen ones.

    Raises:
        WorkbookUnreadable: it is damaged, unsafe, encrypted, or larger than memory should hold.
    """
    package.allow((CONTENT, _MANIFEST))
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
    xml = package.read(CONTENT)
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    try:
        parser.Parse(xml, True)  # expat takes no keyword
    except expat.ExpatError as error:
        raise damaged(f"{CONTENT} 不完整") from error
    chosen = choice.among([sheet.name for sheet in sheets.found])
    marks = {sheet.name: sheet.marks() for sheet in sheets.found}  # the reader lays out all sheets
    return {name: marks[name] for name in chosen}


@dataclass(slots=True)
class _Sheet:
    """Where the walk through one sheet stands; rows and columns count from 1."""

    name: str
    row: int = 1
    column: int = 1
    valued_in_row: int = 0
    last_row: int = 0
    last_column: int = 0
    far_out: tuple[int, int] = (1, 1)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: set[tuple[int, int]] = field(default_factory=set)

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Take a cell, or a run of equal ones."""
        end = self.column + _count(attributes, "number-columns-repeated")
        end = min(end, _MAX_COLUMNS + 1)
        if _VALUE_TYPE in attributes:
            self.valued_in_row = end - 1
        elif f"{_TABLE}formula" in attributes:
            self.unsaved.add((self.row, self.column))
        rows = _count(attributes, "number-rows-spanned")
        columns = _count(attributes, "number-columns-spanned")
        if rows * columns > 1:
            bottom, right = self.row + rows - 1, self.column + columns - 1
            self.merged.append((self.row, self.column, bottom, right))
        self.column = end

    def end_row(self, repeated: int) -> None:
        """Close a row, or a run of equal ones."""
        if self.valued_in_row:
            self.last_row = self.row + repeated - 1
            if self.valued_in_row > self.last_column or repeated > 1:
                self.far_out = (self.last_row, self.valued_in_row)
            self.last_column = max(self.last_column, self.valued_in_row)
        self.row += repeated
        self.column, self.valued_in_row = 1, 0

    def marks(self) -> Marks:
        """Return the marks of a sheet that was walked to its end; raises where it is too large."""
        size = rows, columns = self.last_row, self.last_column
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise far_cell(self.name, self.far_out, size)
        return Marks(merged=tuple(self.merged), unsaved=frozenset(self.unsaved))


class _Sheets:
    """Collects the sheets from the parser's calls."""

    def __init__(self) -> None:
        self.found: list[_Sheet] = []
        self._repeated = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith(_TABLE):
            return
        match tag.removeprefix(_TABLE):
            case "table":
                self.found.append(_Sheet(attributes.get(f"{_TABLE}name", "")))
            case "table-row":
                self._repeated = _count(attributes, "number-rows-repeated")
            case "table-cell" | "covered-table-cell" if self.found:
                self.found[-1].cell(attributes)

    def end(self, tag: str) -> None:
        if tag == f"{_TABLE}table-row" and self.found:
            self.found[-1].end_row(self._repeated)


def _count(attributes: Mapping[str, str], name: str) -> int:
    text = attributes.get(_TABLE + name, "1")
    # nobody needs more digits, and Python takes its time over thousands of them
    return max(1, int(text[:9])) if text.isascii() and text.isdigit() else 1
