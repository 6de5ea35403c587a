"""waivers.yaml beside a submission: findings that somebody in charge has agreed to.

A shared repository may keep them at its top as well, in xxzz.yaml.

The quotas of 附件2 are 建议数量 (四), so an agreed overflow must not keep a submission back; the
receiver sees it all the same. Only what a rule judged can be waived, never that a file was
unreadable and so nothing of it was judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError

from xxzz.check import check
from xxzz.finding import Finding, Problem, Report, Severity, Waived
from xxzz.rules import RULES, quota, rule_named
from xxzz.rules.waivers import WAIVER_EXPIRED, WAIVER_INVALID, WAIVER_UNUSED
from xxzz.season.models.base import Day, Model, Text
from xxzz.season.problems import SeasonError
from xxzz.season.tree import Tree, read_tree
from xxzz.text.normalise import squash
from xxzz.today import today

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.location import Location
    from xxzz.nomination import Submission
    from xxzz.rules import Rule
    from xxzz.season import Season

FILE_NAME = "waivers.yaml"

_OF_RECOMMENDERS = frozenset(one.name for one in quota.RULES)
_NAMES_SHOWN = 3
_HINT = f"已经豁免，不用改；理由和批准人见 {FILE_NAME}。"


class Entry(Model):
    """One waiver as it is written."""

    rule: Text = Field(description="规则的名字")
    nomination: Text = Field(description="被推荐单位或家庭的名称；名额的规则写推荐单位也可以")
    reason: Text = Field(description="理由")
    approved_by: Text = Field(description="批准人")
    date: Day = Field(description="批准日期，例如 2023-09-01")
    expires: Day | None = Field(default=None, description="有效到哪一天（含）；不写则一直有效")


class _File(Model):
    waivers: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver and the line where it stands; it covers the files of that folder, or all files."""

    entry: Entry
    location: Location
    everywhere: bool = False

    def covers(self, finding: Finding) -> bool:
        """Tell whether this is the finding that was agreed to."""
        ref = finding.nomination
        if ref is None or finding.rule != self.entry.rule:
            return False
        names = [ref.name, ref.recommender] if finding.rule in _OF_RECOMMENDERS else [ref.name]
        here = PurePosixPath(self.location.file).parent
        near = self.everywhere or here == PurePosixPath(finding.location.file).parent
        return near and squash(self.entry.nomination) in map(squash, names)

    def expired(self, today: dt.date) -> bool:
        """Tell whether its last day has passed."""
        return self.entry.expires is not None and self.entry.expires < today

    @property
    def what(self) -> str:
        """How messages name it."""
        return f"“{self.entry.nomination}”的 {self.entry.rule} 豁免"


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a run, and what is wrong with their files."""

    granted: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()


def check_with_waivers(
    submissions: Sequence[Submission],
    season: Season,
    *,
    problems: Iterable[Problem] = (),
    severities: Mapping[str, Severity] | None = None,
    agreed: Sequence[Waiver] = (),
) -> Report:
    """Check nominations as `check` does, then mark what a waivers.yaml beside them agrees to.

    `agreed` are further waivers, those of the repository.
    """
    beside = read_waivers(submissions)
    waivers = replace(beside, granted=(*beside.granted, *agreed))
    report = check(
        submissions, season, problems=[*problems, *waivers.problems], severities=severities
    )
    return waive(report, waivers, season, severities or {})


def read_waivers(submissions: Iterable[Submission]) -> Waivers:
    """Read the waivers beside the workbooks; one that can't be used is a problem."""
    folders = dict.fromkeys(submission.source.parent for submission in submissions)
    granted: list[Waiver] = []
    problems: list[Problem] = []
    for folder in folders:
        path = folder / FILE_NAME
        if path.is_file():
            found = read_file(path)
            granted += found.granted
            problems += found.problems
    return Waivers(tuple(granted), tuple(problems))


