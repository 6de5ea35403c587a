"""Whose numbers are whose, from what the tool wrote last: people change or delete cells."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.bundle.city.register.model import Number, Receipt
    from xxzz.bundle.city.register.table import Table


class GivenNumbers:
    """The numbers given to nominations, by recommender and name.

    A number never changes once it was given: not if a cell was changed, sorted alone or deleted.
    """

    def __init__(self, numbers: Table[Number]) -> None:
        self._known: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for number in numbers.last_written:
            cells = numbers.last_row(number)
            self._known[cells.recommender, comparison_key(cells.name)].append(number)

    def of(self, recommender: str, name: str) -> Sequence[str]:
        """Return the numbers given to the nominations of a recommender with this name."""
        return self._known.get((recommender, comparison_key(name)), ())

    def changed(self, cells: Number) -> str:
        """Return the number that was given to the nomination in a row with another, or ""."""
        given = self.of(cells.recommender, cells.name)
        return given[0] if cells.number and given and cells.number not in given else ""


def follow_receipts(receipts: Table[Receipt]) -> None:
    """Go by the files' digests where people gave receipts other numbers."""
    by_digest: dict[str, Receipt] = {}
    for number in receipts.last_written:
        cells = receipts.last_row(number)
        by_digest.setdefault(cells.digest, cells)
    for _, cells in receipts.rows:
        known = by_digest.get(cells.digest)
        if cells.digest and known and receipts.last_row(cells.number).digest != cells.digest:
            receipts.last_written[cells.number] = (cells.number, *known[1:])
