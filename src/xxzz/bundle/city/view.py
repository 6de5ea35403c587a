"""The city's view: all nominations that count, what doubles between them, who is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.bundle.path_rewriter import PathRewriter
from xxzz.check import check
from xxzz.entry import Entry, resolve
from xxzz.rules import duplicates
from xxzz.rules.ranking import by_priority

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.bundle.city.receive import Inbox, Received
    from xxzz.finding import Finding
    from xxzz.nomination import Category, Submission
    from xxzz.season import Season
    from xxzz.season.models import Recommender


@dataclass(frozen=True)
class City:
    """Everything that the ledger, the lists, the receipts and the overview are made of."""

    season: Season
    inbox: Inbox

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

    @cached_property
    def counts(self) -> Mapping[tuple[str, Category], int]:
        """How many nominations each recommender has in each category."""
        return Counter(
            (one.recommender.name, one.category)
            for one in self.entries
            if one.recommender and one.category
        )

    @cached_property
    def doubled(self) -> Sequence[Finding]:
        """Findings about nominations of different recommenders that seem to be one, or copied."""
        report = check(self.submissions, self.season, rules=duplicates.RULES)
        return [
            one
            for one in report.findings
            if any(_owner(one.location.file) != _owner(at.file) for at in one.related)
        ]

    @property
    def missing(self) -> Sequence[Recommender]:
        """The recommenders of 附件2 of whom no package came in, not even one that can't be used."""
        there = {one.recommender.name for one in (*self.inbox.received, *self.inbox.refused)}
        return [row for row in self.season.quotas.recommenders if row.name not in there]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All findings of the packages, then those between recommenders."""
        reports = (one.verdict.report for one in self.inbox.received)
        return [*(f for report in reports if report for f in report.findings), *self.doubled]

    def doubled_of(self, received: Received) -> Sequence[Finding]:
        """Return the findings between recommenders that concern one of them."""
        name = received.recommender.name
        return [
            one
            for one in self.doubled
            if name in {_owner(at.file) for at in (one.location, *one.related)}
        ]


def _within(received: Received) -> Iterator[Submission]:
    for submission in received.verdict.submissions:
        name = submission.source.as_posix()
        yield PathRewriter({name: f"{received.recommender.name}/{name}"}).submission(submission)


def _owner(file: str) -> str:
    return file.partition("/")[0]
