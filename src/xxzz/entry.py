"""Nominations as the season understands them: who recommends, and in which category."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.finding import NominationRef, Problem, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xxzz.nomination import Category, Nomination, Submission
    from xxzz.season import Season
    from xxzz.season.models import Recommender


class Entry(NamedTuple):
    """A nomination with its 推荐单位 and category; either is None where the text names none."""

    nomination: Nomination
    recommender: Recommender | None
    category: Category | None

    @property
    def ref(self) -> NominationRef:
        """How findings name this nomination; the recommender by its official name when known."""
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
        """Say what is wrong at a field; `related` are the other nominations it has to do with."""
        return Problem(
            message=message,
            hint=hint,
            location=self.nomination.origin.locate(field),
            nomination=self.ref,
            severity=severity,
            related=tuple(other.nomination.origin.locate(field) for other in related),
        )

    def skip(self, reason: str) -> Skip:
        """Say that a rule could not judge this nomination."""
        return Skip(reason, self.ref)


def resolve(submissions: Iterable[Submission], season: Season) -> tuple[Entry, ...]:
    """Read every nomination's 推荐单位 and 申报类型 with the season's names and aliases."""
    return tuple(
        Entry(
            nomination,
            season.recommender(nomination.recommender),
            season.category(nomination.category),
        )
        for submission in submissions
        for nomination in submission.nominations
    )
