"""Reads the comments on the cells of an .xlsx: notes, and threads with answers."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.cellscan import column_number
from xxzz.xml.reading import XmlRefused, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.spreadsheet.guard import Package
    from xxzz.intake.spreadsheet.survey import Place

_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_MAX_BYTES = 8 << 20
_NOTES, _THREADS = "/comments", "/threadedComment"


def comments_of(package: Package, sheet: str) -> dict[Place, str]:
    """Return the text of each comment on the cells of a sheet, given as the name of its part.

    Excel keeps a thread also as a note, for older programs; of such a cell the thread counts.

    Raises:
        WorkbookUnreadable: the parts with the comments are too large, or damaged as entries.
    """
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package:
        return {}
    targets: dict[str, list[str]] = {_NOTES: [], _THREADS: []}
    for relation in _elements(package, relations):
        for kind, found in targets.items():
            if relation.get("Type", "").endswith(kind):
                found.append(
                    posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                )
    notes = _texts(package, targets[_NOTES], "comment")
    return {**notes, **_texts(package, targets[_THREADS], "threadedComment")}


def _texts(package: Package, parts: Iterable[str], tag: str) -> dict[Place, str]:
    texts: dict[Place, str] = {}
    for part in parts:
        for place, text in _comments(package, part.lstrip("/"), tag):
            texts[place] = f"{texts[place]}\n{text}" if place in texts else text
    return texts


def _comments(package: Package, part: str, tag: str) -> Iterator[tuple[Place, str]]:
    if part not in package:
        return
    for element in _elements(package, part):
        cell = _CELL.fullmatch(element.get("ref", ""))
        if cell and element.tag.rpartition("}")[2] == tag:
            leaves = (one for one in element.iter() if one.tag.rpartition("}")[2] in ("t", "text"))
            text = "".join(one.text or "" for one in leaves).strip()
            if text:
                yield (int(cell[2]), column_number(cell[1].encode())), text


def _elements(package: Package, part: str) -> Iterator[Element]:
    """Yield the elements of a part; none of one that is no XML, which Excel leaves out as well."""
    package.allow((part,), _MAX_BYTES)
    with suppress(XmlRefused):
        yield from parse(package.read(part)).iter()
