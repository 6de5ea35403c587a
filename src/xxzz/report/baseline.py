"""Compares with an earlier JSON report to find new findings, for offices without git."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xxzz import rule_names
from xxzz.finding import Finding, NominationRef, Severity
from xxzz.location import Location
from xxzz.refusal import Refusal
from xxzz.report.fingerprint import identity
from xxzz.report.json_report import SCHEMA_VERSION, UNLISTED
from xxzz.report.redact import redact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.checked import Checked

_ROW = re.compile(r"[A-Z]{1,3}\d+|第\d+行")
_SHORTENED = "*"
_AGAIN = "请用 xxzz validate --report json=文件名 重新生成一份。"


class BaselineUnusable(Refusal):
    """The file can't be used as a baseline; the message has reason and remedy in Chinese."""

    heading = "--baseline 的报告不能用："


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings of an earlier report with their counts, and their files."""

    known: Mapping[tuple[str, ...], int]
    files: frozenset[str]
    shortened: bool


def read_baseline(content: bytes, year: int) -> Baseline:
    """Read a JSON report.

    Raises:
        BaselineUnusable: it is not a report, of another year, or incomplete.
    """
    try:
        report: Any = json.loads(content)
        version, season = report["schema_version"], report["season"]
        unlisted = report["summary"].get(UNLISTED)
        baseline = _baseline([_finding(one) for one in report["findings"]])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineUnusable(f"它不是 xxzz 的 JSON 报告，或者不完整。{_AGAIN}") from error
    if version != SCHEMA_VERSION:
        raise BaselineUnusable(f"它的格式是第{version}版，这里要第{SCHEMA_VERSION}版。{_AGAIN}")
    if season != year:
        raise BaselineUnusable(f"它是按{season}年的规则检查的，这次是{year}年。{_AGAIN}")
    if unlisted:
        raise BaselineUnusable(
            "它只列出了一部分问题（用过 --baseline 或 --changed-since），不能拿来比较。"
            "请不加这两个选项，另外生成一份。"
        )
    return baseline


def only_new(checked: Checked, baseline: Baseline) -> Checked:
    """Return the check with only the findings that the earlier report lacks.

    A finding that occurred three times and now occurs four times is new once. A report from a CI
    log has families' names shortened, so findings are also compared in their shortened form.
    """
    report = checked.report
    public = redact(checked) if baseline.shortened else report
    remaining = Counter(baseline.known)
    kept = []
    for finding, shown in zip(report.findings, public.findings, strict=True):
        known = next((key for key in (_key(finding), _key(shown)) if remaining[key]), None)
        if known is None or finding.rule == rule_names.INTERNAL_ERROR:
            kept.append(finding)
        else:
            remaining[known] -= 1
    known_ones = len(report.findings) - len(kept)
    return checked.with_report(replace(report, findings=tuple(kept), known=known_ones))


def _baseline(found: Sequence[Finding]) -> Baseline:
    names = [one.nomination.name for one in found if one.nomination]
    files = frozenset(one.location.file for one in found)
    return Baseline(Counter(map(_key, found)), files, any(_SHORTENED in name for name in names))


def _key(finding: Finding) -> tuple[str, ...]:
    """Return the identity of a finding: its severity and place, but not its row.

    The message is part of it if the finding is about no single nomination.
    """
    who = finding.nomination
    if who and finding.rule not in rule_names.OF_RECOMMENDERS:
        return (finding.severity, "", *identity(finding))
    words = _ROW.sub("", finding.message)
    if who:
        return (finding.severity, words, finding.rule, who.recommender)
    return (finding.severity, words, *identity(finding))


def _finding(one: Any) -> Finding:
    place, who = one["location"], one["nomination"]
    return Finding(
        rule=_text(one["rule"]),
        severity=Severity(one["severity"]),
        message=_text(one["message"]),
        hint="",
        clause="",
        location=Location(
            _text(place["file"]),
            place["sheet"],
            column=place["column"] and int(place["column"]),
            part=place.get("part"),
        ),
        nomination=who
        and NominationRef(_text(who["recommender"]), who["category"], _text(who["name"])),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
