"""The workbook that notes are added to: its sheets, notes and cell formats."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.spreadsheet.original import ANNOTATED_PART
from xxzz.report.annotate.cells import Cells
from xxzz.report.annotate.notes import Notes, empty_comments
from xxzz.report.annotate.package import Package
from xxzz.report.annotate.styles import Styles
from xxzz.report.annotate.xml import child, new_root
from xxzz.xml.names import namespace

if TYPE_CHECKING:
    from xxzz.finding import Severity

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_STRICT_RELATIONS = f"{_STRICT}officeDocument/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_OFFICE}.spreadsheetml.worksheet+xml"
_BOOK_TYPE = f"{_OFFICE}.spreadsheetml.sheet.main+xml"
_STYLES_TYPE = f"{_OFFICE}.spreadsheetml.styles+xml"
_COMMENTS_TYPE = f"{_OFFICE}.spreadsheetml.comments+xml"
_DRAWING_TYPE = f"{_OFFICE}.vmlDrawing"


class Book:
    """A copy of a workbook to which notes are added."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self._book = self._package.xml(WORKBOOK)
        self.namespace = str(namespace(self._book.tag))
        strict = self.namespace.startswith(_STRICT)
        self._relations = _STRICT_RELATIONS if strict else _RELATIONS
        self.styles = Styles(self._package.xml(self._styles_part()))
        self._cells: dict[str, Cells] = {}
        self._drop_macros()

    @property
    def sheets(self) -> dict[str, str]:
        """Part names of the worksheets by sheet name, in tab order."""
        relations = self._package.relations(WORKBOOK)
        found = {}
        for sheet in self._book.iter(f"{{{self.namespace}}}sheet"):
            one = relations.get(sheet.get(f"{{{self._relations}}}id", ""))
            if one and one.kind == "worksheet" and one.target in self._package:
                found[sheet.get("name", "")] = one.target
        return found

    def clear(self, sheet: str) -> None:
        """Remove the marks of an earlier check from a sheet."""
        self._sheet(sheet).clear()
        if self._package.related(self.sheets[sheet], "comments"):
            notes, drawing = self._notes(sheet)
            notes.clear()
            self._package.put(drawing, notes.finish(), _DRAWING_TYPE)

    def mark(self, sheet: str, marks: dict[tuple[int, int], tuple[Severity, str]]) -> None:
        """Fill cells of a sheet and add a note to each; rows and columns count from 1."""
        cells = self._sheet(sheet)
        notes, drawing = self._notes(sheet)
        for (row, column), (severity, text) in marks.items():
            style = self.styles.filled(cells.style(row, column), severity)
            cells.set_style(row, column, style)
            notes.add(row, column, text)
        self._package.put(drawing, notes.finish(), _DRAWING_TYPE)

    def colour_tab(self, sheet: str, colour: str) -> None:
        """Colour a sheet's tab."""
        self._sheet(sheet).colour_tab(colour)

    def put_sheet(self, name: str, root: ET.Element) -> None:
        """Add a worksheet after the others, or replace the one with this name."""
        if part := self.sheets.get(name):
            self._package.put(part, root, _SHEET_TYPE)
            self._cells.pop(name, None)
            return
        self._package.put(ANNOTATED_PART, root, _SHEET_TYPE)
        relation = self._package.relate(WORKBOOK, f"{self._relations}/worksheet", ANNOTATED_PART)
        sheets = child(self._book, f"{{{self.namespace}}}sheets")
        numbers = [int(sheet.get("sheetId", 0)) for sheet in sheets]
        made = ET.SubElement(sheets, f"{{{self.namespace}}}sheet", name=name)
        made.set("sheetId", str(max(numbers) + 1))
        made.set(f"{{{self._relations}}}id", relation)

    def save(self) -> bytes:
        """Return the workbook's bytes."""
        return self._package.save()

    def _sheet(self, name: str) -> Cells:
        if name not in self._cells:
            self._cells[name] = Cells(self._package.xml(self.sheets[name]), self.styles)
        return self._cells[name]

    def _notes(self, sheet: str) -> tuple[Notes, str]:
        """Return a sheet's notes and the part of their drawing; both are created if missing."""
        package, part, cells = self._package, self.sheets[sheet], self._sheet(sheet)
        comments = package.related(part, "comments")
        if comments is None:
            comments = package.free_name("xl/xxzz-comments{}.xml")
            package.put(comments, empty_comments(self.namespace), _COMMENTS_TYPE)
            package.relate(part, f"{self._relations}/comments", comments)
        existing = package.relations(part).get(cells.notes(self._relations))
        if existing and existing.target in package:
            return Notes(package.xml(comments), package.text(existing.target)), existing.target
        drawing = package.free_name("xl/drawings/xxzz-notes{}.vml")
        package.put(drawing, "", _DRAWING_TYPE)
        identifier = package.relate(part, f"{self._relations}/vmlDrawing", drawing)
        cells.show_notes(identifier, self._relations)
        return Notes(package.xml(comments)), drawing

    def _styles_part(self) -> str:
        part = self._package.related(WORKBOOK, "styles")
        if part is None:
            part = "xl/styles.xml"
            root = new_root("styleSheet", self.namespace)
            self._package.put(part, root, _STYLES_TYPE)
            self._package.relate(WORKBOOK, f"{self._relations}/styles", part)
        return part

    def _drop_macros(self) -> None:
        """Turn an .xlsm into an .xlsx: Excel refuses to open macros under that extension."""
        if macros := self._package.related(WORKBOOK, "vbaProject"):
            self._package.unrelate(WORKBOOK, "vbaProject")
            self._package.remove(macros)
        self._package.declare(WORKBOOK, _BOOK_TYPE)
