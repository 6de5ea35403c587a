"""Chinese words shared by all reports for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Finding, NominationRef, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season import Season

SEVERITY = {one: one.word for one in Severity}
WAIVED = "豁免"
WHOLE_FILE = "整份材料"
_LONGEST_NAME = 60
UNCHECKED = "没有检查的项目（不等于通过）"


def tally(severities: Iterable[Severity]) -> str:
    """Return the number of findings per severity that occurs (2处错误，1处提醒)."""
    counts = dict.fromkeys(SEVERITY, 0)
    for severity in severities:
        counts[severity] += 1
    return "，".join(f"{count}处{SEVERITY[one]}" for one, count in counts.items() if count)


def label(finding: Finding) -> str:
    """Return the word for a finding's severity, or for a waived finding."""
    return WAIVED if finding.waived else SEVERITY[finding.severity]


def remedy(finding: Finding) -> tuple[str, str]:
    """Return (label, text): how to fix the finding, or the waiver's reason."""
    if one := finding.waived:
        return "已豁免", f"{one.reason}（{one.approved_by}，{one.date}批准）"
    return "怎样改", finding.hint


def nomination_title(ref: NominationRef, season: Season) -> str:
    """Return a nomination's name with its 推荐单位 and category."""
    category = season.info(ref.category).short if ref.category else season.unknown_category
    name = ref.name or "（没有名称）"
    if len(name) > _LONGEST_NAME:  # a story pasted into the wrong column
        name = f"{name[:_LONGEST_NAME]}……"
    return f"{name}（{ref.recommender or '推荐单位不明'}，{category}）"


def verdict(report: Report, season: Season) -> str:
    """Return in one line whether the nominations may be submitted."""
    if report.crashed:
        return "【还不能上报】程序内部出错，没有检查完，见 internal-error 一条的说明。"
    unlisted = _unlisted(report)
    if errors := report.count(Severity.ERROR):
        return f"【还不能上报】有{errors}处错误，请改好后再检查一次。{unlisted}"
    if not report.nominations:
        return (
            f"【还不能上报】没有读到任何被推荐的{season.nominees}。"
            f"请在名单的表头下面一{season.measure}写一行，保存后再检查一次。"
        )
    rules = len({one.rule for one in report.skipped})
    unchecked = f"另有{rules}项没有检查，见“{UNCHECKED}”。" if rules else ""
    warnings = report.count(Severity.WARNING)
    if unlisted:
        found = f"有{warnings}处提醒。" if warnings else ""
        title = "没有新的错误" if report.known else "这次改动没有错误"
        return f"【{title}】{found}{unlisted}能否上报要全部检查一遍。{unchecked}"
    if warnings:
        return f"【可以上报，但有{warnings}处提醒】请逐条看过再报。{unchecked}"
    return f"【可以上报】没有发现错误。{unchecked}"


def _unlisted(report: Report) -> str:
    known = f"另有{report.known}处以前的报告里已经有，没有列出。" if report.known else ""
    apart = f"另有{report.left_out}处与这次改动无关，没有列出。" if report.left_out else ""
    return known + apart
