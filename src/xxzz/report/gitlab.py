"""GitLab's Code Quality report: a JSON list; runs are compared by fingerprints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xxzz.finding import Severity
from xxzz.report.fingerprint import fingerprints
from xxzz.report.places import line_of, path_of, within
from xxzz.report.words import nomination_title, remedy

if TYPE_CHECKING:
    from xxzz.finding import Finding, Report
    from xxzz.report import Style
    from xxzz.season import Season

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, season: Season, style: Style) -> str:
    """Return the findings as a JSON list, possibly empty."""
    issues = [
        _issue(finding, fingerprint, season)
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1)


def _issue(finding: Finding, fingerprint: str, season: Season) -> dict[str, Any]:
    name = f"{nomination_title(finding.nomination, season)}：" if finding.nomination else ""
    where = within(finding.location)
    return {
        "description": f"{where} {name}{finding.message}{remedy(finding)[1]}".lstrip(),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path_of(finding.location),
            "lines": {"begin": line_of(finding.location)},
        },
    }
