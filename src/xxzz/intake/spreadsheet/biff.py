"""The stream of an .xls walked for its cells: how far they reach, which show an error.

Also what a person sees of them: struck-out cells and hidden rows.
"""

from __future__ import annotations

import struct
from operator import itemgetter
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import far_cell, locked
from xxzz.intake.spreadsheet.guard import MAX_CELLS, SheetSurvey, check_survey
from xxzz.intake.spreadsheet.looks import Struck

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHEET, _PASSWORD, _END = 0x0085, 0x002F, 0x000A
_FONT, _FORMAT, _ROW = 0x0031, 0x00E0, 0x0208
_STRUCK_OUT, _HIDDEN = 0x08, 0x20
_ROW_FLAGS_AT = 12
_NO_FONT = 4  # fonts are numbered without it
_NAME_AT = 8
_BOOLEAN_OR_ERROR, _FORMULA = 0x0205, 0x0006
_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x027E, 0x00BD, 0x00D6, _BOOLEAN_OR_ERROR, _FORMULA})
"""Numbers, texts, runs of numbers, formatted texts, errors and formulas; not blank cells."""
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HEADER = struct.Struct("<HH")


def scan(stream: bytes) -> dict[str, SheetSurvey]:
    """Search the stream `Workbook`; returns the marks of each sheet by its name.

    Raises:
        WorkbookUnreadable: it is encrypted, or a sheet's cells span too much.
    """
    struck = _struck_formats(stream)
    return {name: _scan_sheet(stream, start, name, struck) for name, start in _sheets(stream)}


def is_old(stream: bytes) -> bool:
    """Tell whether a stream is of Excel 5.0 or 95, whose texts are in some code page."""
    return stream[:2] == b"\x09\x08" and stream[4:6] == b"\x00\x05"


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, at, length in _records(stream, 0):
        if kind == _PASSWORD:
            raise locked()
        if kind == _SHEET and length > _NAME_AT:
            record = stream[at : at + length]
            wide = record[_NAME_AT - 1] & 1
            name = record[_NAME_AT:].decode("utf-16-le" if wide else "latin-1", "replace")
            yield name, int.from_bytes(record[:4], "little")


def _struck_formats(stream: bytes) -> frozenset[int]:
    """Return the numbers of the cell formats whose font is struck out."""
    fonts: list[bool] = []
    formats: list[int] = []
    for kind, at, length in _records(stream, 0):
        if kind == _FONT and length >= _HEADER.size:
            fonts.append(bool(_HEADER.unpack_from(stream, at)[1] & _STRUCK_OUT))
        elif kind == _FORMAT and length >= _HEADER.size:
            formats.append(_HEADER.unpack_from(stream, at)[0])
    struck = {at + (at >= _NO_FONT) for at, is_struck in enumerate(fonts) if is_struck}
    return frozenset(at for at, font in enumerate(formats) if font in struck)


def _scan_sheet(stream: bytes, start: int, name: str, struck: frozenset[int]) -> SheetSurvey:
    lowest = widest = (0, 0)
    errors: dict[tuple[int, int], str] = {}
    struck_out: dict[tuple[int, int], Struck] = {}
    hidden: set[int] = set()
    for kind, at, length in _records(stream, start):
        if kind == _ROW and length > _ROW_FLAGS_AT and stream[at + _ROW_FLAGS_AT] & _HIDDEN:
            hidden.add(_HEADER.unpack_from(stream, at)[0] + 1)
        if kind not in _CELLS or length < 6:  # noqa: PLR2004  # row, column, format
            continue
        row, column = _HEADER.unpack_from(stream, at)
        lowest = max(lowest, (row + 1, column + 1), key=itemgetter(0))
        widest = max(widest, (row + 1, column + 1), key=itemgetter(1))
        if error := _error(stream, kind, at):
            errors[row + 1, column + 1] = error
        if struck and int.from_bytes(stream[at + 4 : at + 6], "little") in struck:
            struck_out[row + 1, column + 1] = Struck("", "")
    if lowest[0] * widest[1] > MAX_CELLS:
        raise far_cell(name, lowest, (lowest[0], widest[1]))
    check_survey(len(struck_out))
    return SheetSurvey(errors=errors, struck=struck_out, hidden_rows=frozenset(hidden))


def _error(stream: bytes, kind: int, at: int) -> str | None:
    value = stream[at + 6 : at + 14]
    if kind == _BOOLEAN_OR_ERROR and value[1:2] == b"\x01":
        return _ERRORS.get(value[0])
    if kind == _FORMULA and value[:1] == b"\x02" and value[6:] == b"\xff\xff":
        return _ERRORS.get(value[2])
    return None


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield each record's kind, where its content starts and how long it is."""
    end = len(stream) - _HEADER.size
    while start <= end:
        kind, length = _HEADER.unpack_from(stream, start)
        if kind == _END:
            return
        yield kind, start + _HEADER.size, length
        start += _HEADER.size + length
