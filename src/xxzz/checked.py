"""The result of a check: resolved nominations, the season, and the report."""

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
    """Checked nominations, the season whose rules were applied, and the report."""

    entries: Sequence[Entry]
    season: Season
    report: Report

    def with_report(self, report: Report) -> Checked:
        """Return a copy with another report, in which findings were waived or left out."""
        return replace(self, report=report)
