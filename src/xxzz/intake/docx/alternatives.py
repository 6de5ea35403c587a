"""Content in several versions (mc:AlternateContent), of which Word shows the first it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_MC}AlternateContent"
"""The element with the versions: mc:Choice for newer programs, mc:Fallback for old ones."""


def first_choice(alternatives: Element) -> Iterator[Element]:
    """Yield the children of an AlternateContent without its fallback and further choices."""
    chosen = False
    for element in alternatives:
        is_choice = element.tag == f"{_MC}Choice"
        if element.tag != f"{_MC}Fallback" and not (is_choice and chosen):
            yield element
        chosen |= is_choice


def visible(root: Element) -> Iterator[Element]:
    """Yield all elements below one, of an AlternateContent only the first choice."""
    for child in first_choice(root) if root.tag == ALTERNATIVES else root:
        yield child
        yield from visible(child)
