"""What an .ods holds and claims, before the fast reader opens it.

OpenDocument writes a run of equal cells or rows once, with a count, so a file of a few hundred
bytes may stand for a million rows.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.parsers import expat

from xxzz.intake.spreadsheet.cells import ERRORS
from xxzz.intake.spreadsheet.errors import damaged, locked, too_large
from xxzz.intake.spreadsheet.guard import (
    MAX_SHEETS,
    Budget,
    Survey,
    check_survey,
)
from xxzz.intake.spreadsheet.ods_looks import CellLooks, is_hidden
from xxzz.intake.spreadsheet.ods_sheet import OdsSheet, count, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.guard import Package

CONTENT = "content.xml"
MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

# Blanks that only set out the file; those inside a paragraph are text.
_BLANK_BETWEEN = re.compile(rb"(?<=>)[ \t\r\n]+(?=</?(?:table|office):|<text:p[ >/])")
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_SPACES = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 s"
_SPACES_COUNT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 c"
_SHOWN_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
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
    package.allow((CONTENT, _STYLES, _MANIFEST))
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
    xml = package.read(CONTENT)
    sheets = _Sheets()
    if _STYLES in package:
        common = expat.ParserCreate(namespace_separator=" ")
        common.StartElementHandler = sheets.looks.styles.start
        with suppress(expat.ExpatError):  # the reader can do without
            common.Parse(package.read(_STYLES), True)  # expat takes no keyword
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


class _Sheets:
    """Collects the sheets from the parser's calls."""

    def __init__(self) -> None:
        self.found: list[OdsSheet] = []
        self._repeated, self._hidden = 1, False
        self.looks = CellLooks()
        self._formula: tuple[int, int] | None = None
        self._place = (1, 1)
        self._shown = ""
        self._is_error = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.looks.start(tag, attributes)
        if tag == _SPACES and self.found:
            self.found[-1].text_in_cell += number(attributes.get(_SPACES_COUNT))
        elif tag in _CELLS and self.found:
            self._start_cell(self.found[-1], attributes)
        elif tag == f"{_TABLE}table-row":
            self._repeated = count(attributes, "number-rows-repeated")
            self._hidden = is_hidden(attributes)
        elif tag == f"{_TABLE}table-column" and self.found:
            self.looks.start_columns(self.found[-1].take_columns(attributes), attributes)
        elif tag == f"{_TABLE}table":
            if len(self.found) == MAX_SHEETS:
                raise too_large("工作表太多")
            self.found.append(OdsSheet(attributes.get(f"{_TABLE}name", "")))

    def end(self, tag: str) -> None:
        if not self.found:
            return
        self.looks.end(tag)
        if tag in _CELLS:
            self._end_cell(self.found[-1])
        elif tag == f"{_TABLE}table-row":
            self.found[-1].end_row(self._repeated, hidden=self._hidden)

    def text(self, data: str) -> None:
        if self.found:
            self.found[-1].text_in_cell += len(data) * _BYTES
            self.looks.text(data)
            if self._formula and len(self._shown) < _LONGEST_ERROR:
                self._shown += data

    def _start_cell(self, sheet: OdsSheet, attributes: Mapping[str, str]) -> None:
        if f"{_TABLE}formula" in attributes:
            self._formula, self._shown = (sheet.row, sheet.column), ""
            self._is_error = attributes.get(_SHOWN_TYPE) == "error"
        self._place = (sheet.row, sheet.column)
        self.looks.start_cell(sheet.column, attributes)
        sheet.cell(attributes)
        marks = (sheet.merged, sheet.unsaved, sheet.errors, sheet.struck, sheet.pale)
        check_survey(sum(map(len, marks)))

    def _end_cell(self, sheet: OdsSheet) -> None:
        struck = self.looks.end_cell()
        if struck and sheet.times:
            sheet.struck[self._place] = struck
        if self.looks.is_pale and sheet.times:
            sheet.pale.add(self._place)
        sheet.end_cell()
        if self._formula:
            shown = self._shown.strip()
            if self._is_error or shown in ERRORS:
                sheet.errors[self._formula] = shown if shown in ERRORS else _ANY_ERROR
            self._formula = None
