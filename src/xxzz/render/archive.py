"""Word files of an office as the parts of a zip, and whether a file is one that xxzz wrote."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xxzz.xml.editing import Tree
from xxzz.xml.reading import XmlRefused
from xxzz.zips.parts import Part, is_tagged
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"

_MAX_BYTES = 64 * 1024 * 1024


class NotAPackage(Exception):
    """The file is no Word document: not a zip archive, damaged, or without a document part."""


class BrokenPart(Exception):
    """A part of the document is no proper XML; the text is its name."""


def read_parts(path: Path) -> dict[str, Part]:
    """Read the parts of a Word file in their order, compressed as they are.

    Raises:
        NotAPackage: the file is no Word document or is damaged.
        OSError: the file can't be read.
    """
    raw = path.read_bytes()
    try:
        archive = ForeignZip(io.BytesIO(raw), Limits(total=_MAX_BYTES))
        entries = [entry for entry in archive.entries if not entry.is_dir()]
        archive.check(entries)
        for entry in entries:
            archive.read(entry)  # so that damage shows
    except ZipRefused as error:
        raise NotAPackage(path.name) from error
    parts = {entry.filename: Part.cut_out(raw, entry) for entry in entries}
    if DOCUMENT not in parts or CONTENT_TYPES not in parts:
        raise NotAPackage(path.name)
    return parts


def tree_of(part: Part) -> Tree:
    """Return a part as XML.

    Raises:
        BrokenPart: it is none, or declares entities, which no office program writes.
    """
    try:
        return Tree.parse(part.content())
    except XmlRefused as error:
        raise BrokenPart(part.name) from error


def is_generated(path: Path) -> bool:
    """Tell whether a file is a Word file of xxzz where it was written, and not saved again since.

    Raises:
        OSError: the file can't be read.
    """
    with path.open("rb") as file:
        return is_tagged(file, path.name, DOCUMENT)
