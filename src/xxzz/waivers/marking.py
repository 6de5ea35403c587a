"""Marks waived findings, and reports waivers without effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.check import Stamp
from xxzz.finding import Finding, Problem, Severity, Waived
from xxzz.season.today import today
from xxzz.waivers import FILE_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from xxzz.checked import Checked
    from xxzz.waivers.waiver import Waiver, Waivers

_NAMES_SHOWN = 3
_HINT = f"已经豁免，不用改；理由和批准人见 {FILE_NAME}。"


def waive(checked: Checked, waivers: Waivers, severities: Mapping[str, Severity]) -> Checked:
    """Return the check with waived findings marked, and a finding for each waiver without effect.

    A waiver is valid from its approval date to the end of its expiry date, in the notice's time
    zone.
    """
    if not waivers.granted:
        return checked
    report, season = checked.report, checked.season
    now = today(season)
    granted = waivers.granted
    valid = {at: one for at, one in enumerate(granted) if not (one.expired(now) or one.early(now))}
    used: set[int] = set()
    findings = [_mark(finding, valid, used) for finding in report.findings]
    stamp = Stamp(season, severities)
    for at, one in enumerate(granted):
        if at not in used:
            before = [valid[place] for place in used if place < at]
            findings.append(stamp(_without_effect(one, now, before, report.findings)))
    return checked.with_report(replace(report, findings=tuple(findings)))


def _mark(finding: Finding, valid: Mapping[int, Waiver], used: set[int]) -> Finding:
    for at, waiver in valid.items():
        if waiver.covers(finding):
            used.add(at)
            entry = waiver.entry
            waived = Waived(finding.severity, entry.reason, entry.approved_by, entry.date)
            return replace(finding, severity=Severity.INFO, hint=_HINT, waived=waived)
    return finding


def _without_effect(
    waiver: Waiver, now: dt.date, before: Iterable[Waiver], findings: Sequence[Finding]
) -> Problem:
    """Return the problem with a waiver without effect; `before` are earlier waivers with effect."""
    entry = waiver.entry
    if waiver.early(now):
        message = f"{waiver.what}的批准日期{entry.date}还没有到。"
        hint = "请核对 date；批准以后才起作用。"
        return Problem(message, hint, waiver.location, rule=rule_names.WAIVER_INVALID)
    if waiver.expired(now):
        message = f"{waiver.what}只到{entry.expires}有效，已经过期。"
        hint = "请改正原来的问题，或者重新报批后改写 expires；不再需要的，删去这一条。"
        return Problem(message, hint, waiver.location, rule=rule_names.WAIVER_EXPIRED)
    hint = "请核对 rule 和 nomination；不再需要的，删去这一条。"
    why = _why_unused(waiver, before, [one for one in findings if one.rule == entry.rule])
    message = f"{waiver.what}没有用上：{why}。"
    return Problem(message, hint, waiver.location, rule=rule_names.WAIVER_UNUSED)


def _why_unused(waiver: Waiver, before: Iterable[Waiver], findings: Sequence[Finding]) -> str:
    covered = [one for one in findings if waiver.covers(one)]
    if first := next((one for one in before if any(map(one.covers, covered))), None):
        return f"第{first.location.line}行已经豁免了同一处问题"
    near = dict.fromkeys(one.nomination.name for one in findings if one.nomination)
    names = "、".join(f"“{name}”" for name in list(near)[:_NAMES_SHOWN])
    return f"这条规则现在的问题在{names}" if names else "这条规则现在没有发现问题"
