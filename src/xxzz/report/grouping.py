"""Groups findings in working order: whole files first, then nomination by nomination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.report.words import WHOLE_FILE, nomination_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.finding import Finding, NominationRef, Report
    from xxzz.season import Season


def grouped(report: Report, season: Season) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield title and findings for each file as a whole, then for each nomination.

    Nominations come in the order of the material.
    """
    groups: dict[tuple[str, NominationRef | None], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault((finding.location.file, finding.nomination), []).append(finding)
    order = {(one.location.file, one.ref): at for at, one in enumerate(report.listed)}
    last = len(order)

    def place(item: tuple[tuple[str, NominationRef | None], list[Finding]]) -> int:
        (file, nomination), _ = item
        return order.get((file, nomination), last) if nomination else -1

    for (file, nomination), group in sorted(groups.items(), key=place):
        title = nomination_title(nomination, season) if nomination else f"{file}（{WHOLE_FILE}）"
        yield title, group
