"""Finds similar names of organisations, in time linear in their number.

Names are compared by their cores, without the district, prefixes and suffixes of offices and
companies. Two are similar if the cores are equal, or differ by one character that is left out,
swapped with its neighbour, or replaced.

This was tested with the 5,163 neighbourhood committees of Shanghai whose cores have at least 6
characters; all are different bodies. They mostly differ by a numeral or a direction (第一, 第二;
东校, 西校), so such a difference is ignored. Of the 1.3 million pairs within a district, only about
30 others differ by a character left out or swapped, but thousands by one replaced: one pair in 80
of those with 6 or 7 characters, one in 500 of the longer ones. That is why replaced characters have
a limit of their own, `replaced_min_length` beside `similar_min_length`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from xxzz.season.bare_names import CITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.season.bare_names import BareName
    from xxzz.season.models import Duplicates, Recommender

_DISTINGUISHING = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyz〇零一二三四五六七八九十百千甲乙丙丁东南西北中"
)
_GAP = "\0"
_MAX_LENGTH = 100
"""The most characters of a name; the variants take memory in the square of its length."""


_IMPLIED = "推荐单位的区"
"""Used as the district of names that have none of their own."""


class _Index:
    """The index of the first name with each key, and of the first one in each further district."""

    def __init__(self, names: Sequence[BareName]) -> None:
        self._names = names
        self._first: dict[str, int] = {}
        self._further: dict[tuple[str | None, str], int] = {}

    def add(self, keys: Iterable[str], at: int) -> None:
        for key in keys:
            if self._first.setdefault(key, at) != at:
                name = self._names[at]
                self._further.setdefault((name.district, key), at)
                if not name.named:
                    self._further.setdefault((_IMPLIED, key), at)

    def find(self, keys: Iterable[str], name: BareName) -> list[int]:
        """Return the indexes of names with some keys that can be in the district of `name`."""
        known = [key for key in keys if key in self._first]  # few of the variants are
        found = (self._find(key, name) for key in known)
        return [index for index in found if index is not None]

    def _find(self, key: str, name: BareName) -> int | None:
        first = self._first[key]
        if _may_be_same_district(name, self._names[first]):
            return first
        others = [name.district, None]
        if name.district == CITY:
            others.append(_IMPLIED)
        elif not name.named:
            others.append(CITY)
        return next(
            (self._further[one, key] for one in others if (one, key) in self._further), None
        )


def find_similar(names: Sequence[BareName], limits: Duplicates) -> Mapping[int, int]:
    """Map the indexes of names to those of earlier, similar names.

    Names of different districts, or of the city and a district, are not similar; a name without a
    district can belong to any.
    """
    similar: dict[int, int] = {}
    whole, gapped = _Index(names), _Index(names)
    for at, name in enumerate(names):
        if equal := whole.find([name.core], name):
            similar[at] = equal[0]
        whole.add([name.core], at)
    for at, name in enumerate(names):
        keys = list(_gapped(name.core, limits))
        found = whole.find(_variants(name.core, limits), name)
        found += gapped.find(keys, name)
        gapped.add(keys, at)
        for other in found:
            if other != at:
                similar.setdefault(max(at, other), min(at, other))
    return similar


def find_alike(
    names: Sequence[BareName], others: Sequence[BareName], limits: Duplicates
) -> Mapping[int, int]:
    """Map the indexes of names to those of the first similar ones among the others."""
    whole, varied, gapped = _Index(others), _Index(others), _Index(others)
    for at, other in enumerate(others):
        whole.add([other.core], at)
        varied.add(_variants(other.core, limits), at)
        gapped.add(_gapped(other.core, limits), at)
    found: dict[int, int] = {}
    for at, name in enumerate(names):
        core = [name.core]
        similar = whole.find([*core, *_variants(name.core, limits)], name)
        similar += varied.find(core, name)
        similar += gapped.find(_gapped(name.core, limits), name)
        if similar:
            found[at] = similar[0]
    return found


def district_of(recommender: Recommender | None) -> str | None:
    """Return the name of a recommender that is a district, else None."""
    return recommender.name if recommender and recommender.kind == "district" else None


def _may_be_same_district(name: BareName, other: BareName) -> bool:
    districts = (name.district, other.district)
    if None in districts or name.district == other.district:
        return True
    return CITY in districts and not (name.named and other.named)


def _variants(core: str, limits: Duplicates) -> Iterator[str]:
    """Yield a name with each character left out, and with each two neighbours swapped."""
    if len(core) > _MAX_LENGTH:
        return
    if len(core) > limits.similar_min_length:
        for i, left_out in enumerate(core):
            if left_out not in _DISTINGUISHING:
                yield core[:i] + core[i + 1 :]
    if len(core) >= limits.similar_min_length:
        for i, (one, next_one) in enumerate(pairwise(core)):
            if one not in _DISTINGUISHING and next_one not in _DISTINGUISHING:
                yield core[:i] + next_one + one + core[i + 2 :]


def _gapped(core: str, limits: Duplicates) -> Iterator[str]:
    """Yield a name with a gap for each character; names with a common result differ there."""
    if limits.replaced_min_length <= len(core) <= _MAX_LENGTH:
        for i, replaced in enumerate(core):
            if replaced not in _DISTINGUISHING:
                yield core[:i] + _GAP + core[i + 1 :]
