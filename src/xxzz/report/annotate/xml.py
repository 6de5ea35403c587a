"""The two things that lxml has no short word for."""

from __future__ import annotations

from lxml import etree


def new_root(tag: str, namespace: str) -> etree._Element:
    """Return an element in a namespace that needs no prefix."""
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')


def child(parent: etree._Element, tag: str) -> etree._Element:
    """Return the first child of this name.

    Raises:
        KeyError: there is none, though the schema demands it.
    """
    found = parent.find(tag)
    if found is None:
        raise KeyError(tag)
    return found
