"""The machine-readable report: versioned JSON; keys and their order are stable."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from xxzz.finding import Finding, Report, Severity

if TYPE_CHECKING:
    from xxzz.location import Location
    from xxzz.report import Style
    from xxzz.season import Season

SCHEMA_VERSION = 1
UNLISTED = "unlisted"
"""Key of the number of findings that are left out."""

_dumps = json.JSONEncoder(ensure_ascii=False).encode


def render(report: Report, season: Season, style: Style) -> str:
    """Return the report as JSON text."""
    parts = (f"{_dumps(key)}: {_value(value)}" for key, value in document(report).items())
    return "{" + ",\n ".join(parts) + "}"


def document(report: Report) -> dict[str, Any]:
    """Return the report as plain data, in the shape of schema version 1."""
    made: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "season": report.season,
        "summary": _summary(report),
        "findings": [_finding(finding) for finding in report.findings],
        "quota": [
            {
                "recommender": use.recommender,
                "category": use.category,
                "count": use.count,
                "quota": use.quota,
                "over": use.over,
            }
            for use in report.quota
        ],
        "subsets": [asdict(use) | {"over": use.over} for use in report.subsets],
        "skipped": [{"rule": one.rule, "reason": one.reason} for one in report.skipped],
    }
    if not report.subsets:
        del made["subsets"]
    return made


def _summary(report: Report) -> dict[str, int]:
    counts = {
        "nominations": report.nominations,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
    }
    unlisted = report.left_out + report.known
    return counts | {UNLISTED: unlisted} if unlisted else counts


def _value(value: Any) -> str:
    """Serialise a list with one item per line; `indent` would disable the fast encoder."""
    if not isinstance(value, list) or not value:
        return _dumps(value)
    return "[\n  " + ",\n  ".join(map(_dumps, value)) + "]"


def _finding(finding: Finding) -> dict[str, Any]:
    nomination = finding.nomination
    made: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "clause": finding.clause,
        "location": _location(finding.location),
        "nomination": nomination
        and {
            "recommender": nomination.recommender,
            "category": nomination.category,
            "name": nomination.name,
        },
    }
    if finding.related:
        made["related"] = [_location(place) for place in finding.related]
    if finding.waived:
        made["waived"] = {
            "severity": finding.waived.severity.value,
            "reason": finding.waived.reason,
            "approved_by": finding.waived.approved_by,
            "date": finding.waived.date.isoformat(),
        }
    return made


def _location(place: Location) -> dict[str, Any]:
    known = {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "cell": place.cell,
    }
    rare = {"paragraph": place.paragraph, "line": place.line, "part": place.part}
    return known | {key: value for key, value in rare.items() if value is not None}
