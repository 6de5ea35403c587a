"""Tells where a name seems to be those of several units or families, or to begin with a number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key
from xxzz.text.rank import numbered_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.season import Season

_SEPARATOR = re.compile("[、/,;+&]")
_JOINED = re.compile(f"{_SEPARATOR.pattern}|和|与|及|暨")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_GAP = re.compile(r"\s+")


def about_several(season: Season) -> tuple[str, str]:
    """Return the message and the hint about a cell with several names."""
    header, one = season.field(season.roles.name).header, season.measure
    return (
        f"“{header}”一格里像是不只一{one}，现在只算一{one}。",
        f"是几{one}的，请一{one}写一行，各填各的；确是一{one}的名称，可以不改。",
    )


def about_number(season: Season) -> tuple[str, str]:
    """Return the message and the hint about a name that begins with a list number."""
    return (
        f"“{season.field(season.roles.name).header}”前面像是编号，会照样印在推荐表上。",
        "是编号的，请删去；本来就是名称里的，可以不改。",
    )


def name_doubts(text: str, season: Season) -> Iterator[str]:
    """Yield the doubts about a name that is written on one or several lines of a form.

    Of several names in one line the rule `name-several` tells, as of those of a list.
    """
    if several_on_lines(text, season):
        yield "".join(about_several(season))
    if numbered_name(text)[0]:
        yield "".join(about_number(season))


def several_on_lines(text: str, season: Season) -> bool:
    """Tell whether a text names several units only as long as it is not joined to one line."""
    return several_names(text, season) and not several_names("".join(text.split()), season)


def several_names(text: str, season: Season) -> bool:
    """Tell whether all parts of a name are names of units: 甲街道、乙街道; 甲区某局和乙区某局.

    Parts with only a blank or a line break between them must have the same ending, since long
    names are broken, too. 和 and the like are parts of many names (住房和城乡建设); they separate
    only in front of the name of a district or of the city.
    """
    pieces = list(filter(None, map(comparison_key, _GAP.split(text))))
    bare = _IN_BRACKETS.sub("", "".join(pieces))
    if len(pieces) == 1 and not _JOINED.search(bare):
        return False  # as most names, which take long to look at
    if _are_names(pieces, season) and len({_ending(one, season) for one in pieces}) == 1:
        return True
    parts = [part for part in _SEPARATOR.split(bare) if part]
    return _are_names(parts, season) or _are_of_regions(bare, season)


def _are_names(parts: Sequence[str], season: Season) -> bool:
    legal_forms = {comparison_key(one) for one in season.notice.duplicates.suffixes}
    return len(parts) > 1 and all(
        (ending := _ending(part, season)) and part != ending and part not in legal_forms
        for part in parts
    )


def _ending(text: str, season: Season) -> str:
    """Return the longest ending of a unit's name that a text has, "" if it has none."""
    endings = map(comparison_key, season.notice.sheets.units)
    return max(filter(text.endswith, endings), key=len, default="")


def _are_of_regions(name: str, season: Season) -> bool:
    """Tell whether a name falls into several that each begin with a region and go on."""
    region, boundary = _regions(season)
    parts = boundary.split(name)
    return len(parts) > 1 and all(
        (at := region.match(part)) and at.end() < len(part) for part in parts
    )


@lru_cache(maxsize=4)
def _regions(season: Season) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of the names of regions that begin a text, and of what parts two such."""
    limits = season.notice.duplicates
    districts = (one.name for one in season.quotas.recommenders if one.kind == "district")
    of_city = (*limits.city, *(one for one in limits.prefixes if one not in limits.suffixes))
    names = map(comparison_key, (*of_city, *districts))
    one = "|".join(sorted(map(re.escape, filter(None, names)), key=len, reverse=True)) or r"(?!)"
    return re.compile(f"(?:{one})+"), re.compile(f"(?:{_JOINED.pattern}|以及)(?={one})")
