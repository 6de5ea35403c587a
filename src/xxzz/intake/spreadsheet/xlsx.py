"""What an .xlsx or .xlsm holds and claims, before the fast reader opens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.intake.spreadsheet.cells import ERRORS
from xxzz.intake.spreadsheet.cellscan import scan
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, damaged, odd_error
from xxzz.intake.spreadsheet.guard import Budget, SheetSurvey
from xxzz.intake.spreadsheet.shared_strings import PART as SHARED_TEXTS
from xxzz.intake.spreadsheet.shared_strings import SharedTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.grid import Choice
    from xxzz.intake.spreadsheet.guard import Package

WORKBOOK = "xl/workbook.xml"

_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAX_INDEX_BYTES = 8 << 20  # these two are parsed into trees, which take 20 times the room
_ALWAYS_READ = (WORKBOOK, _RELATIONS, "xl/styles.xml", SHARED_TEXTS)


def survey(package: Package, choice: Choice) -> Mapping[str, SheetSurvey]:
    """Check all that the fast reader will unpack; returns the marks of each sheet.

    Raises:
        WorkbookUnreadable: it is damaged, unsafe, or larger than memory should hold.
    """
    package.allow((WORKBOOK, _RELATIONS), _MAX_INDEX_BYTES)
    parts = _sheet_parts(package)
    needed = choice.needed(list(parts))
    allowed = [*_ALWAYS_READ, *(parts[name] for name in needed)]
    package.allow(allowed)
    for name in _ALWAYS_READ[2:]:
        package.check_head(name)
    texts, budget = SharedTexts(package), Budget()
    marks: dict[str, SheetSurvey] = {}
    for name in sorted(parts, key=lambda name: name not in needed):
        try:
            if name not in needed:
                package.allow((*allowed, parts[name]))
                allowed.append(parts[name])
            marks[name] = _survey_sheet(package.read(parts[name]), name, texts, budget)
        except WorkbookUnreadable as error:
            if name in needed:
                raise
            marks[name] = SheetSurvey(unreadable=error)
    return marks


def _survey_sheet(xml: bytes, name: str, texts: SharedTexts, budget: Budget) -> SheetSurvey:
    size = texts.size(xml)
    budget.take(xml.count(b"<c "), size or 0)
    marks = scan(xml, name)
    for place, error in marks.errors.items():
        if error not in ERRORS:
            raise odd_error(name, place, error)
    return marks if size is not None else replace(marks, nonstandard_xml=True)


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each worksheet, in the order of the tabs; charts are left out."""
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
    name = target.replace("\\", "/").lstrip("/")
    return name if name.lower().startswith("xl/") else f"xl/{name}"


def _root(package: Package, name: str) -> ET.Element:
    try:
        return ET.fromstring(package.read(name))  # noqa: S314  # without a DTD there is no bomb
    except ET.ParseError as error:
        raise damaged(f"{name} 不完整") from error
