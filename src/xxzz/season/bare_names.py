"""The cores of names: without the district, prefixes and suffixes of offices and companies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season.tables import Season

_PUNCTUATION = re.compile(r"\W+")

CITY = "市级"
"""Used as the district of the city's own bodies: 上海市民政局 is not 徐汇区民政局."""


class BareName(NamedTuple):
    """The core of a name, and its district, None where unknown.

    `named` tells whether the district is in the name itself, and not only the recommender's.
    """

    district: str | None
    core: str
    named: bool = False


class NameStripper:
    """Strips a season's districts, prefixes and suffixes from names."""

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
        """Return the core of a name's key; `district` is the recommender's, used as a default."""
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


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
