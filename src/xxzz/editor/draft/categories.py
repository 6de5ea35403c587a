"""Which category of last year a heading names; a new one gets an id to be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season import Season


class Categories:
    """The categories that a notice names, those of the reference season by their ids."""

    def __init__(self, reference: Season) -> None:
        self._reference = reference
        self._new: dict[str, str] = {}

    def find(self, text: str) -> str:
        """Return the id of the category that a column's head names."""
        known = self._reference.category(text)
        if known:
            return known
        return self._new.setdefault(comparison_key(text), f"new-{len(self._new) + 1}")

    def within(self, title: str) -> str:
        """Return the id of the category whose name stands in a title, the longest name first."""
        key = comparison_key(title)
        names = sorted(self._names(), key=lambda named: -len(named[0]))
        return next((id_ for name, id_ in names if name and name in key), "") or self.find(title)

    def is_new(self, category: str) -> bool:
        """Tell whether an id was made here."""
        return category in self._new.values()

    def _names(self) -> Iterator[tuple[str, str]]:
        for info in self._reference.notice.categories:
            yield from ((comparison_key(name), info.id) for name in (info.name, *info.aliases))
        yield from self._new.items()
