"""Nominations with their recommender and category looked up in the season."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.finding import NominationRef, Problem, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xxzz.nomination import Category, Nomination, Submission
    from xxzz.season import Season
    from xxzz.season.models import Recommender


class Entry(NamedTuple):
    """A nomination with its 推荐单位 and category; None if the text names no known one."""

    nomination: Nomination
    recommender: Recommender | None
    category: Category | None

    @property
    def ref(self) -> NominationRef:
        """Reference for findings; has the recommender's official name if known."""
        recommender = self.recommender.name if self.recommender else self.nomination.recommender
        return NominationRef(recommender, self.category, self.nomination.name)

    def problem(
        self,
        field: str,
        message: str,
        hint: str,
        *,
        severity: Severity | None = None,
        related: Sequence[Entry] = (),
    ) -> Problem:
        """Make a problem at a field; `related` are the other nominations involved."""
        return Problem(
            message=message,
            hint=hint,
            location=self.nomination.origin.locate(field),
            nomination=self.ref,
            severity=severity,
            related=tuple(other.nomination.origin.locate(field) for other in related),
        )

    def skip(self, reason: str) -> Skip:
        """Report that a rule could not judge this nomination."""
        return Skip(reason, self.ref)


def resolve(submissions: Iterable[Submission], season: Season) -> tuple[Entry, ...]:
    """Look up every nomination's 推荐单位 and 申报类型 by the season's names and aliases."""
    return tuple(
        Entry(
            nomination,
            season.recommender(nomination.recommender),
            season.category(nomination.category),
        )
        for submission in submissions
        for nomination in submission.nominations
    )
