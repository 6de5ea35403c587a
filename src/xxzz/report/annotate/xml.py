"""Two short words for elements of a workbook."""

from __future__ import annotations

from xml.etree import ElementTree as ET


def new_root(tag: str, namespace: str) -> ET.Element:
    """Return an element in a namespace ; as the root of a part it needs no prefix."""
    return ET.Element(f"{{{namespace}}}{tag}")


def child(parent: ET.Element, tag: str) -> ET.Element:
    """Return the first child of this name.

    Raises:
        KeyError: there is none, though the schema demands it.
    """
    found = parent.find(tag)
    if found is None:
        raise KeyError(tag)
    return found
