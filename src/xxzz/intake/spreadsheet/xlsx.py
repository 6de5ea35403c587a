"""Surveys an .xlsx or .xlsm before calamine opens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cell_formats import STYLES
from xxzz.intake.spreadsheet.cells import KNOWN_ERRORS
from xxzz.intake.spreadsheet.cellscan import scan, with_known_errors
from xxzz.intake.spreadsheet.comments import comments_of
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, damaged
from xxzz.intake.spreadsheet.guard import Budget, check_special_cells
from xxzz.intake.spreadsheet.shared_strings import PART as SHARED_TEXTS
from xxzz.intake.spreadsheet.shared_strings import SharedTexts
from xxzz.intake.spreadsheet.survey import SheetSurvey, Survey
from xxzz.intake.spreadsheet.xlsx_formatting import SheetFormatting
from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.spreadsheet.grid import SheetChoice
    from xxzz.intake.spreadsheet.guard import Package

WORKBOOK = "xl/workbook.xml"

_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAX_INDEX_BYTES = 8 << 20  # these two are parsed into trees, which take 20 times the memory
_ALWAYS_READ = (WORKBOOK, _RELATIONS, STYLES, SHARED_TEXTS)


def survey(package: Package, choice: SheetChoice) -> Survey:
    """Check all parts that calamine will unpack, and survey the sheets.

    Raises:
        WorkbookUnreadable: it is damaged, unsafe, or too large.
    """
    package.allow((WORKBOOK, _RELATIONS), _MAX_INDEX_BYTES)
    parts = _sheet_parts(package)
    needed = choice.needed(list(parts))
    allowed = [*_ALWAYS_READ, *(parts[name] for name in needed)]
    package.allow(allowed)
    for name in _ALWAYS_READ[2:]:
        package.check_head(name)
    texts, budget = SharedTexts(package), Budget()
    formatting = SheetFormatting(package, texts)
    surveys: dict[str, SheetSurvey] = {}
    rewritten: dict[str, bytes] = {}
    for name in sorted(parts, key=lambda name: name not in needed):
        try:
            if name not in needed:
                package.allow((*allowed, parts[name]))
                allowed.append(parts[name])
            xml = package.read(parts[name])
            sheet = _survey_sheet(xml, name, texts, budget)
            sheet = replace(sheet, comments=comments_of(package, parts[name]))
            surveys[name] = _with_formatting(sheet, xml, formatting)
            if not KNOWN_ERRORS.issuperset(surveys[name].errors.values()):
                rewritten[parts[name].lower()] = with_known_errors(xml)
        except WorkbookUnreadable as error:
            if name in needed:
                raise
            surveys[name] = SheetSurvey(unreadable=error)
    return Survey(surveys, rewritten)


def _with_formatting(sheet: SheetSurvey, xml: bytes, formatting: SheetFormatting) -> SheetSurvey:
    found = replace(
        sheet,
        struck=formatting.struck(xml),
        pale=formatting.pale(xml),
        shown=formatting.shown(xml),
        affixes=formatting.affixes(xml),
        hidden_rows=formatting.hidden_rows(xml),
        hidden_columns=formatting.hidden_columns(xml),
    )
    special = (found.struck, found.pale, found.shown, found.affixes, found.hidden_rows)
    check_special_cells(sum(map(len, (*special, found.comments))))
    return found


def _survey_sheet(xml: bytes, name: str, texts: SharedTexts, budget: Budget) -> SheetSurvey:
    size = texts.size(xml)
    budget.take(xml.count(b"<c "), size or 0)
    sheet = scan(xml, name)
    return sheet if size is not None else replace(sheet, nonstandard_xml=True)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each worksheet by its name, in the order of the tabs, without charts."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _root(package, _RELATIONS)
        if relation.get("Type", "").endswith("/worksheet")
    }
    parts: dict[str, str] = {}
    for sheet in _root(package, WORKBOOK).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            identifier = next((v for k, v in sheet.items() if k.endswith("}id")), None)
            if identifier in targets:
                parts.setdefault(sheet.get("name", ""), _full_name(targets[identifier]))
    if not parts:
        raise damaged("里面没有工作表")
    return parts


def _full_name(target: str) -> str:
    # resolved as calamine does it, and not as the standard says, to measure the part that it reads
    name = target.replace("\\", "/").lstrip("/")
    return name if name.lower().startswith("xl/") else f"xl/{name}"


def _root(package: Package, name: str) -> Element:
    try:
        return parse(package.read(name))
    except XmlRefused as error:
        raise damaged(f"{name} 不完整") from error
