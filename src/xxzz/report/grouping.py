"""Findings as people work through them: whole files first, then nomination by nomination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.report.words import WHOLE_FILE, nomination_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.finding import Finding, NominationRef
    from xxzz.season import Season


def grouped(findings: Sequence[Finding], season: Season) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Yield the findings about whole files, then those of each nomination, each with a title."""
    groups: dict[tuple[str, NominationRef | None], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.location.file, finding.nomination), []).append(finding)
    whole_files_first = sorted(groups.items(), key=lambda item: item[0][1] is not None)
    for (file, nomination), group in whole_files_first:
        title = nomination_title(nomination, season) if nomination else f"{file}（{WHOLE_FILE}）"
        yield title, group
