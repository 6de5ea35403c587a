"""Tells where one name seems to be those of several units or families."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.season import Season

_SEPARATOR = re.compile("[、/,;]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def about_several(season: Season) -> tuple[str, str]:
    """Return the message and the hint about a cell with several names."""
    header, one = season.field(season.roles.name).header, season.measure
    return (
        f"“{header}”一格里像是不只一{one}，现在只算一{one}。",
        f"是几{one}的，请一{one}写一行，各填各的；确是一{one}的名称，可以不改。",
    )


def several_names(text: str, season: Season) -> bool:
    """Tell whether all parts of a name end as names of units do: 甲街道、乙街道.

    Parts on lines of their own must have the same ending, since long names are broken, too.
    """
    lines = [comparison_key(line) for line in text.split("\n") if line.strip()]
    bare = _IN_BRACKETS.sub("", "".join(lines))
    if len(lines) == 1 and not _SEPARATOR.search(bare):
        return False  # as most names, which take long to look at
    if _are_names(lines, season) and len({_ending(line, season) for line in lines}) == 1:
        return True
    return _are_names([part for part in _SEPARATOR.split(bare) if part], season)


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
