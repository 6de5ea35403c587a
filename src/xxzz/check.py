"""Runs the rules on nominations and builds the report; the only place that does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.checked import Checked
from xxzz.entry import Entry, resolve
from xxzz.finding import Finding, NominationPlace, Problem, Report, Severity, Skip, Skipped
from xxzz.location import Location
from xxzz.rules import INTERNAL_ERROR, Rule, rule_named, rules_of
from xxzz.usage import quota_use, subset_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.nomination import Submission
    from xxzz.season import Season


def check(
    submissions: Sequence[Submission],
    season: Season,
    *,
    problems: Iterable[Problem] = (),
    severities: Mapping[str, Severity] | None = None,
    rules: Sequence[Rule] | None = None,
) -> Checked:
    """Check nominations by the season's rules; quotas and duplicates across all submissions.

    `problems` were found while reading the sources; `severities` overrides, by rule name. A rule
    that crashes becomes a finding `internal-error` and does not stop the others.
    """
    entries = resolve(submissions, season)
    run = _Run(entries, season)
    run.problems += problems
    chosen = rules_of(season) if rules is None else rules
    for one in chosen:
        run.apply(one)
    stamp = Stamp(season, severities or {}, {one.name: one for one in chosen})
    findings = [stamp(problem) for problem in run.problems]
    report = Report(
        season=season.year,
        sources=tuple(submission.source.as_posix() for submission in submissions),
        nominations=len(entries),
        findings=tuple(sorted(findings, key=_order)),
        quota=tuple(quota_use(entries, season)),
        subsets=tuple(subset_use(entries, season)),
        skipped=tuple(run.skipped()),
        listed=tuple(NominationPlace(entry.ref, entry.nomination.origin.base) for entry in entries),
        crashed=run.crashed or any(one.rule == INTERNAL_ERROR.name for one in findings),
    )
    return Checked(entries, season, report)


@dataclass(slots=True)
class _Run:
    """One pass of the rules over the entries, collecting their results."""

    entries: Sequence[Entry]
    season: Season
    problems: list[Problem] = field(default_factory=list)
    skips: Counter[tuple[str, str]] = field(default_factory=Counter)
    crashed: bool = False

    def apply(self, one: Rule) -> None:
        if one.check is None:
            return
        try:
            for result in one.check(self.entries, self.season):
                if isinstance(result, Skip):
                    self.skips[one.name, result.reason] += result.nomination is not None
                else:
                    self.problems.append(result._replace(rule=one.name))
        except Exception as error:  # a rule's bug must not hide the others' findings
            self.crashed = True
            self.problems.append(self._crash(one, error))

    def skipped(self) -> Iterator[Skipped]:
        for (name, reason), times in self.skips.items():
            yield Skipped(name, f"{reason}（{times}{self.season.measure}）" if times else reason)

    def _crash(self, one: Rule, error: Exception) -> Problem:
        # the class only: an exception's text may quote a telephone number
        message = f"程序内部出错，“{one.name}”这一项没有检查完（{type(error).__name__}）。"
        first = self.entries[0].nomination.origin.base.file if self.entries else "xxzz"
        hint = "这不是材料的问题。请把本行和程序版本（xxzz --version）告诉维护者。"
        return Problem(message, hint, Location(first), rule=INTERNAL_ERROR.name)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Turns problems into findings: adds severity, with overrides, and clause.

    A problem with an unknown rule name is a bug of the program and becomes `internal-error`.
    """

    season: Season
    severities: Mapping[str, Severity]
    rules: Mapping[str, Rule] = field(default_factory=dict)

    def __call__(self, problem: Problem) -> Finding:
        """Return the finding."""
        one = self.rules.get(problem.rule) or rule_named(problem.rule, self.season)
        one = one or INTERNAL_ERROR
        severity = self.severities.get(one.name) or problem.severity or one.severity
        return Finding(
            rule=one.name,
            severity=severity,
            message=problem.message,
            hint=problem.hint,
            clause=one.clause(self.season),
            location=problem.location,
            nomination=problem.nomination,
            related=problem.related,
        )


def _order(finding: Finding) -> tuple[str, str, int, int, int, int, str]:
    at = finding.location
    place = (at.row or 0, at.column or 0, at.paragraph or at.line or 0)
    return (at.file, at.sheet or "", *place, finding.severity.rank, finding.rule)
