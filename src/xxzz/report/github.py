"""Annotations for GitHub Actions (also understood by Gitea), and the job summary.

GitHub shows the first ten errors, warnings and notices of a step, so the most severe come first;
the summary lists more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.report.places import line_of, path_of, within
from xxzz.report.quota import NOT_ALLOWED, quota_rows
from xxzz.report.words import UNCHECKED, WHOLE_FILE, label, nomination_title, remedy, verdict
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.finding import Finding, Report
    from xxzz.report import Style
    from xxzz.season import Season

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})
_IN_TABLE = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>|#~!&@"})

SUMMARY_ROWS = 500
"""Maximum number of findings in the summary."""

SUMMARY_BYTES = 1 << 20
"""GitHub rejects larger summaries."""

_RESERVED_BYTES = 1 << 17


def render(report: Report, season: Season, style: Style) -> str:
    """Return an annotation for each finding, most severe first, and the verdict as last line."""
    most_severe_first = sorted(report.findings, key=lambda finding: finding.severity.rank)
    return "\n".join(
        (*(_annotation(one, season) for one in most_severe_first), verdict(report, season))
    )


def summary(report: Report, season: Season) -> str:
    """Return the job summary in Markdown: verdict, quota, findings, skipped rules."""
    return "\n".join(
        (
            f"### {_cell(verdict(report, season))}",
            "",
            f"共{report.nominations}{season.measure}，按{report.season}年的规则检查。",
            *_quota(report, season),
            *_findings(report, season),
            *_skipped(report),
        )
    )


def _annotation(finding: Finding, season: Season) -> str:
    place = finding.location
    properties = {
        "file": one_line(path_of(place)),
        "line": str(line_of(place)),
        "title": one_line(f"{within(place) or WHOLE_FILE} {finding.rule}"),
    }
    listed = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in properties.items())
    data = "\n".join(map(one_line, _lines(finding, season))).translate(_IN_DATA)
    return f"::{_LEVELS[finding.severity]} {listed}::{data}"


def _lines(finding: Finding, season: Season) -> Iterator[str]:
    if finding.nomination:
        yield nomination_title(finding.nomination, season)
    yield finding.message
    yield "：".join(remedy(finding))
    if finding.clause:
        yield f"依据：{finding.clause}"


def _quota(report: Report, season: Season) -> Iterator[str]:
    if report.quota:
        yield from ("", "| 推荐单位 | 类别 | 已用 | 名额 |", "| --- | --- | ---: | ---: |")
    for name, rows in quota_rows(report.quota, report.subsets, season):
        for row in rows:
            quota = NOT_ALLOWED if row.limit is None else row.limit
            yield f"| {_cell(name)} | {_cell(row.title)} | {row.count} | {quota} |"


def _findings(report: Report, season: Season) -> Iterator[str]:
    if report.findings:
        yield from (
            "",
            "| 级别 | 位置 | 推荐 | 问题和改法 | 规则 |",
            "| --- | --- | --- | --- | --- |",
        )
    rows = list(_rows(report, season))
    yield from rows
    if len(report.findings) > len(rows):
        yield ""
        yield f"只列出前{len(rows)}处，共{len(report.findings)}处。"


def _rows(report: Report, season: Season) -> Iterator[str]:
    room = SUMMARY_BYTES - _RESERVED_BYTES
    most_severe_first = sorted(report.findings, key=lambda finding: finding.severity.rank)
    for one in most_severe_first[:SUMMARY_ROWS]:
        name = nomination_title(one.nomination, season) if one.nomination else ""
        cells = (label(one), str(one.location), name, one.message + remedy(one)[1], one.rule)
        row = f"| {' | '.join(map(_cell, cells))} |"
        room -= len(row.encode()) + 1
        if room < 0:
            return
        yield row


def _skipped(report: Report) -> Iterator[str]:
    if report.skipped:
        yield from ("", f"{UNCHECKED}：", "")
    for one in report.skipped:
        yield f"- {_cell(one.rule)}：{_cell(one.reason)}"


def _cell(text: str) -> str:
    return one_line(text).translate(_IN_TABLE)
