"""Finds names that look like the same organisation, in time that grows with their number.

Two names are alike when, without the district and what offices and companies put around a name,
they are equal, or differ by one character that is left out, swapped with its neighbour, or
replaced by another. Tried on the 5,163 neighbourhood committees of Shanghai whose bare names have
at least 6 characters, all different bodies. What tells one from the next is mostly a numeral or
a point of the compass (第一, 第二; 东校, 西校), so a difference in one of those never counts. Of
the 1.3 million pairs within a district, about 30 more differ by one character left out or
swapped, but thousands by one replaced: one pair in 80 among names of 6 or 7 characters, one in
500 from 8 on. Hence `replaced_min_length` beside `similar_min_length`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.season import Season
    from xxzz.season.models import Duplicates

_PUNCTUATION = re.compile(r"\W+")
_DISTINGUISHING = frozenset(
    "0123456789abcdefghijklmnopqrstuvwxyz〇零一二三四五六七八九十百千甲乙丙丁东南西北中"
)
_GAP = "\0"
# Characters; the variants of a text cost the square of its length, and a longer one is no name.
_LONGEST = 100


CITY = "市级"
"""Stands for a district in names of the city's own bodies: 上海市民政局 is not 徐汇区民政局."""
_IMPLIED = "推荐单位的区"


class BareName(NamedTuple):
    """A name without what is put around it, and the district it belongs to, None where unknown.

    `named` where the name itself says so, and it is not only that of its recommender.
    """

    district: str | None
    core: str
    named: bool = False


class NameStripper:
    """Lays names bare with a season's districts, prefixes and suffixes."""

    def __init__(self, season: Season) -> None:
        duplicates = season.notice.duplicates
        rows = [row for row in season.quotas.recommenders if row.kind == "district"]
        self._districts = {
            comparison_key(n): row.name for row in rows for n in (row.name, *row.aliases)
        }
        prefixes = _any_of(map(comparison_key, duplicates.prefixes))
        self._start = re.compile(f"(?:{prefixes}|(?P<district>{_any_of(self._districts)}))*")
        self._city = tuple(map(comparison_key, duplicates.city))
        self._suffixes = sorted(map(comparison_key, duplicates.suffixes), key=len, reverse=True)

    def strip(self, key: str, district: str | None) -> BareName:
        """Lay a key name bare; `district` is its recommender's, for a name that has none."""
        named = False
        start = self._start.match(key)
        if start and start.end() < len(key):
            own = self._districts.get(start["district"])
            if own is None and district is None and key.startswith(self._city):
                own = CITY
            district, named = own or district, own is not None
            key = key[start.end() :]
        core = _PUNCTUATION.sub("", key) or key
        while suffix := next((s for s in self._suffixes if core.endswith(s) and core != s), ""):
            core = core.removesuffix(suffix)
        return BareName(district, core, named)


class _Places:
    """Where each key first stands, and where it first stands in each further district."""

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
        """Return where keys stand in a name's district, or where the district is not known."""
        known = [key for key in keys if key in self._first]  # of a name's variants almost none is
        places = (self._find(key, name) for key in known)
        return [place for place in places if place is not None]

    def _find(self, key: str, name: BareName) -> int | None:
        first = self._first[key]
        if _may_be_one(name, self._names[first]):
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
    """Map the index of each name to that of an earlier one that looks the same, where there is one.

    Names of two districts are never alike, nor those of the city and of a district; one without a
    district may belong to any.
    """
    similar: dict[int, int] = {}
    whole, gapped = _Places(names), _Places(names)
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
    """Map the index of each name to that of the first of the others that looks the same."""
    whole, varied, gapped = _Places(others), _Places(others), _Places(others)
    for at, other in enumerate(others):
        whole.add([other.core], at)
        varied.add(_variants(other.core, limits), at)
        gapped.add(_gapped(other.core, limits), at)
    found: dict[int, int] = {}
    for at, name in enumerate(names):
        core = [name.core]
        places = whole.find([*core, *_variants(name.core, limits)], name)
        places += varied.find(core, name)
        places += gapped.find(_gapped(name.core, limits), name)
        if places:
            found[at] = places[0]
    return found


def _may_be_one(name: BareName, other: BareName) -> bool:
    places = (name.district, other.district)
    if None in places or name.district == other.district:
        return True
    return CITY in places and not (name.named and other.named)


def _variants(core: str, limits: Duplicates) -> Iterator[str]:
    """Yield a name with one character left out, and with two neighbours swapped."""
    if len(core) > _LONGEST:
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
    """Yield a name with a gap in place of one character: two with the same differ only there."""
    if limits.replaced_min_length <= len(core) <= _LONGEST:
        for i, replaced in enumerate(core):
            if replaced not in _DISTINGUISHING:
                yield core[:i] + _GAP + core[i + 1 :]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
