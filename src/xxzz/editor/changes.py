"""Compares two versions of a table; entries of lists are matched by their identity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.season.years import shifted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.strictyaml.problems import Keys

_IDENTITY = ("id", "name", "field", "section", "recommender", "kind", "category", "title")
"""Keys by which an entry is matched with last year's."""
_ALONE = ("id", "name")
_ABSENT = object()


class Change(NamedTuple):
    """A value that was changed, added or dropped; `keys` is its path on the side that has it."""

    keys: Keys
    old: Any
    new: Any
    kind: str
    """`changed`, `added`, `dropped`, or `words` for a list of which some entries differ."""


@dataclass(frozen=True, slots=True)
class Comparer:
    """Compares tables of two years; texts that differ only in the year are equal."""

    old_year: int
    new_year: int

    def changes(self, old: Any, new: Any, keys: tuple[str | int, ...] = ()) -> Iterator[Change]:
        """Yield the differences, in the order of the new table."""
        if isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys((*new, *old)):
                yield from self._pair(old.get(key, _ABSENT), new.get(key, _ABSENT), (*keys, key))
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(old, new, keys)
        elif not self.same(old, new):
            yield Change(keys, old, new, "changed")

    def same(self, old: Any, new: Any) -> bool:
        """Tell whether two values are equal, apart from their years."""
        if isinstance(old, str) and isinstance(new, str):
            return new in (old, shifted(old, self.old_year, self.new_year))
        return type(old) is type(new) and bool(old == new)

    def _pair(self, old: Any, new: Any, keys: tuple[str | int, ...]) -> Iterator[Change]:
        if old is _ABSENT:
            yield Change(keys, None, new, "added")
        elif new is _ABSENT:
            yield Change(keys, old, None, "dropped")
        else:
            yield from self.changes(old, new, keys)

    def _lists(
        self, old: list[Any], new: list[Any], keys: tuple[str | int, ...]
    ) -> Iterator[Change]:
        if not any(isinstance(entry, dict) for entry in (*old, *new)):
            moved = [
                shifted(one, self.old_year, self.new_year) if isinstance(one, str) else one
                for one in old
            ]
            added = [one for one in new if one not in moved and one not in old]
            dropped = [
                one
                for one, now in zip(old, moved, strict=True)
                if one not in new and now not in new
            ]
            if added or dropped:
                yield Change(keys, dropped, added, "words")
            return
        before, after = _identified(old), _identified(new)
        for identity, at in after.items():
            if identity in before:
                yield from self.changes(old[before[identity]], new[at], (*keys, at))
            else:
                yield Change((*keys, at), None, new[at], "added")
        for identity, at in before.items():
            if identity not in after:
                yield Change((*keys, at), old[at], None, "dropped")


def _identified(entries: list[Any]) -> dict[tuple[str, int], int]:
    """Return the positions of entries by identity and occurrence number."""
    times: Counter[str] = Counter()
    found = {}
    for at, entry in enumerate(entries):
        name = _identity(entry)
        found[name, times[name]] = at
        times[name] += 1
    return found


def _identity(entry: Any) -> str:
    if not isinstance(entry, dict):
        return repr(entry)
    if alone := next((key for key in _ALONE if key in entry), None):
        return f"{entry[alone]}"
    return repr([entry[key] for key in _IDENTITY if key in entry])
