"""A self-contained HTML page for clerk and director; readable and printable without scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from xxzz import __version__
from xxzz.finding import Severity
from xxzz.report.grouping import grouped
from xxzz.report.pages import page_environment
from xxzz.report.quota import quota_rows
from xxzz.report.words import SEVERITY, UNCHECKED, label, remedy, tally, verdict
from xxzz.rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from xxzz.finding import Finding, Report
    from xxzz.report import Style
    from xxzz.season import Season

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")
UNKNOWN = "unknown"
"""Filter value for findings without a category."""


def render(report: Report, season: Season, style: Style) -> str:
    """Return the report as a page; every value in it is escaped."""
    return _environment().get_template("page.html.j2").render(_values(report, season, str))


def fragments(report: Report, season: Season, wording: Callable[[str], str]) -> tuple[str, str]:
    """Return the verdict and the details separately, for embedding in a larger page.

    `wording` rewrites messages, hints and the documentation of rules.
    """
    findings = tuple(
        replace(one, message=wording(one.message), hint=wording(one.hint))
        for one in report.findings
    )
    values = _values(replace(report, findings=findings), season, wording)
    top, details = (
        _environment().get_template(name).render(values)
        for name in ("verdict.html.j2", "findings.html.j2")
    )
    return top, details


def _values(report: Report, season: Season, wording: Callable[[str], str]) -> dict[str, object]:
    text = verdict(report, season)
    categories = [(info.id, info.short) for info in season.notice.categories]
    return {
        "report": report,
        "notice": season.notice,
        "measure": season.measure,
        "css_class": _verdict_class(report),
        "headline": text[1 : text.index("】")],
        "advice": text[text.index("】") + 1 :],
        "severities": [(one.value, word, report.count(one)) for one, word in SEVERITY.items()],
        "categories": [*categories, (UNKNOWN, "不分类别")],
        "rules": sorted({finding.rule for finding in report.findings}),
        "groups": list(grouped(report, season)),
        "quota_source": season.quotas.source,
        "quota": list(quota_rows(report.quota, report.subsets, season)),
        "unchecked": UNCHECKED,
        "explained": _explained(report, season, wording),
        "version": __version__,
    }


@cache
def _environment() -> Environment:
    environment = page_environment("xxzz.report")
    environment.filters |= {
        "tally": _tally,
        "category": _category,
        "label": label,
        "remedy": remedy,
    }
    return environment


def _explained(
    report: Report, season: Season, wording: Callable[[str], str]
) -> dict[str, list[Markup]]:
    """Return the paragraphs of documentation for each rule with findings."""
    names = sorted({finding.rule for finding in report.findings})
    rules = [one for name in names if (one := rule_named(name, season))]
    return {
        one.name: [_paragraph(wording(text)) for text in one.doc(season).split("\n\n")]
        for one in rules
    }


def _paragraph(text: str) -> Markup:
    """Return a paragraph as HTML; the Markdown of rules uses only bold and code."""
    marked = _BOLD.sub(r"<b>\1</b>", str(escape(text.replace("\n", ""))))
    return Markup(_CODE.sub(r"<code>\1</code>", marked))  # noqa: S704  # escaped above


def _verdict_class(report: Report) -> str:
    if report.crashed or report.count(Severity.ERROR) or not report.nominations:
        return "error"
    return "warning" if report.count(Severity.WARNING) else "good"


def _tally(findings: list[Finding]) -> str:
    return tally(finding.severity for finding in findings)


def _category(finding: Finding) -> str:
    ref = finding.nomination
    return ref.category if ref and ref.category else UNKNOWN
