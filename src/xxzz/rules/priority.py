"""序号, the order of priority that 附件4 asks for, as a number to compare and sort by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.text.normalise import squash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.entry import Entry

_NUMBER = re.compile(r"0*([1-9][0-9]{0,8})(?:\.0*)?")


def rank_number(text: str) -> int | None:
    """Return the number that a 序号 means (1, 01, 1.0 and １ are one), None where it is none."""
    match = _NUMBER.fullmatch(squash(text))
    return int(match[1]) if match else None


def by_priority(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by 序号; those without one come last, in the order in which they stand."""
    return sorted(entries, key=lambda entry: rank_number(entry.nomination.rank) or float("inf"))
