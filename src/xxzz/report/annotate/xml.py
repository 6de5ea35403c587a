"""Helpers for the XML of a workbook."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def new_root(tag: str, namespace: str) -> ET.Element:
    """Return an element to be the root of a part, where its namespace needs no prefix."""
    return ET.Element(f"{{{namespace}}}{tag}")


def child(parent: ET.Element, tag: str) -> ET.Element:
    """Return the first child with this tag.

    Raises:
        KeyError: there is none, although the schema requires it.
    """
    found = parent.find(tag)
    if found is None:
        raise KeyError(tag)
    return found
