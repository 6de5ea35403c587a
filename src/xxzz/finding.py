"""Problems as rules report them, and findings as people and programs read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xxzz.location import Location


class Severity(StrEnum):
    """Severity of a finding; an error prevents the submission of a nomination."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Sort key; 0 is the most severe."""
        return _SEVERITY_ORDER.index(self)

    @property
    def word(self) -> str:
        """The word shown to people."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "提示"}
_SEVERITY_ORDER = tuple(_SEVERITY_WORDS)


class NominationRef(NamedTuple):
    """The nomination that a finding is about, with names as the clerk wrote them.

    `category` is the category's id, or None if unknown.
    """

    recommender: str
    category: str | None
    name: str


class Problem(NamedTuple):
    """What a rule or a reader reports; the engine turns it into a `Finding`.

    A rule may leave `rule` empty: its own name is filled in. `severity` is set only if a rule has
    two (a text slightly or far too long).
    """

    message: str
    hint: str
    location: Location
    nomination: NominationRef | None = None
    rule: str = ""
    severity: Severity | None = None
    related: tuple[Location, ...] = ()


class Skip(NamedTuple):
    """Reports that a rule could not judge a nomination, or anything at all, and why."""

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
    """A problem with its rule, severity, remedy, clause and location.

    A waived one has severity info.
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
    """A recommender's use of its quota in one category; a quota of None is 附件2's `——`."""

    recommender: str
    category: str
    count: int
    quota: int | None

    @property
    def over(self) -> int:
        """The number of nominations above the quota of this category (0 or more)."""
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
    """A rule that could not judge something, and why; this does not count as passed."""

    rule: str
    reason: str


class NominationPlace(NamedTuple):
    """A nomination and its location."""

    ref: NominationRef
    location: Location


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run, as shown by all report formats.

    `listed` has all nominations, also those without findings. `left_out` counts findings unrelated
    to a change (`--changed-since`), `known` those that an earlier report has (`--baseline`).
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
        """Return the findings that are at least as severe as `severity`."""
        return [finding for finding in self.findings if finding.severity.rank <= severity.rank]
