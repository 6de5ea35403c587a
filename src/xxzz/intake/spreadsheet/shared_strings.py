"""Measures the shared texts of an .xlsx (sharedStrings.xml).

Excel stores each text once, and cells refer to it by number. Calamine copies it for each of them,
so that a file of a few kilobytes can expand to gigabytes.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import too_large
from xxzz.intake.spreadsheet.guard import MAX_CELLS

if TYPE_CHECKING:
    from xxzz.intake.spreadsheet.guard import Package

PART = "xl/sharedStrings.xml"

_TYPE = b'"s"'
_REFERENCE = re.compile(rb' t="s"[^<>]{0,80}>(?:<f[^<>]*(?:/>|>[^<]*</f>))?<v>([0-9]{1,9})</v>')
_BEGINNING = re.compile(b"<si")
_SMALL, _LARGE = 4 << 20, 32 << 20


class SharedTexts:
    """The texts that the cells of one workbook share."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def size(self, xml: bytes) -> int | None:
        """Return an upper bound of the bytes of the shared texts that a sheet's cells refer to.

        None stands for XML of an unusual form, from which it can't be determined.

        Raises:
            WorkbookUnreadable: there are more texts than `MAX_CELLS`.
        """
        types = xml.count(_TYPE)
        if b"'s'" in xml:
            return None
        whole = self._package.size(PART)
        if types * whole <= _SMALL and whole <= _LARGE:
            return types * whole
        references = _REFERENCE.findall(xml)
        try:
            size = sum(map(self._lengths.__getitem__, map(int, references)))
        except IndexError:
            return None
        return size if len(references) == types else None

    @cached_property
    def xml(self) -> bytes:
        """The part with the texts; cached, since it is most of a workbook.

        Raises:
            WorkbookUnreadable: it is missing or damaged.
        """
        return self._package.read(PART)

    def __bool__(self) -> bool:
        return self._package.size(PART) > 0

    @cached_property
    def _lengths(self) -> list[int]:
        xml = self.xml
        # a comment may contain `<si`; the search for one character is much faster
        if b"!" in xml and b"<!" in xml:
            return []
        if xml.count(b"<si") > MAX_CELLS:
            raise too_large("文字太多")
        starts = [match.start() for match in _BEGINNING.finditer(xml)]
        return [end - start for start, end in pairwise([*starts, len(xml)])]
