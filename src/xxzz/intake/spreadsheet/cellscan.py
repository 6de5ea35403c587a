"""Searches the XML of a sheet for its extent, its error values, and formulas without results.

The declared `dimension` is ignored, since it is wrong in many files. The bytes are searched with a
few regular expressions: a parser with a callback for each cell would take longer than calamine
itself. XML that they could misread is reported as `nonstandard_xml`, which costs time, not safety.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import far_cell
from xxzz.intake.spreadsheet.guard import (
    MAX_CELLS,
    MAX_ROWS,
    MAX_SPECIAL_CELLS,
    check_special_cells,
)
from xxzz.intake.spreadsheet.survey import SheetSurvey

if TYPE_CHECKING:
    from collections.abc import Iterator

# Columns A to AX and rows up to 99,999: within MAX_CELLS, so that such cells need no counting.
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 50
_NEAR = rb'r="(?:[A-Z]|A[A-X])[1-9][0-9]{0,4}"'
_REF = rb'r="([A-Z]{1,3})([0-9]{1,7})"'
# limited, since the search for the end of a tag that has none would take hours
_IN_TAG = rb"[^<>]{0,80}"
_FORMULA = rb"<f[^<>]*(?:/>|>[^<]*</f>)"
_CELL = rb"(?:" + _IN_TAG + rb" )?" + _REF + _IN_TAG
_VALUED = _CELL + rb"(?<!/)>(?!</c>)"
_NOT_NEAR = re.compile(rb"<c (?!" + _NEAR + rb")")
_UNCLEAR = re.compile(rb"<c (?!" + _NEAR + rb")(?!" + _CELL + rb">)")
_FAR_VALUED = re.compile(rb"<c (?!" + _NEAR + rb")" + _VALUED)
_ANY_VALUED = re.compile(rb"<c " + _VALUED)
_ERROR = re.compile(
    rb"<c " + _REF + _IN_TAG + rb' t="e"' + _IN_TAG + rb">(?:" + _FORMULA + rb")?<v>([^<]*)</v>"
)
_UNSAVED = re.compile(
    rb"<c " + _REF + rb"(" + _IN_TAG + rb")>" + _FORMULA + rb"(<v ?/>|<v></v>)?</c>"
)
_ERROR_VALUE = re.compile(
    rb'(<c [^<>]{0,120}t="e"' + _IN_TAG + rb">(?:" + _FORMULA + rb")?<v>)[^<]*</v>"
)
_ANY_ERROR, _OTHER_ERROR = "#VALUE!", "#ERROR!"
_ODD_SPELLINGS = (b"<c>", b":c>", b":c ")
_ODD_BLANKS = (b"\t", b"\n", b"\r")
_MANY_COLUMNS = 256


def scan(xml: bytes, sheet: str) -> SheetSurvey:
    """Survey a sheet's XML; `sheet` is its name.

    Raises:
        WorkbookUnreadable: the rectangle up to the last values is too large, or there are too many
            error values, formulas without results and merged ranges.
    """
    nonstandard = _is_nonstandard(xml)
    if _NOT_NEAR.search(xml):
        nonstandard = nonstandard or _UNCLEAR.search(xml) is not None
        _measure(xml, sheet)
    errors, unsaved = _errors(xml), _unsaved(xml)
    check_special_cells(len(errors) + len(unsaved) + xml.count(b"mergeCell "))
    return SheetSurvey(errors=errors, unsaved=unsaved, nonstandard_xml=nonstandard)


def _is_nonstandard(xml: bytes) -> bool:
    """Tell whether the XML is written in a way that the regular expressions could misread."""
    if any(spelling in xml for spelling in _ODD_SPELLINGS):
        return True
    # searched behind the line end of the declaration, which most files have, to save the time
    start = xml.find(b"?>") + 4 if xml.startswith(b"<?xml ") else 0
    return any(
        xml.find(blank, start) >= 0 and (b"<c" + blank in xml or b":c" + blank in xml)
        for blank in _ODD_BLANKS
    )


def _measure(xml: bytes, sheet: str) -> None:
    """Refuse a sheet that is too large; all cells are searched only if the far ones don't fit."""
    lowest, widest = _extent(_FAR_VALUED, xml)
    if _fits(max(lowest[0], _NEAR_ROWS), max(widest[1], _NEAR_COLUMNS)):
        return
    lowest, widest = _extent(_ANY_VALUED, xml)
    size = lowest[0], widest[1]
    if not _fits(*size):
        raise far_cell(sheet, widest if widest[1] > _MANY_COLUMNS else lowest, size)


def _fits(rows: int, columns: int) -> bool:
    return rows <= MAX_ROWS and rows * columns <= MAX_CELLS


def _extent(pattern: re.Pattern[bytes], xml: bytes) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the places of the lowest and of the rightmost cell."""
    lowest = widest = (0, 0)
    for _, (row, column) in _places(pattern, xml):
        if row > lowest[0]:
            lowest = (row, column)
        if column > widest[1]:
            widest = (row, column)
    return lowest, widest


def _errors(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml:
        return {}
    found = islice(_places(_ERROR, xml), MAX_SPECIAL_CELLS + 1)
    texts = {place: match[3].decode("utf-8", "replace") for match, place in found}
    return {place: text if text.startswith("#") else _OTHER_ERROR for place, text in texts.items()}


def with_known_errors(xml: bytes) -> bytes:
    """Return a sheet's XML with all error values replaced by one that calamine knows."""
    return _ERROR_VALUE.sub(rb"\g<1>" + _ANY_ERROR.encode() + rb"</v>", xml)


def _unsaved(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml:
        return frozenset()
    # an empty value with the type of a text is the saved result of a formula, an empty text
    found = (
        place
        for match, place in _places(_UNSAVED, xml)
        if not (match[4] and b't="str"' in match[3])
    )
    return frozenset(islice(found, MAX_SPECIAL_CELLS + 1))


def _places(
    pattern: re.Pattern[bytes], xml: bytes
) -> Iterator[tuple[re.Match[bytes], tuple[int, int]]]:
    for match in pattern.finditer(xml):
        yield match, (int(match[2]), column_number(match[1]))


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column from its letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
