"""Surveys the records of an .xls (BIFF8): the extent of each sheet, error values, formatting.

The formatting is that of text that is struck out or white, and of hidden rows and columns.
"""

from __future__ import annotations

import struct
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.biff_texts import struck_texts
from xxzz.intake.spreadsheet.errors import far_cell, locked
from xxzz.intake.spreadsheet.guard import MAX_CELLS, check_special_cells
from xxzz.intake.spreadsheet.survey import SheetSurvey, Struck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHEET, _PASSWORD, _END = 0x0085, 0x002F, 0x000A
_FONT, _FORMAT, _ROW, _COLUMNS = 0x0031, 0x00E0, 0x0208, 0x007D
_TEXTS, _CONTINUED, _SHARED = 0x00FC, 0x003C, 0x00FD
_FONT_HEAD = struct.Struct("<HHH")
_FORMAT_BYTES, _PATTERN_AT, _GROUND_AT = 20, 17, 18
_SOLID, _WHITES = 1, (0x01, 0x09)
_STRUCK_OUT, _HIDDEN = 0x08, 0x20
_ROW_FLAGS_AT, _COLUMN_FLAGS_AT = 12, 8
_SKIPPED_FONT = 4  # font numbers leave it out (MS-XLS, FontIndex)
_NAME_AT = 8
_BOOLEAN_OR_ERROR, _FORMULA = 0x0205, 0x0006
_CELLS = frozenset({0x0203, 0x0204, 0x00FD, 0x027E, 0x00BD, 0x00D6, _BOOLEAN_OR_ERROR, _FORMULA})
"""The records of cells with numbers, texts, errors and formulas; not of blank cells."""
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
    """Survey the stream `Workbook`; return the survey of each sheet by its name.

    Raises:
        WorkbookUnreadable: it is encrypted, or a sheet is too large.
    """
    formats = _formats(stream)
    return {name: _scan_sheet(stream, start, name, formats) for name, start in _sheets(stream)}


def is_old(stream: bytes) -> bool:
    """Tell whether a stream is of Excel 5.0 or 95 (BIFF5), whose texts are in a code page."""
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


class _Formats(NamedTuple):
    """The numbers of the cell formats whose font is struck out, or white on white (`pale`).

    `texts` has the shared texts of which a part is struck out, by number.
    """

    struck: frozenset[int]
    pale: frozenset[int]
    texts: Mapping[int, Struck]

    def struck_in(self, number: int, text: int) -> Struck | None:
        """Return what is struck out in a cell of this format and shared text."""
        return Struck("", "") if number in self.struck else self.texts.get(text)


def _formats(stream: bytes) -> _Formats:
    fonts: list[tuple[bool, bool]] = []
    formats: list[tuple[int, bool]] = []
    for kind, at, length in _records(stream, 0):
        if kind == _FONT and length >= _FONT_HEAD.size:
            _, flags, color = _FONT_HEAD.unpack_from(stream, at)
            fonts.append((bool(flags & _STRUCK_OUT), color in _WHITES))
        elif kind == _FORMAT and length >= _HEADER.size:
            formats.append((_HEADER.unpack_from(stream, at)[0], _is_dark(stream[at : at + length])))
    by_number = {at + (at >= _SKIPPED_FONT): font for at, font in enumerate(fonts)}
    struck_fonts = {at for at, (struck, _) in by_number.items() if struck}
    styles = [(*by_number.get(font, (False, False)), dark) for font, dark in formats]
    return _Formats(
        frozenset(at for at, (struck, _, _) in enumerate(styles) if struck),
        frozenset(at for at, (_, white, dark) in enumerate(styles) if white and not dark),
        struck_texts(_shared_texts(stream), struck_fonts) if struck_fonts else {},
    )


def _shared_texts(stream: bytes) -> list[bytes]:
    """Return the content of the record with the shared texts (SST), and of its continuations."""
    pieces: list[bytes] = []
    before = 0
    for kind, at, length in _records(stream, 0):
        before = _TEXTS if kind == _CONTINUED and before == _TEXTS else kind
        if before == _TEXTS:
            pieces.append(stream[at : at + length])
    return pieces


def _is_dark(record: bytes) -> bool:
    """Tell whether white text can be read on the background of a cell format."""
    if len(record) < _FORMAT_BYTES:
        return True  # a shorter record of Excel 95
    pattern = record[_PATTERN_AT] >> 2
    return pattern > _SOLID or (pattern == _SOLID and (record[_GROUND_AT] & 0x7F) not in _WHITES)


def _scan_sheet(stream: bytes, start: int, name: str, formats: _Formats) -> SheetSurvey:
    lowest = widest = (0, 0)
    errors: dict[tuple[int, int], str] = {}
    struck: dict[tuple[int, int], Struck] = {}
    pale: set[tuple[int, int]] = set()
    hidden = _Hidden()
    for kind, at, length in _records(stream, start):
        if kind in (_ROW, _COLUMNS):
            hidden.add(kind, stream[at : at + length])
        if kind not in _CELLS or length < 6:  # noqa: PLR2004  # row, column, format
            continue
        row, column = _HEADER.unpack_from(stream, at)
        place = row + 1, column + 1
        lowest = max(lowest, place, key=itemgetter(0))
        widest = max(widest, place, key=itemgetter(1))
        if error := _error(stream, kind, at):
            errors[place] = error
        number = int.from_bytes(stream[at + 4 : at + 6], "little")
        if text := formats.struck_in(number, _text_number(stream, at) if kind == _SHARED else -1):
            struck[place] = text
        if number in formats.pale:
            pale.add(place)
    if lowest[0] * widest[1] > MAX_CELLS:
        raise far_cell(name, lowest, (lowest[0], widest[1]))
    check_special_cells(len(struck) + len(pale))
    return SheetSurvey(
        errors=errors,
        struck=struck,
        pale=frozenset(pale),
        hidden_rows=frozenset(hidden.rows),
        hidden_columns=frozenset(hidden.columns),
    )


class _Hidden:
    """The hidden rows and columns of a sheet, from 1."""

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.columns: set[int] = set()

    def add(self, kind: int, record: bytes) -> None:
        """Evaluate the record of a row or of columns."""
        if kind == _ROW and len(record) > _ROW_FLAGS_AT and record[_ROW_FLAGS_AT] & _HIDDEN:
            self.rows.add(_HEADER.unpack_from(record)[0] + 1)
        elif kind == _COLUMNS and len(record) > _COLUMN_FLAGS_AT and record[_COLUMN_FLAGS_AT] & 1:
            first, last = _HEADER.unpack_from(record)
            self.columns.update(range(first + 1, last + 2))


def _text_number(stream: bytes, at: int) -> int:
    return int.from_bytes(stream[at + 6 : at + 10], "little")


def _error(stream: bytes, kind: int, at: int) -> str | None:
    value = stream[at + 6 : at + 14]
    if kind == _BOOLEAN_OR_ERROR and value[1:2] == b"\x01":
        return _ERRORS.get(value[0])
    if kind == _FORMULA and value[:1] == b"\x02" and value[6:] == b"\xff\xff":
        return _ERRORS.get(value[2])
    return None


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Yield the kind of each record, and the position and length of its content."""
    end = len(stream) - _HEADER.size
    while start <= end:
        kind, length = _HEADER.unpack_from(stream, start)
        if kind == _END:
            return
        yield kind, start + _HEADER.size, length
        start += _HEADER.size + length