def waive(
    report: Report, waivers: Waivers, season: Season, severities: Mapping[str, Severity]
) -> Report:
    """Return the report with what is waived marked so, and a finding for each idle waiver.

    A waiver holds to the end of the day that it names, in the time of the notice.
    """
    if not waivers.granted:
        return report
    now = today(season)
    valid = {at: one for at, one in enumerate(waivers.granted) if not one.expired(now)}
    used: set[int] = set()
    findings = [_mark(finding, valid, used) for finding in report.findings]
    stamp = _Stamp(season, severities)
    for at, one in enumerate(waivers.granted):
        if at not in used:
            idle = _unused(one, report.findings) if at in valid else _expired(one)
            findings.append(stamp.finding(one, *idle))
    return replace(report, findings=tuple(findings))


def _mark(finding: Finding, valid: Mapping[int, Waiver], used: set[int]) -> Finding:
    for at, waiver in valid.items():
        if waiver.covers(finding):
            used.add(at)
            entry = waiver.entry
            waived = Waived(finding.severity, entry.reason, entry.approved_by, entry.date)
            return replace(finding, severity=Severity.INFO, hint=_HINT, waived=waived)
    return finding


def _expired(waiver: Waiver) -> tuple[Rule, str, str]:
    hint = "请改正原来的问题，或者重新报批后改写 expires；不再需要的，删去这一条。"
    return WAIVER_EXPIRED, f"{waiver.what}只到{waiver.entry.expires}有效，已经过期。", hint


def _unused(waiver: Waiver, findings: Iterable[Finding]) -> tuple[Rule, str, str]:
    rule = waiver.entry.rule
    near = [one.nomination.name for one in findings if one.rule == rule and one.nomination]
    names = "、".join(f"“{name}”" for name in dict.fromkeys(near[:_NAMES_SHOWN]))
    there = f"这条规则现在的问题在{names}" if names else "这条规则现在没有发现问题"
    hint = "请核对 rule 和 nomination；不再需要的，删去这一条。"
    return WAIVER_UNUSED, f"{waiver.what}没有用上：{there}。", hint


@dataclass(frozen=True, slots=True)
class _Stamp:
    season: Season
    severities: Mapping[str, Severity]

    def finding(self, waiver: Waiver, rule: Rule, message: str, hint: str) -> Finding:
        severity = self.severities.get(rule.name, rule.severity)
        clause = rule.clause(self.season)
        return Finding(rule.name, severity, message, hint, clause, waiver.location)


def read_file(path: Path) -> Waivers:
    """Read one file of waivers, which hold for its folder."""
    try:
        tree = read_tree(path)
    except SeasonError as error:
        return Waivers((), tuple(_invalid(one.message, one.location) for one in error.problems))
    return waivers_in(tree, tree.data)


def waivers_in(tree: Tree, data: Any) -> Waivers:
    """Return the waivers that data of a file hold under its key `waivers`."""
    try:
        table = _File.model_validate(data)
    except ValidationError as error:
        return Waivers((), tuple(_translate(error, tree)))
    waivers = [
        Waiver(entry, tree.problem(("waivers", at), "").location)
        for at, entry in enumerate(table.waivers)
    ]
    wrong = [(one, fault) for one in waivers if (fault := _fault(one.entry))]
    return Waivers(
        tuple(one for one in waivers if not _fault(one.entry)),
        tuple(_invalid(fault, one.location) for one, fault in wrong),
    )


def _translate(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    from xxzz.season.messages import say  # noqa: PLC0415  # needed for a broken file only

    for detail in error.errors(include_url=False):
        yield _invalid(say(detail, _File), tree.problem(detail["loc"], "").location)


def _fault(entry: Entry) -> str | None:
    from xxzz.season.messages import suggest  # noqa: PLC0415  # needed for a broken file only

    known = rule_named(entry.rule)
    if known is None:
        return f"没有叫“{entry.rule}”的规则。{suggest(entry.rule, [one.name for one in RULES])}"
    if known.check is None:
        return f"“{entry.rule}”不能豁免：材料读不出来就没有检查，豁免不了。"
    return None


def _invalid(message: str, location: Location) -> Problem:
    hint = "请改正这一行；每一条要写 rule、nomination、reason、approved_by、date。"
    return Problem(message, hint, location, rule=WAIVER_INVALID.name)
