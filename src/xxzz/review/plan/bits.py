"""Sets of experts as bit masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def bits(numbers: Iterable[int]) -> int:
    """Return the set of these numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def each(members: int) -> Iterator[int]:
    """Yield the members of a set in ascending order."""
    while members:
        low = members & -members
        yield low.bit_length() - 1
        members ^= low


def groups(names: Sequence[str]) -> list[int]:
    """Return for each expert the set of experts of the same unit; one without unit is alone."""
    together: dict[str, int] = {}
    for at, name in enumerate(names):
        together[name] = together.get(name, 0) | 1 << at
    return [together[name] if name else 1 << at for at, name in enumerate(names)]
