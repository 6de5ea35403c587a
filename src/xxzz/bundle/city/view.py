"""The city as a whole: accepted nominations, duplicates between them, missing recommenders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.bundle.city.register.update import Registered
from xxzz.bundle.path_rewriter import PathRewriter
from xxzz.check import check
from xxzz.entry import Entry, resolve
from xxzz.rules import duplicates
from xxzz.rules.ranking import by_priority
from xxzz.usage import Usage, in_subset, usages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.bundle.city.receive import Inbox, Received
    from xxzz.bundle.city.register.model import Receipt
    from xxzz.finding import Finding
    from xxzz.location import Location
    from xxzz.nomination import Category, Submission
    from xxzz.season import Season
    from xxzz.season.models import Recommender


@dataclass(frozen=True)
class City:
    """The data for ledger, lists, receipts and overview."""

    season: Season
    inbox: Inbox
    register: Registered = field(default_factory=Registered)
    numbers: Mapping[Location, str] = field(default_factory=dict)
    """The number of each nomination, by location."""

    @cached_property
    def submissions(self) -> Sequence[Submission]:
        """The accepted submissions; file names start with the recommender."""
        return [moved for one in self.inbox.received for moved in _under_recommender(one)]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All nominations, sorted by recommender as in 附件2, category and 序号."""
        order = [row.name for row in self.season.quotas.recommenders]
        kinds = [info.id for info in self.season.notice.categories]
        return sorted(
            by_priority(resolve(self.submissions, self.season)),
            key=lambda one: (
                order.index(one.recommender.name) if one.recommender else len(order),
                kinds.index(one.category) if one.category else len(kinds),
            ),
        )

    def usage(self, recommender: Recommender) -> Usage:
        """Return the recommender's use of its quotas, also if it has no nominations."""
        return self._usages.get(recommender.name) or Usage(recommender)

    def subset_counts(self, recommender: Recommender) -> Sequence[tuple[str, int]]:
        """Return the number of a recommender's nominations in each subset (其中标兵)."""
        own = self._by_recommender.get(recommender.name, ())
        parts = self.season.quotas.subsets
        return [(part.id, len(in_subset(own, part))) for part in parts]

    @cached_property
    def _by_recommender(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for one in self.entries:
            found.setdefault(one.ref.recommender, []).append(one)
        return found

    @cached_property
    def _usages(self) -> Mapping[str, Usage]:
        return {one.recommender.name: one for one in usages(self.entries)}

    @cached_property
    def beyond_quota(self) -> Sequence[Entry]:
        """Nominations above the quota of their category, if that was waived."""
        waived = {
            one.recommender.name
            for one in self.inbox.received
            if one.verdict.report
            for finding in one.verdict.report.findings
            if finding.waived and finding.rule == rule_names.QUOTA_EXCEEDED
        }
        found = []
        seen: Counter[tuple[str, Category]] = Counter()
        for entry in self.entries:
            if entry.recommender and entry.category and entry.recommender.name in waived:
                seen[entry.recommender.name, entry.category] += 1
                place = seen[entry.recommender.name, entry.category]
                if place > (self.season.quota_of(entry.recommender, entry.category) or 0):
                    found.append(entry)
        return found

    @cached_property
    def duplicates(self) -> Sequence[Finding]:
        """Findings about possible duplicates and copies between recommenders."""
        checked = check(self.submissions, self.season, rules=duplicates.RULES)
        return [
            one
            for one in checked.report.findings
            if any(_owner(one.location.file) != _owner(at.file) for at in one.related)
        ]

    @property
    def missing(self) -> Sequence[Recommender]:
        """Recommenders of 附件2 from whom nothing was ever received."""
        return [row for row in self.season.quotas.recommenders if row.name not in self.receipts]

    @property
    def absent(self) -> Sequence[Recommender]:
        """Recommenders whose material was received earlier but is no longer in the inbox."""
        there = {self._sender_of(receipt) for _, receipt in self.register.receipts}
        there |= set(map(self._sender_of, self.register.by_hand))
        once = set(map(self._sender_of, self.register.absent)) - there
        return [row for row in self.season.quotas.recommenders if row.name in once]

    @cached_property
    def receipts(self) -> Mapping[str, Sequence[Receipt]]:
        """The rows of the register by recommender, "" if unknown.

        Current files come first, then rows entered by people, then missing files.
        """
        found: dict[str, list[Receipt]] = {}
        for arrival, one in self.register.receipts:
            inside = arrival.named_inside
            found.setdefault(inside.name if inside else self._sender_of(one), []).append(one)
        for one in (*self.register.by_hand, *self.register.absent):
            found.setdefault(self._sender_of(one), []).append(one)
        return found

    def _sender_of(self, receipt: Receipt) -> str:
        """Return the recommender's name; people may have entered an alias."""
        row = self.season.recommender(receipt.recommender)
        return row.name if row else ""

    def number_of(self, entry: Entry) -> str:
        """Return a nomination's number (2023-徐汇区-05), or "" if it has none."""
        return self.numbers.get(entry.nomination.origin.base, "")

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All findings of the packages, then those between recommenders."""
        reports = (one.verdict.report for one in self.inbox.received)
        return [*(f for report in reports if report for f in report.findings), *self.duplicates]

    def duplicates_of(self, received: Received) -> Iterator[tuple[Finding, Sequence[Entry]]]:
        """Yield the duplicates that concern a recommender, with its own nominations."""
        name = received.recommender.name
        for one in self.duplicates:
            if own := [entry for entry in self.entries_of(one) if entry.ref.recommender == name]:
                yield one, own

    def entries_of(self, finding: Finding) -> Sequence[Entry]:
        """Return the nominations of a finding, starting with its own location."""
        places = ((at.file, at.sheet, at.row) for at in (finding.location, *finding.related))
        return [self._by_place[place] for place in places if place in self._by_place]

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str | None, int | None], Entry]:
        bases = ((one.nomination.origin.base, one) for one in self.entries)
        return {(base.file, base.sheet, base.row): one for base, one in bases}


def location_in_city(received: Received, place: Location) -> Location:
    """Return a location with the recommender before the file name."""
    return place._replace(file=f"{received.recommender.name}/{place.file}")


def _under_recommender(received: Received) -> Iterator[Submission]:
    for submission in received.verdict.submissions:
        name = submission.source.as_posix()
        yield PathRewriter({name: f"{received.recommender.name}/{name}"}).submission(submission)


def _owner(file: str) -> str:
    return file.partition("/")[0]
