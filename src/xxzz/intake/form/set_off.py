"""Finds the category that is chosen by its format: bold, coloured or framed, not ticked."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.intake.form.category import category_pattern
from xxzz.intake.form.ticks import read_ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.intake.form.grid import Cell, Line
    from xxzz.intake.form.model import Box
    from xxzz.season import Season

_MAX_LENGTH = 200
"""The most characters of a cell that lists the categories."""
_PLAIN = ("none", "auto", "000000", "nil")


class SetOffReader:
    """Looks at the cells that list a season's categories."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._option = category_pattern(season)

    def read(self, document: Document, tables: Iterable[Iterable[Line]], box: Box) -> Box:
        """Return the box of the category; if it has none, with the one that stands out."""
        if self._season.category(box.value):
            return box
        cells = (cell for lines in tables for line in lines for cell in line)
        lists = (cell for cell in cells if cell.element is not None and self._is_open(cell))
        names = [name for cell in lists for name in self._set_off(document, cell.element)]
        if len({self._season.category(name) for name in names}) != 1:
            return box
        name = max(names, key=len)
        doubt = f"没有打勾，“{name}”和别的字样子不同（加粗、颜色、加线等），当作它。"
        return replace(box, value=name, doubts=(doubt,))

    def _is_open(self, cell: Cell) -> bool:
        """Tell whether a cell lists several categories and nothing is ticked."""
        if len(cell.text) > _MAX_LENGTH:
            return False
        listed = {self._season.category(one[0]) for one in self._option.finditer(cell.text)}
        if len(listed) < 2:  # noqa: PLR2004  # several
            return False
        ticked = read_ticks(cell.text, self._option)
        return not ticked.names and not ticked.unclear

    def _set_off(self, document: Document, cell: Element | None) -> Iterator[str]:
        runs = () if cell is None else cell.iter(f"{document.w}r")
        for set_off, group in groupby(runs, key=lambda run: _is_set_off(document, run)):
            texts = (text.text or "" for run in group for text in run.iter(f"{document.w}t"))
            if set_off:
                yield from (
                    "".join(one[0].split()) for one in self._option.finditer("".join(texts))
                )


def _is_set_off(document: Document, run: Element) -> bool:
    w = document.w
    properties = run.find(f"{w}rPr")
    if properties is None:
        return False
    look = document.styles.emphases.of(properties)
    if (
        look.bold
        or look.italic
        or look.underlined
        or document.styles.markings.is_shaded(properties)
    ):
        return True
    found = (properties.find(f"{w}{name}") for name in ("color", "bdr", "em"))
    return any(one is not None and one.get(f"{w}val", "none") not in _PLAIN for one in found)
