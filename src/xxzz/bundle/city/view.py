"""The city's view: all nominations that count, what doubles between them, who is missing."""

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


COPIED = rule_names.DUPLICATE_STORY


@dataclass(frozen=True)
class City:
    """Everything that the ledger, the lists, the receipts and the overview are made of."""

    season: Season
    inbox: Inbox
    register: Registered = field(default_factory=Registered)
    numbers: Mapping[Location, str] = field(default_factory=dict)
    """The number of each nomination, by where it stands."""

    @cached_property
    def submissions(self) -> Sequence[Submission]:
        """The submissions that count; their files carry the name of their recommender."""
        return [moved for one in self.inbox.received for moved in _within(one)]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All nominations: by recommender as in 附件2, by category, by 序号."""
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
        """Return how much of 附件2 a recommender uses, also where it nominates nothing."""
        return self._usages.get(recommender.name) or Usage(recommender)

    def parts_of(self, recommender: Recommender) -> Sequence[tuple[str, int]]:
        """Return how many nominations of a recommender are in each part (其中标兵)."""
        own = [one for one in self.entries if one.recommender == recommender]
        parts = self.season.quotas.subsets
        return [(part.id, len(in_subset(own, part))) for part in parts]

    @cached_property
    def _usages(self) -> Mapping[str, Usage]:
        return {one.recommender.name: one for one in usages(self.entries)}

    @cached_property
    def beyond_quota(self) -> Sequence[Entry]:
        """The nominations above the quota of their category, where that was waived."""
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
    def doubled(self) -> Sequence[Finding]:
        """Findings about nominations of different recommenders that seem to be one, or copied."""
        checked = check(self.submissions, self.season, rules=duplicates.RULES)
        return [
            one
            for one in checked.report.findings
            if any(_owner(one.location.file) != _owner(at.file) for at in one.related)
        ]

    @property
    def missing(self) -> Sequence[Recommender]:
        """The recommenders of 附件2 of whom nothing at all came in, by the register either."""
        return [row for row in self.season.quotas.recommenders if row.name not in self.receipts]

    @property
    def absent(self) -> Sequence[Recommender]:
        """The recommenders of whom something came once, and nothing of it is there today."""
        there = {self._sender_of(receipt) for _, receipt in self.register.receipts}
        there |= set(map(self._sender_of, self.register.by_hand))
        once = set(map(self._sender_of, self.register.absent)) - there
        return [row for row in self.season.quotas.recommenders if row.name in once]

    @cached_property
    def receipts(self) -> Mapping[str, Sequence[Receipt]]:
        """The rows of the register by recommender, "" for nobody of 附件2.

        What is there today comes first, then what people wrote down, then what is gone.
        """
        found: dict[str, list[Receipt]] = {}
        there = (receipt for _, receipt in self.register.receipts)
        for one in (*there, *self.register.by_hand, *self.register.absent):
            found.setdefault(self._sender_of(one), []).append(one)
        return found

    def _sender_of(self, receipt: Receipt) -> str:
        """Return whose a receipt is; people may have written that down, by any of its names."""
        row = self.season.recommender(receipt.recommender)
        return row.name if row else ""

    def number_of(self, entry: Entry) -> str:
        """Return a nomination's number (2023-徐汇区-05), "" where its recommender is unknown."""
        return self.numbers.get(entry.nomination.origin.base, "")

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All findings of the packages, then those between recommenders."""
        reports = (one.verdict.report for one in self.inbox.received)
        return [*(f for report in reports if report for f in report.findings), *self.doubled]

    def doubled_of(self, received: Received) -> Iterator[tuple[Finding, Sequence[Entry]]]:
        """Yield the findings between recommenders that concern one, with its own nominations."""
        name = received.recommender.name
        for one in self.doubled:
            if own := [entry for entry in self.entries_of(one) if entry.ref.recommender == name]:
                yield one, own

    def entries_of(self, finding: Finding) -> Sequence[Entry]:
        """Return the nominations that a finding is about, the one that it stands at first."""
        places = ((at.file, at.sheet, at.row) for at in (finding.location, *finding.related))
        return [self._by_place[place] for place in places if place in self._by_place]

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str | None, int | None], Entry]:
        bases = ((one.nomination.origin.base, one) for one in self.entries)
        return {(base.file, base.sheet, base.row): one for base, one in bases}


def owned_by(received: Received, place: Location) -> Location:
    """Return a place of a package as the city names it: below its recommender."""
    return place._replace(file=f"{received.recommender.name}/{place.file}")


def _within(received: Received) -> Iterator[Submission]:
    for submission in received.verdict.submissions:
        name = submission.source.as_posix()
        yield PathRewriter({name: f"{received.recommender.name}/{name}"}).submission(submission)


def _owner(file: str) -> str:
    return file.partition("/")[0]
