"""What an .xlsx or .xlsm holds and claims, before the fast reader opens it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cell_formats import STYLES
from xxzz.intake.spreadsheet.cells import ERRORS_KNOWN
from xxzz.intake.spreadsheet.cellscan import scan, with_known_errors
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable, damaged
from xxzz.intake.spreadsheet.guard import Budget, SheetSurvey, Survey, check_survey
from xxzz.intake.spreadsheet.looks import Looks
from xxzz.intake.spreadsheet.shared_strings import PART as SHARED_TEXTS
from xxzz.intake.spreadsheet.shared_strings import SharedTexts
from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xxzz.intake.spreadsheet.grid import Choice
    from xxzz.intake.spreadsheet.guard import Package

WORKBOOK = "xl/workbook.xml"

_RELATIONS = "xl/_rels/workbook.xml.rels"
_MAX_INDEX_BYTES = 8 << 20  # these two are parsed into trees, which take 20 times the room
_ALWAYS_READ = (WORKBOOK, _RELATIONS, STYLES, SHARED_TEXTS)


def survey(package: Package, choice: Choice) -> Survey:
    """Check all that the fast reader will unpack.

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
    looks = Looks(package, texts)
    marks: dict[str, SheetSurvey] = {}
    rewritten: dict[str, bytes] = {}
    for name in sorted(parts, key=lambda name: name not in needed):
        try:
            if name not in needed:
                package.allow((*allowed, parts[name]))
                allowed.append(parts[name])
            xml = package.read(parts[name])
            marks[name] = _with_looks(_survey_sheet(xml, name, texts, budget), xml, looks)
            if not ERRORS_KNOWN.issuperset(marks[name].errors.values()):
                rewritten[parts[name].lower()] = with_known_errors(xml)
        except WorkbookUnreadable as error:
            if name in needed:
                raise
            marks[name] = SheetSurvey(unreadable=error)
    return Survey(marks, rewritten)


def _with_looks(marks: SheetSurvey, xml: bytes, looks: Looks) -> SheetSurvey:
    made = replace(
        marks,
        struck=looks.struck(xml),
        pale=looks.pale(xml),
        shown=looks.shown(xml),
        hidden_rows=looks.hidden_rows(xml),
        hidden_columns=looks.hidden_columns(xml),
    )
    check_survey(len(made.struck) + len(made.pale) + len(made.shown) + len(made.hidden_rows))
    return made


def _survey_sheet(xml: bytes, name: str, texts: SharedTexts, budget: Budget) -> SheetSurvey:
    size = texts.size(xml)
    budget.take(xml.count(b"<c "), size or 0)
    marks = scan(xml, name)
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
    # as the fast reader does, not as the standard says: what it will read is what is measured
    name = target.replace("\\", "/").lstrip("/")
    return name if name.lower().startswith("xl/") else f"xl/{name}"


def _root(package: Package, name: str) -> Element:
    try:
        return parse(package.read(name))
    except XmlRefused as error:
        raise damaged(f"{name} 不完整") from error
