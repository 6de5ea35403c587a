"""Reads the custom properties of a workbook's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.xml.reading import XmlRefused, parse
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

_PARTS = ("docProps/custom.xml", "meta.xml")
"""The parts with the properties in .xlsx and .ods."""
_MAX_BYTES = 1 << 16


def custom_property(workbook: Path, name: str) -> str:
    """Return the value of a workbook's custom property, "" where it is missing or unreadable."""
    try:
        with workbook.open("rb") as file:
            archive = ForeignZip(file, Limits(part=_MAX_BYTES))
            parts = {entry.filename: entry for entry in archive.entries}
            found = next((entry for part, entry in parts.items() if part in _PARTS), None)
            root = parse(archive.read(found)) if found else None
    except (OSError, ZipRefused, XmlRefused):
        return ""
    properties = () if root is None else root.iter()
    return next((_text(one) for one in properties if _name(one) == name), "")


def _name(element: Element) -> str:
    names = (value for key, value in element.items() if key.rpartition("}")[2] == "name")
    return next(names, "")


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()
