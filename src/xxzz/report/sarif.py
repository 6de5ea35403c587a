"""SARIF 2.1.0, as read by GitHub, GitLab, Azure and editors."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from xxzz import __version__
from xxzz.finding import Severity
from xxzz.report.fingerprint import fingerprints
from xxzz.report.places import line_of, uri_of, within
from xxzz.report.words import nomination_title, remedy
from xxzz.rules import rules_of
from xxzz.text.pii import mask

if TYPE_CHECKING:
    from xxzz.finding import Finding, Report
    from xxzz.location import Location
    from xxzz.report import Style
    from xxzz.rules import Rule
    from xxzz.season import Season

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# examples have telephone numbers and addresses, even if invented, so public formats omit them
_EXAMPLES = re.compile(r"\*\*(?:不通过|通过)\*\*.*?(?=\n\n|\Z)\n*", re.DOTALL)
_MARKS = re.compile(r"\*\*|`")


def render(report: Report, season: Season, style: Style) -> str:
    """Return the report as a SARIF log with one run."""
    rules = {rule.name: at for at, rule in enumerate(rules_of(season))}
    results = [
        _result(finding, fingerprint, rules, season)
        for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True)
    ]
    driver = {
        "name": "xxzz",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(rule, season) for rule in rules_of(season)],
    }
    invocation = {
        "executionSuccessful": not report.crashed,
        "toolExecutionNotifications": [
            {
                "level": "note",
                "message": {"text": f"没有检查：{one.reason}"},
                "associatedRule": {"id": one.rule, "index": rules[one.rule]},
            }
            for one in report.skipped
        ],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(rule: Rule, season: Season) -> dict[str, Any]:
    markdown = mask(_EXAMPLES.sub("", rule.doc(season)).strip())
    clause = rule.clause(season)
    if clause:
        markdown += f"\n\n**依据**：{clause}"
    return {
        "id": rule.name,
        "shortDescription": {"text": mask(rule.title(season))},
        "help": {"text": _MARKS.sub("", markdown), "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(
    finding: Finding, fingerprint: str, rules: dict[str, int], season: Season
) -> dict[str, Any]:
    name = f"{nomination_title(finding.nomination, season)}：" if finding.nomination else ""
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{name}{finding.message}{remedy(finding)[1]}"},
        "locations": [_location(finding.location)],
        "partialFingerprints": {"finding/v1": fingerprint},
    }
    if finding.waived:
        made["suppressions"] = [{"kind": "external", "justification": remedy(finding)[1]}]
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(finding.related, 1)
        ]
    return made


def _location(place: Location) -> dict[str, Any]:
    made: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri_of(place)},
            "region": {"startLine": line_of(place)},
        }
    }
    if inside := within(place):
        made["logicalLocations"] = [
            {
                "name": place.cell or place.part or inside,
                "fullyQualifiedName": str(place),
                "kind": "element",
            }
        ]
    return made
