"""Looks up parents of elements; ElementTree elements have no parent reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element


class Parents:
    """Parent of each element of a tree; a snapshot that is not updated when the tree changes."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}

    def of(self, element: Element) -> Element | None:
        """Return an element's parent, or None for the root."""
        return self._parents.get(element)

    def above(self, element: Element) -> Iterator[Element]:
        """Yield the ancestors of an element, from its parent to the root."""
        parent = self._parents.get(element)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def nearest(self, element: Element, tag: str) -> Element | None:
        """Return the nearest ancestor with this tag, or None."""
        return next((one for one in self.above(element) if one.tag == tag), None)

    def insert(
        self,
        before: Mapping[Element, Sequence[Element]],
        after: Mapping[Element, Sequence[Element]],
    ) -> None:
        """Insert elements before and after others; each parent's child list is rebuilt once."""
        touched = {self._parents[one]: None for one in (*before, *after) if one in self._parents}

        def laid_out(children: Sequence[Element]) -> Iterator[Element]:
            for child in children:
                yield from before.get(child, ())
                yield child
                yield from laid_out(after.get(child, ()))

        for parent in touched:
            parent[:] = list(laid_out(list(parent)))
