"""The report for a terminal: by nomination, then the quota, then the verdict.

Formatted by hand: importing rich takes as long as checking a whole district.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Finding, Report, Severity
from xxzz.report.folding import Folding
from xxzz.report.grouping import grouped
from xxzz.report.quota import quota_blocks
from xxzz.report.words import SEVERITY, UNCHECKED, WAIVED, remedy, tally, verdict
from xxzz.text.columns import one_line, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.location import Location
    from xxzz.report import Style
    from xxzz.season import Season

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD = "1"
_INDENT = " " * 6
_RELATED = 10
_EXPLAINED = "一条规则的说明和例子：xxzz rules 规则名"


def render(report: Report, season: Season, style: Style) -> str:
    """Return the report with messages wrapped at the style's width.

    Titles, places and the verdict are not wrapped, so that they can be searched and copied.
    """
    page = _Page(season, style)
    return "\n".join(
        (
            *page.heading(report),
            *page.findings(report),
            *page.quota(report),
            *page.skipped(report),
            *page.ending(report),
        )
    )


class _Page:
    def __init__(self, season: Season, style: Style) -> None:
        self._season = season
        self._style = style
        self._labels = {
            severity: self._paint(f"【{word}】", _COLORS[severity])
            for severity, word in SEVERITY.items()
        }
        self._waived = self._paint(f"【{WAIVED}】", _COLORS[Severity.INFO])

    def heading(self, report: Report) -> Iterator[str]:
        notice = self._season.notice
        yield self._paint(f"检查《{notice.title}》（{notice.number}）的推荐材料", _BOLD)
        for source in report.sources:
            yield f"材料：{one_line(source)}"
        yield f"共{report.nominations}{self._season.measure}，按{report.season}年的规则检查。"

    def findings(self, report: Report) -> Iterator[str]:
        groups = list(grouped(report, self._season))
        folding = Folding([one for _, group in groups for one in group])
        for title, group in groups:
            whole = [(one, "") for one in group]
            shown = list(folding.shown(group)) if self._style.folded else whole
            if shown:
                yield ""
                counted = tally(one.severity for one in group)
                yield self._paint(f"{one_line(title)}：{counted}", _BOLD)
            for finding, rest in shown:
                yield from self._finding(finding)
                yield from self._text(rest, _INDENT)

    def quota(self, report: Report) -> Iterator[str]:
        if report.quota:
            yield ""
            yield self._paint(f"名额使用情况（{self._season.quotas.source}）", _BOLD)
            yield from quota_blocks(report.quota, report.subsets, self._season)

    def skipped(self, report: Report) -> Iterator[str]:
        if report.skipped:
            yield ""
            yield self._paint(UNCHECKED, _BOLD)
            rules: dict[str, list[str]] = {}
            for one in report.skipped:
                rules.setdefault(one.reason, []).append(one.rule)
            for reason, names in rules.items():
                yield from self._text(f"{reason}：{'、'.join(names)}", "  ")

    def ending(self, report: Report) -> Iterator[str]:
        found = tally(finding.severity for finding in report.findings)
        yield ""
        yield f"合计：{found}。{_EXPLAINED}" if found else "合计：没有发现问题。"
        color = "32"
        for severity in (Severity.ERROR, Severity.WARNING):
            if report.count(severity):
                color = _COLORS[severity]
                break
        yield self._paint(verdict(report, self._season), f"{_BOLD};{color}")

    def _finding(self, finding: Finding) -> Iterator[str]:
        label = self._waived if finding.waived else self._labels[finding.severity]
        yield f"  {label}{one_line(str(finding.location))}"
        yield from self._text(finding.message, _INDENT)
        if finding.related:
            yield from self._text(f"相关位置：{_places(finding.related)}", _INDENT)
        yield from self._text("：".join(remedy(finding)), _INDENT)
        clause = f"{finding.clause}，" if finding.clause else ""
        yield f"{_INDENT}依据：{clause}规则 {finding.rule}"

    def _text(self, text: str, indent: str) -> Iterator[str]:
        return wrap(one_line(text), self._style.width, indent)

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._style.color else text


def _places(places: Sequence[Location]) -> str:
    shown = "、".join(map(str, places[:_RELATED]))
    return shown if len(places) <= _RELATED else f"{shown}等{len(places)}处"
