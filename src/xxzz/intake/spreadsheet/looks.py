"""What the looks of an .xlsx say of its cells: text that is struck out or white, what is hidden.

Also how numbers show.
The fast reader tells none of it. As in `cellscan`, bytes are searched, and only for what the
workbook's styles say is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.cell_formats import CellFormats
from xxzz.intake.spreadsheet.cellscan import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.intake.spreadsheet.guard import Package
    from xxzz.intake.spreadsheet.shared_strings import SharedTexts

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

Place = tuple[int, int]


class Struck(NamedTuple):
    """A text with a part that is struck out: what is left (nothing if all is), what is struck."""

    left: str
    struck: str


class Looks:
    """The looks of one workbook."""

    def __init__(self, package: Package, shared: SharedTexts) -> None:
        self._shared = shared
        self._formats = CellFormats(package)

    def hidden_rows(self, xml: bytes) -> frozenset[int]:
        """Return the rows of a sheet that are hidden, also by a filter or for want of height."""
        if b"hidden=" not in xml and b' ht="0' not in xml:
            return frozenset()
        return frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(xml))

    def struck(self, xml: bytes) -> dict[Place, Struck]:
        """Return the cells of a sheet with text that is struck out."""
        found = dict(self._struck_texts(xml))
        for place in _cells_of(self._formats.struck, xml):
            found[place] = Struck("", "")
        return found

    def pale(self, xml: bytes) -> frozenset[Place]:
        """Return the cells of a sheet whose text is white on white, or not shown by its format."""
        return frozenset(_cells_of(self._formats.pale, xml))

    def hidden_columns(self, xml: bytes) -> frozenset[int]:
        """Return the columns of a sheet that are hidden, also for want of width."""
        found: set[int] = set()
        for match in _HIDDEN_COLUMNS.finditer(xml, 0, max(xml.find(b"<sheetData"), 0)):
            bounds = {name: int(number) for name, number in _BOUND.findall(match[0])}
            found.update(range(bounds.get(b"min", 1), min(bounds.get(b"max", 0), _MAX_COLUMN) + 1))
        return frozenset(found)

    def shown(self, xml: bytes) -> dict[Place, str]:
        """Return the numbers of a sheet that show as something else than their own digits."""
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
        """The shared texts with runs that are struck out, by number."""
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
    """Part the runs of a rich text; None where nothing that shows is struck out."""
    left = struck = ""
    for run in _RUN.findall(xml):
        text = "".join(unescape(part.decode("utf-8", "replace")) for part in _TEXT.findall(run))
        if _STRIKE.search(run):
            struck += text
        else:
            left += text
    return Struck(left.strip(), struck.strip()) if struck.strip() else None


def _cells_of(styles: Sequence[bytes], xml: bytes) -> Iterator[Place]:
    """Yield the cells with content that have one of these formats."""
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
