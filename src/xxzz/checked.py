"""What a check leaves behind: nominations as the season understands them, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Report
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Checked:
    """Nominations that were checked, the season they were checked by, and the report on them."""

    entries: Sequence[Entry]
    season: Season
    report: Report

    def with_report(self, report: Report) -> Checked:
        """Return the same nominations with another report: findings waived or left out."""
        return replace(self, report=report)
