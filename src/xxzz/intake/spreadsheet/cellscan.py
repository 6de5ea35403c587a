"""A sheet's XML searched for what the fast reader would choke on or not tell.

The sheet's own `dimension` is not looked at: it is wrong in many files. What is searched are the
bytes, in a few passes of one expression each; a parser that calls back for each cell takes longer
than the fast reader itself. Expressions may only err towards
`nonstandard_xml`, which costs time, not safety.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import far_cell
from xxzz.intake.spreadsheet.guard import MAX_CELLS, MAX_MARKS, MAX_ROWS, SheetSurvey, check_survey

if TYPE_CHECKING:
    from collections.abc import Iterator

# Columns A to AX and rows up to 99,999: a rectangle that is within MAX_CELLS.
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 50
_NEAR = rb'r="(?:[A-Z]|A[A-X])[1-9][0-9]{0,4}"'
_REF = rb'r="([A-Z]{1,3})([0-9]{1,7})"'
# No more of a tag is looked at, or a tag without an end could keep the search busy for hours.
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
    """Search a sheet's XML.

    Raises:
        WorkbookUnreadable: its values span too large a rectangle, then with the cell that is far
            out; or it has too many marks.
    """
    nonstandard = _is_nonstandard(xml)
    if _NOT_NEAR.search(xml):
        nonstandard = nonstandard or _UNCLEAR.search(xml) is not None
        _measure(xml, sheet)
    errors, unsaved = _errors(xml), _unsaved(xml)
    check_survey(len(errors) + len(unsaved) + xml.count(b"mergeCell "))
    return SheetSurvey(errors=errors, unsaved=unsaved, nonstandard_xml=nonstandard)


def _is_nonstandard(xml: bytes) -> bool:
    """Tell whether cells are spelled so that the expressions here could miss one."""
    if any(spelling in xml for spelling in _ODD_SPELLINGS):
        return True
    # most files have no such blank but a line end after the declaration, and each search counts
    start = xml.find(b"?>") + 4 if xml.startswith(b"<?xml ") else 0
    return any(
        xml.find(blank, start) >= 0 and (b"<c" + blank in xml or b":c" + blank in xml)
        for blank in _ODD_BLANKS
    )


def _measure(xml: bytes, sheet: str) -> None:
    """Refuse a sheet whose values span too much; all cells are looked at only if need be."""
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
    """Return the lowest and the rightmost of the cells that are found."""
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
    found = islice(_places(_ERROR, xml), MAX_MARKS + 1)
    texts = {place: match[3].decode("utf-8", "replace") for match, place in found}
    return {place: text if text.startswith("#") else _OTHER_ERROR for place, text in texts.items()}


def with_known_errors(xml: bytes) -> bytes:
    """Return a sheet's XML with one error value that the fast reader knows in place of all."""
    return _ERROR_VALUE.sub(rb"\g<1>" + _ANY_ERROR.encode() + rb"</v>", xml)


def _unsaved(xml: bytes) -> frozenset[tuple[int, int]]:
    if b"<f" not in xml:
        return frozenset()
    # a formula that gives an empty text is saved with its type and an empty value
    found = (
        place
        for match, place in _places(_UNSAVED, xml)
        if not (match[4] and b't="str"' in match[3])
    )
    return frozenset(islice(found, MAX_MARKS + 1))


def _places(
    pattern: re.Pattern[bytes], xml: bytes
) -> Iterator[tuple[re.Match[bytes], tuple[int, int]]]:
    for match in pattern.finditer(xml):
        yield match, (int(match[2]), column_number(match[1]))


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters; that of A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
