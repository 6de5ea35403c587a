"""What a check finds: problems as rules yield them, findings as people and programs read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xxzz.location import Location


class Severity(StrEnum):
    """How much a finding matters; an error keeps a nomination from being handed in."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Sort key; 0 is the most severe."""
        return _SEVERITY_ORDER.index(self)

    @property
    def word(self) -> str:
        """What people read in its place."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
_SEVERITY_ORDER = tuple(_SEVERITY_WORDS)


class NominationRef(NamedTuple):
    """The nomination that a finding is about, named as the clerk wrote it.

    `category` is the identifier of the category, or None while it is not known.
    """

    recommender: str
    category: str | None
    name: str


class Problem(NamedTuple):
    """What a rule or a reader yields; the engine makes a `Finding` of it.

    `rule` may stay empty inside a rule, whose own name is stamped on. `severity` is set only where
    a rule has two (a text that is a little or far too long).
    """

    message: str
    hint: str
    location: Location
    nomination: NominationRef | None = None
    rule: str = ""
    severity: Severity | None = None
    related: tuple[Location, ...] = ()


class Skip(NamedTuple):
    """A rule's word that it could not judge one nomination, or anything at all, and why."""

    reason: str
    nomination: NominationRef | None = None


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver applied to a finding: approver, date, and the severity it would otherwise have."""

    severity: Severity
    reason: str
    approved_by: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what is there, what is needed, where, how to mend it, which clause.

    One that was waived is of severity info.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    clause: str
    location: Location
    nomination: NominationRef | None = None
    related: tuple[Location, ...] = ()
    waived: Waived | None = None


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """How much of its quota a recommender uses in one category; a quota of None is 附件2's `——`."""

    recommender: str
    category: str
    count: int
    quota: int | None

    @property
    def over(self) -> int:
        """How many nominations are above the quota of this category (0 or more)."""
        return max(0, self.count - (self.quota or 0))


@dataclass(frozen=True, slots=True)
class SubsetUse:
    """How many of a recommender's nominations are in a part with a number of its own (标兵)."""

    recommender: str
    subset: str
    count: int
    quota: int

    @property
    def over(self) -> int:
        """How many are above the part's number (0 or more)."""
        return max(0, self.count - self.quota)


class Skipped(NamedTuple):
    """A rule that could not judge something, with the reason; never the same as passed."""

    rule: str
    reason: str


class NominationPlace(NamedTuple):
    """A nomination and where it stands."""

    ref: NominationRef
    location: Location


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run: everything that the report formats show.

    `listed` are all nominations, also those without findings. `left_out` counts the findings that
    only a look at all files finds, where the report is about a change (`--changed-since`), `known`
    those that an earlier report has (`--baseline`).
    """

    season: int
    sources: tuple[str, ...] = ()
    nominations: int = 0
    findings: tuple[Finding, ...] = ()
    quota: tuple[QuotaUse, ...] = ()
    subsets: tuple[SubsetUse, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    listed: tuple[NominationPlace, ...] = ()
    crashed: bool = field(default=False)
    left_out: int = 0
    known: int = 0

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def at_least(self, severity: Severity) -> Sequence[Finding]:
        """Return the findings that are as grave as `severity` or more severe."""
        return [finding for finding in self.findings if finding.severity.rank <= severity.rank]
