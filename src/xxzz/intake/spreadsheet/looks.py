"""What the looks of an .xlsx say of its cells: struck-out text, hidden rows, numbers as shown.

The fast reader tells none of it. As in `cellscan`, bytes are searched, and only for what the
workbook's styles say is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.spreadsheet.cellscan import column_number
from xxzz.intake.spreadsheet.number_format import BUILT_IN, NumberFormat, number_format
from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from xxzz.intake.spreadsheet.guard import Package

STYLES = "xl/styles.xml"
_MAX_STYLES = 4 << 20
_STRIKE = re.compile(rb'<(?:\w+:)?strike\b(?![^<>]*val="(?:0|false)")[^<>]*>')
_RUN = re.compile(rb"<r>(.*?)</r>", re.DOTALL)
_TEXT = re.compile(rb"<t(?: [^<>]*)?>([^<]*)</t>")
_ITEM = re.compile(b"<si[ >]")
_HIDDEN_ROW = re.compile(
    rb'<row [^<>]*?\br="([0-9]{1,7})"[^<>]*? (?:hidden="(?:1|true)"|ht="0(?:\.0+)?")'
)
_CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
_SHARED = re.compile(_CELL + rb'[^<>]* t="s"[^<>]*><v>([0-9]{1,9})</v>')
_INLINE = re.compile(_CELL + rb'[^<>]* t="inlineStr"[^<>]*><is>(.*?)</is>', re.DOTALL)

Place = tuple[int, int]


class Struck(NamedTuple):
    """A text with a part that is struck out: what is left (nothing if all is), what is struck."""

    left: str
    struck: str


class Looks:
    """The looks of one workbook."""

    def __init__(self, package: Package, shared: str) -> None:
        self._package = package
        self._shared = shared

    def hidden_rows(self, xml: bytes) -> frozenset[int]:
        """Return the rows of a sheet that are hidden, also by a filter or for want of height."""
        if b"hidden=" not in xml and b' ht="0' not in xml:
            return frozenset()
        return frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(xml))

    def struck(self, xml: bytes) -> dict[Place, Struck]:
        """Return the cells of a sheet with text that is struck out."""
        found = dict(self._struck_texts(xml))
        if styles := self._struck_styles:
            whole = re.compile(_CELL + rb' s="(?:' + b"|".join(styles) + rb')"[^<>]*[^/]>')
            for match in whole.finditer(xml):
                found[_place(match)] = Struck("", "")
        return found

    def shown(self, xml: bytes) -> dict[Place, str]:
        """Return the numbers of a sheet that show as something else than their own digits."""
        formats = self._number_formats
        if not formats:
            return {}
        pattern = re.compile(
            _CELL + rb' s="(' + b"|".join(formats) + rb')"(?: t="n")?>'
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
        if not self._package.size(self._shared):
            return {}
        xml = self._package.read(self._shared)
        if b"strike" not in xml:
            return {}
        starts = [match.start() for match in _ITEM.finditer(xml)]
        numbers = {bisect_right(starts, match.start()) - 1 for match in _STRIKE.finditer(xml)}
        ends = [*starts[1:], len(xml)]
        texts = {at: _struck_runs(xml[starts[at] : ends[at]]) for at in numbers if at >= 0}
        return {at: text for at, text in texts.items() if text}

    @cached_property
    def _styles(self) -> Element | None:
        if not 0 < self._package.size(STYLES) <= _MAX_STYLES:
            return None
        try:
            return parse(self._package.read(STYLES))
        except XmlRefused:
            return None  # the reader can do without

    @cached_property
    def _struck_styles(self) -> list[bytes]:
        """The numbers of the cell formats whose font is struck out."""
        fonts = [any(_is_on(one, "strike") for one in font) for font in self._children("fonts")]
        if not any(fonts):
            return []
        return [
            b"%d" % at
            for at, style in enumerate(self._children("cellXfs"))
            if (number := _digits(style.get("fontId"))) < len(fonts) and fonts[number]
        ]

    @cached_property
    def _number_formats(self) -> dict[bytes, NumberFormat]:
        """What the cell formats say of numbers, by number."""
        codes = dict(BUILT_IN)
        codes |= {
            _digits(one.get("numFmtId")): one.get("formatCode", "")
            for one in self._children("numFmts")
        }
        found = (
            (b"%d" % at, number_format(codes.get(_digits(style.get("numFmtId")), "")))
            for at, style in enumerate(self._children("cellXfs"))
        )
        return {at: one for at, one in found if one and one != _PLAIN}

    def _children(self, name: str) -> list[Element]:
        root = self._styles
        if root is None:
            return []
        found = next((one for one in root if one.tag.rpartition("}")[2] == name), None)
        return [] if found is None else list(found)


_PLAIN = number_format("0.###############")


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


def _place(match: re.Match[bytes]) -> Place:
    return int(match[2]), column_number(match[1])


def _is_on(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name and element.get("val") not in {"0", "false"}


def _digits(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004  # more is no number of a style


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
