"""Checks nominations and applies waivers; without waivers, their modules are not imported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz.check import check
from xxzz.waivers import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xxzz.checked import Checked
    from xxzz.finding import Problem, Severity
    from xxzz.nomination import Submission
    from xxzz.season import Season
    from xxzz.waivers.waiver import Waiver


def check_with_waivers(
    submissions: Sequence[Submission],
    season: Season,
    *,
    problems: Iterable[Problem] = (),
    severities: Mapping[str, Severity] | None = None,
    agreed: Sequence[Waiver] = (),
) -> Checked:
    """Check nominations as `check` does, then mark what a waivers.yaml beside them waives.

    `agreed` are additional waivers, those of the repository.
    """
    folders = {submission.source.parent for submission in submissions}
    if not agreed and not any((folder / FILE_NAME).is_file() for folder in folders):
        return check(submissions, season, problems=problems, severities=severities)
    from xxzz.waivers.marking import waive  # noqa: PLC0415  # few submissions have any
    from xxzz.waivers.reading import read_waivers  # noqa: PLC0415  # few submissions have any

    beside = read_waivers(submissions, season)
    waivers = replace(beside, granted=(*beside.granted, *agreed))
    checked = check(
        submissions, season, problems=[*problems, *waivers.problems], severities=severities
    )
    return waive(checked, waivers, severities or {})
