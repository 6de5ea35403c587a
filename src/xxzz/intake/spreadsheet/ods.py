"""Surveys an .ods before calamine opens it.

OpenDocument stores a run of equal cells or rows once, with a count, so that a file of a few hundred
bytes can expand to a million rows.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from xml.parsers import expat

from xxzz.intake.spreadsheet.cells import ERRORS
from xxzz.intake.spreadsheet.errors import damaged, locked, too_large
from xxzz.intake.spreadsheet.guard import MAX_SHEETS, Budget, check_special_cells
from xxzz.intake.spreadsheet.ods_formatting import CellFormatting, is_hidden
from xxzz.intake.spreadsheet.ods_sheet import OdsSheet, count, number
from xxzz.intake.spreadsheet.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.guard import Package

CONTENT = "content.xml"
MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"

# indentation of the XML; blanks inside a paragraph are text
_INDENTATION = re.compile(rb"(?<=>)[ \t\r\n]+(?=</?(?:table|office):|<text:p[ >/])")
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_COMMENT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 annotation"
_PARAGRAPH = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"
_SPACES = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 s"
_SPACES_COUNT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 c"
_SHOWN_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_ERROR_LENGTH = 40
_OTHER_ERROR = "#VALUE!"  # LibreOffice exports errors of its own (Err:520) to .xlsx as this
_BYTES_PER_CHARACTER = 3  # of a CJK character in UTF-8; an upper bound is enough


def is_spreadsheet(package: Package) -> bool:
    """Tell whether a zip is an OpenDocument spreadsheet."""
    return CONTENT in package and package.starts_with("mimetype", MIME_TYPE)


def survey(package: Package) -> Survey:
    """Survey all sheets of an .ods, since calamine reads all of them.

    Raises:
        WorkbookUnreadable: it is damaged, unsafe, encrypted, or too large.
    """
    package.allow((CONTENT, _STYLES, _MANIFEST))
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
    xml = package.read(CONTENT)
    sheets = _Sheets()
    if _STYLES in package:
        common = expat.ParserCreate(namespace_separator=" ")
        common.StartElementHandler = sheets.formatting.styles.start
        with suppress(expat.ExpatError):  # calamine doesn't read this part
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
    surveys = {sheet.name: sheet.survey(budget) for sheet in sheets.found}
    is_indented = _INDENTATION.search(xml) is not None
    return Survey(surveys, {CONTENT: _INDENTATION.sub(b"", xml)} if is_indented else {})


class _Sheets:
    """Handles the calls of the XML parser; `found` has the sheets."""

    def __init__(self) -> None:
        self.found: list[OdsSheet] = []
        self._repeated, self._hidden = 1, False
        self.formatting = CellFormatting()
        self._comment: _Comment | None = None
        self._formula: tuple[int, int] | None = None
        self._place = (1, 1)
        self._shown = ""
        self._is_error = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.formatting.start(tag, attributes)
        if self._comment or tag == _COMMENT:
            self._comment = self._comment or _Comment()
            self._comment.start(tag)
        elif tag == _SPACES and self.found:
            self.found[-1].text_in_cell += number(attributes.get(_SPACES_COUNT))
        elif tag in _CELLS and self.found:
            self._start_cell(self.found[-1], attributes)
        elif tag == f"{_TABLE}table-row":
            self._repeated = count(attributes, "number-rows-repeated")
            self._hidden = is_hidden(attributes)
        elif tag == f"{_TABLE}table-column" and self.found:
            last = self.found[-1].start_columns(attributes)
            self.formatting.start_columns(last, attributes)
        elif tag == f"{_TABLE}table":
            if len(self.found) == MAX_SHEETS:
                raise too_large("工作表太多")
            self.found.append(OdsSheet(attributes.get(f"{_TABLE}name", "")))

    def end(self, tag: str) -> None:
        if not self.found:
            return
        self.formatting.end(tag)
        if tag == _COMMENT:
            self._end_comment(self.found[-1])
        elif tag in _CELLS:
            self._end_cell(self.found[-1])
        elif tag == f"{_TABLE}table-row":
            self.found[-1].end_row(self._repeated, hidden=self._hidden)

    def text(self, data: str) -> None:
        if self._comment:
            self._comment.text += data * self._comment.in_paragraph
        elif self.found:
            self.found[-1].text_in_cell += len(data) * _BYTES_PER_CHARACTER
            self.formatting.text(data)
            if self._formula and len(self._shown) < _MAX_ERROR_LENGTH:
                self._shown += data

    def _start_cell(self, sheet: OdsSheet, attributes: Mapping[str, str]) -> None:
        if f"{_TABLE}formula" in attributes:
            self._formula, self._shown = (sheet.row, sheet.column), ""
            self._is_error = attributes.get(_SHOWN_TYPE) == "error"
        self._place = (sheet.row, sheet.column)
        self.formatting.start_cell(sheet.column, attributes)
        sheet.start_cell(attributes)
        special = (
            sheet.merged,
            sheet.unsaved,
            sheet.errors,
            sheet.struck,
            sheet.pale,
            sheet.comments,
        )
        check_special_cells(sum(map(len, special)))

    def _end_comment(self, sheet: OdsSheet) -> None:
        text = self._comment.text.strip() if self._comment else ""
        if text:
            sheet.comments[self._place] = text
        self._comment = None

    def _end_cell(self, sheet: OdsSheet) -> None:
        struck = self.formatting.end_cell()
        if struck and sheet.repeated:
            sheet.struck[self._place] = struck
        if self.formatting.is_pale and sheet.repeated:
            sheet.pale.add(self._place)
        sheet.end_cell()
        if self._formula:
            shown = self._shown.strip()
            if self._is_error or shown in ERRORS:
                sheet.errors[self._formula] = shown if shown in ERRORS else _OTHER_ERROR
            self._formula = None


class _Comment:
    """Collects the paragraphs of a comment, and not its author and date."""

    def __init__(self) -> None:
        self.text = ""
        self.in_paragraph = False

    def start(self, tag: str) -> None:
        """Handle an opening element: the text of a paragraph goes up to the next one."""
        if tag == _PARAGRAPH:
            self.text += "\n" * self.in_paragraph
            self.in_paragraph = True
