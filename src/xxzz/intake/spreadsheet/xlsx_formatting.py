"""The formatting of an .xlsx that calamine does not tell.

That is text that is struck out or white on white, hidden rows and columns, and number formats. As
in `cellscan`, the bytes of the sheets are searched, and only for formats that the workbook has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cell_formats import CellFormats
from xxzz.intake.spreadsheet.cellscan import column_number
from xxzz.intake.spreadsheet.survey import Struck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.spreadsheet.guard import Package
    from xxzz.intake.spreadsheet.shared_strings import SharedTexts
    from xxzz.intake.spreadsheet.survey import Place

_STRIKE = re.compile(rb'<(?:\w+:)?strike\b(?![^<>]*val="(?:0|false)")[^<>]*>')
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_TEXT = re.compile(rb"<t(?: [^<>]*)?>([^<]*)</t>")
_ITEM = re.compile(b"<si[ >]")
_HIDDEN_ROW = re.compile(
    rb'<row [^<>]*?\br="([0-9]{1,7})"[^<>]*? (?:hidden="(?:1|true)"|ht="0(?:\.0+)?")'
)
_HIDDEN_COLUMNS = re.compile(rb'<col (?=[^<>]*\b(?:hidden="(?:1|true)"|width="0(?:\.0+)?"))[^<>]*>')
_BOUND = re.compile(rb'\b(min|max)="([0-9]{1,5})"')
_CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_OF_STYLE = _CELL + rb'(?: t="\w{1,9}")? s="('
_SHARED = re.compile(_CELL + rb'[^<>]* t="s"[^<>]*><v>([0-9]{1,9})</v>')
_INLINE = re.compile(_CELL + rb'[^<>]* t="inlineStr"[^<>]*><is>(.*?)</is>', re.DOTALL)

_MAX_COLUMN = 16_384


class SheetFormatting:
    """Finds the formatting in the sheets of one workbook; `xml` is a sheet's."""

    def __init__(self, package: Package, shared: SharedTexts) -> None:
        self._shared = shared
        self._formats = CellFormats(package)

    def hidden_rows(self, xml: bytes) -> frozenset[int]:
        """Return the rows that are hidden, filtered out, or without height."""
        if b"hidden=" not in xml and b' ht="0' not in xml:
            return frozenset()
        return frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(xml))

    def struck(self, xml: bytes) -> dict[Place, Struck]:
        """Return the cells with text that is struck out."""
        found = dict(self._struck_texts(xml))
        for place in _cells_of(self._formats.struck, xml):
            found[place] = Struck("", "")
        return found

    def pale(self, xml: bytes) -> frozenset[Place]:
        """Return the cells whose text is white on white, or hidden by their number format."""
        return frozenset(_cells_of(self._formats.pale, xml))

    def hidden_columns(self, xml: bytes) -> frozenset[int]:
        """Return the columns that are hidden, or without width."""
        found: set[int] = set()
        for match in _HIDDEN_COLUMNS.finditer(xml, 0, max(xml.find(b"<sheetData"), 0)):
            bounds = {name: int(number) for name, number in _BOUND.findall(match[0])}
            found.update(range(bounds.get(b"min", 1), min(bounds.get(b"max", 0), _MAX_COLUMN) + 1))
        return frozenset(found)

    def shown(self, xml: bytes) -> dict[Place, str]:
        """Return the text of the numbers whose format shows something else than their digits."""
        formats = self._formats.numbers
        if not formats:
            return {}
        pattern = re.compile(
            _OF_STYLE + b"|".join(formats) + rb')"(?: t="n")?>'
            rb"(?:<f[^<>]*(?:/>|>[^<]*</f>))?<v>([-+0-9.eE]{1,30})</v>"
        )
        texts = (
            (_place(match), formats[match[3]].shown(_number(match[4])))
            for match in pattern.finditer(xml)
        )
        return {place: text for place, text in texts if text is not None}

    def affixes(self, xml: bytes) -> dict[Place, tuple[str, str]]:
        """Return what the formats of cells show before and behind a text."""
        formats = self._formats.texts
        if not formats:
            return {}
        pattern = re.compile(_OF_STYLE + b"|".join(formats) + rb')"[^<>]*[^/]>')
        return {_place(match): formats[match[3]] for match in pattern.finditer(xml)}

    def _struck_texts(self, xml: bytes) -> Iterator[tuple[Place, Struck]]:
        if b"strike" in xml:
            for match in _INLINE.finditer(xml):
                if text := _struck_runs(match[3]):
                    yield _place(match), text
        if texts := self._struck_items:
            for match in _SHARED.finditer(xml):
                if text := texts.get(int(match[3])):
                    yield _place(match), text

    @cached_property
    def _struck_items(self) -> Mapping[int, Struck]:
        """The shared texts of which a part is struck out, by number."""
        if not self._shared:
            return {}
        xml = self._shared.xml
        if b"strike" not in xml:
            return {}
        starts = [match.start() for match in _ITEM.finditer(xml)]
        numbers = {bisect_right(starts, match.start()) - 1 for match in _STRIKE.finditer(xml)}
        ends = [*starts[1:], len(xml)]
        texts = {at: _struck_runs(xml[starts[at] : ends[at]]) for at in numbers if at >= 0}
        return {at: text for at, text in texts.items() if text}


def _struck_runs(xml: bytes) -> Struck | None:
    """Split a rich text; return None where no visible text is struck out."""
    rest = struck = ""
    for run in _RUN.findall(xml):
        text = "".join(unescape(part.decode("utf-8", "replace")) for part in _TEXT.findall(run))
        if _STRIKE.search(run):
            struck += text
        else:
            rest += text
    return Struck(rest.strip(), struck.strip()) if struck.strip() else None


def _cells_of(styles: Sequence[bytes], xml: bytes) -> Iterator[Place]:
    """Yield the cells with content and one of some formats."""
    if styles:
        pattern = re.compile(_OF_STYLE + b"|".join(styles) + rb')"[^<>]*[^/]>')
        yield from map(_place, pattern.finditer(xml))


def _place(match: re.Match[bytes]) -> Place:
    return int(match[2]), column_number(match[1])


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
