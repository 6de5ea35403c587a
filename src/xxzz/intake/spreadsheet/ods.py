"""What an .ods holds and claims, before the fast reader opens it.

OpenDocument writes a run of equal cells or rows once, with a count, so a file of a few hundred
bytes may stand for a million rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from xxzz.intake.spreadsheet.cells import ERRORS
from xxzz.intake.spreadsheet.errors import damaged, far_cell, locked, too_large
from xxzz.intake.spreadsheet.guard import (
    MAX_CELLS,
    MAX_ROWS,
    MAX_SHEETS,
    Budget,
    SheetSurvey,
    Survey,
    check_survey,
)
from xxzz.intake.spreadsheet.ods_looks import StruckTexts, is_hidden

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.guard import Package
    from xxzz.intake.spreadsheet.looks import Struck

CONTENT = "content.xml"
MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

# Blanks that only set out the file; those inside a paragraph are text.
_BLANK_BETWEEN = re.compile(rb"(?<=>)[ \t\r\n]+(?=</?(?:table|office):|<text:p[ >/])")
_MAX_COLUMNS = 16_384  # further to the right neither the reader nor an office program goes
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_SPACES = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 s"
_SPACES_COUNT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 c"
_VALUE_TYPE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_SHOWN_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_DIGITS = 9
_LONGEST_ERROR = 40
_ANY_ERROR = "#VALUE!"  # what LibreOffice writes for its own ones (Err:520) into an .xlsx
_BYTES = 3  # of a Chinese character in UTF-8; nearer than this the bound need not be


def is_spreadsheet(package: Package) -> bool:
    """Tell whether a zip is an OpenDocument spreadsheet (and no text, for example)."""
    return CONTENT in package and package.starts_with("mimetype", MIME_TYPE)


def survey(package: Package) -> Survey:
    """Check the sheets of an .ods, all of which the fast reader lays out.

    Raises:
        WorkbookUnreadable: it is damaged, unsafe, encrypted, or larger than memory should hold.
    """
    package.allow((CONTENT, _MANIFEST))
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
    xml = package.read(CONTENT)
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    parser.CharacterDataHandler = sheets.text
    try:
        parser.Parse(xml, True)  # expat takes no keyword
    except expat.ExpatError as error:
        raise damaged(f"{CONTENT} 不完整") from error
    budget = Budget()
    marks = {sheet.name: sheet.marks(budget) for sheet in sheets.found}
    indented = _BLANK_BETWEEN.search(xml) is not None
    return Survey(marks, {CONTENT: _BLANK_BETWEEN.sub(b"", xml)} if indented else {})


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
    text_in_cell: int = 0
    text_in_row: int = 0
    text_in_all: int = 0
    times: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: dict[tuple[int, int], Struck] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Take a cell, or a run of equal ones; a text without a type is none to the reader."""
        end = self.column + _count(attributes, "number-columns-repeated")
        end = min(end, _MAX_COLUMNS + 1)
        self.text_in_cell = self.times = 0
        if _VALUE_TYPE in attributes:
            self.valued_in_row = end - 1
            self.times = end - self.column
        elif f"{_TABLE}formula" in attributes:
            self.unsaved.add((self.row, self.column))
        rows = _count(attributes, "number-rows-spanned")
        columns = _count(attributes, "number-columns-spanned")
        if rows * columns > 1:
            bottom, right = self.row + rows - 1, self.column + columns - 1
            self.merged.append((self.row, self.column, bottom, right))
        self.column = end

    def end_cell(self) -> None:
        """Close a cell, or a run of equal ones, with the text that was met in it."""
        self.text_in_row += self.text_in_cell * self.times
        self.text_in_cell = 0

    def end_row(self, repeated: int, *, hidden: bool) -> None:
        """Close a row, or a run of equal ones."""
        if hidden and self.valued_in_row:
            self.hidden.update(range(self.row, min(self.row + repeated, MAX_ROWS)))
        self.text_in_all += self.text_in_row * repeated
        self.text_in_row = 0
        if self.valued_in_row:
            self.last_row = self.row + repeated - 1
            if self.valued_in_row > self.last_column or repeated > 1:
                self.far_out = (self.last_row, self.valued_in_row)
            self.last_column = max(self.last_column, self.valued_in_row)
        self.row += repeated
        self.column, self.valued_in_row = 1, 0

    def marks(self, budget: Budget) -> SheetSurvey:
        """Return the marks of a sheet that was walked to its end; raises where it is too large."""
        size = rows, columns = self.last_row, self.last_column
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise far_cell(self.name, self.far_out, size)
        budget.take(rows * columns, self.text_in_all)
        return SheetSurvey(
            self.errors,
            frozenset(self.unsaved),
            self.struck,
            frozenset(self.hidden),
            merged=tuple(self.merged),
        )


class _Sheets:
    """Collects the sheets from the parser's calls."""

    def __init__(self) -> None:
        self.found: list[_Sheet] = []
        self._repeated, self._hidden = 1, False
        self._looks = StruckTexts()
        self._formula: tuple[int, int] | None = None
        self._place = (1, 1)
        self._shown = ""
        self._is_error = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._looks.start(tag, attributes)
        if tag == _SPACES and self.found:
            self.found[-1].text_in_cell += _number(attributes.get(_SPACES_COUNT))
        elif tag in _CELLS and self.found:
            self._start_cell(self.found[-1], attributes)
        elif tag == f"{_TABLE}table-row":
            self._repeated = _count(attributes, "number-rows-repeated")
            self._hidden = is_hidden(attributes)
        elif tag == f"{_TABLE}table":
            if len(self.found) == MAX_SHEETS:
                raise too_large("工作表太多")
            self.found.append(_Sheet(attributes.get(f"{_TABLE}name", "")))

    def end(self, tag: str) -> None:
        if not self.found:
            return
        self._looks.end(tag)
        if tag in _CELLS:
            self._end_cell(self.found[-1])
        elif tag == f"{_TABLE}table-row":
            self.found[-1].end_row(self._repeated, hidden=self._hidden)

    def text(self, data: str) -> None:
        if self.found:
            self.found[-1].text_in_cell += len(data) * _BYTES
            self._looks.text(data)
            if self._formula and len(self._shown) < _LONGEST_ERROR:
                self._shown += data

    def _start_cell(self, sheet: _Sheet, attributes: Mapping[str, str]) -> None:
        if f"{_TABLE}formula" in attributes:
            self._formula, self._shown = (sheet.row, sheet.column), ""
            self._is_error = attributes.get(_SHOWN_TYPE) == "error"
        self._place = (sheet.row, sheet.column)
        self._looks.start_cell(attributes)
        sheet.cell(attributes)
        marks = (sheet.merged, sheet.unsaved, sheet.errors, sheet.struck)
        check_survey(sum(map(len, marks)))

    def _end_cell(self, sheet: _Sheet) -> None:
        struck = self._looks.end_cell()
        if struck and sheet.times:
            sheet.struck[self._place] = struck
        sheet.end_cell()
        if self._formula:
            shown = self._shown.strip()
            if self._is_error or shown in ERRORS:
                sheet.errors[self._formula] = shown if shown in ERRORS else _ANY_ERROR
            self._formula = None


def _count(attributes: Mapping[str, str], name: str) -> int:
    return max(1, _number(attributes.get(_TABLE + name)))


def _number(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdigit()):
        return 1
    # nobody needs more digits, and Python takes its time over thousands of them
    return int(text) if len(text) <= _MAX_DIGITS else 10**_MAX_DIGITS
