"""Which element an element stands in: elements themselves do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element


class Parents:
    """The parents of all elements of a tree, as it was when this was made."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}

    def of(self, element: Element) -> Element | None:
        """Return an element's parent; the root has none."""
        return self._parents.get(element)

    def above(self, element: Element) -> Iterator[Element]:
        """Yield what an element stands in, from its parent to the root."""
        parent = self._parents.get(element)
        while parent is not None:
            yield parent
            parent = self._parents.get(parent)

    def nearest(self, element: Element, tag: str) -> Element | None:
        """Return the innermost element of this name that an element stands in."""
        return next((one for one in self.above(element) if one.tag == tag), None)

    def insert(
        self,
        before: Mapping[Element, Sequence[Element]],
        after: Mapping[Element, Sequence[Element]],
    ) -> None:
        """Put elements before and after others; each parent's children are laid out once."""
        touched = {self._parents[one]: None for one in (*before, *after) if one in self._parents}

        def laid_out(children: Sequence[Element]) -> Iterator[Element]:
            for child in children:
                yield from before.get(child, ())
                yield child
                yield from laid_out(after.get(child, ()))

        for parent in touched:
            parent[:] = list(laid_out(list(parent)))
