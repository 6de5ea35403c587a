"""Maps headings to last year's categories; a new category gets a provisional id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season


class Categories:
    """The categories in a notice; known ones have the ids of the reference season."""

    def __init__(self, reference: Season) -> None:
        self._reference = reference
        self._new: dict[str, str] = {}

    @property
    def only(self) -> str:
        """The id of the reference season's category, "" where it has several."""
        known = self._reference.categories
        return known[0] if len(known) == 1 else ""

    def find(self, text: str) -> str:
        """Return the category id for a column header."""
        known = self._reference.category(text)
        if known:
            return known
        return self._new.setdefault(comparison_key(text), f"new-{len(self._new) + 1}")

    def within(self, title: str) -> str:
        """Return the id of the category named in a title; the longest name wins."""
        key = comparison_key(title)
        names = sorted(self._names(), key=lambda named: -len(named[0]))
        return next((id_ for name, id_ in names if name and name in key), "") or self.find(title)

    def is_new(self, category: str) -> bool:
        """Tell whether an id is provisional."""
        return category in self._new.values()

    def _names(self) -> Iterator[tuple[str, str]]:
        for info in self._reference.notice.categories:
            yield from ((comparison_key(name), info.id) for name in (info.name, *info.aliases))
        yield from self._new.items()
