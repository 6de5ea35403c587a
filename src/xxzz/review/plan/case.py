"""What a plan is made of: nominations, experts, and which pairs must not be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.review.plan.conflicts import Conflicts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.review.nominees import Nominee
    from xxzz.review.plan.experts import Expert
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Case:
    """`against` has the reasons for which pairs must not be, by code and number."""

    nominees: Sequence[Nominee]
    people: Sequence[Expert]
    against: Mapping[tuple[str, str], str]

    def of_category(self, nominee: Nominee) -> list[Expert]:
        """Return the experts for a nomination's category."""
        return [one for one in self.people if nominee.category in one.categories]

    def able(self, nominee: Nominee) -> list[Expert]:
        """Return the experts who may judge a nomination."""
        return [
            one
            for one in self.of_category(nominee)
            if (one.code, nominee.number) not in self.against
        ]


def make_case(
    nominees: Sequence[Nominee], people: Sequence[Expert], season: Season, mail: Sequence[str]
) -> Case:
    """Compare everybody with everything; `mail` are domains that say nothing."""
    conflicts = Conflicts(nominees, season, mail)
    pairs = (
        (expert.code, nominee.number, "、".join(conflicts.between(expert, nominee)))
        for expert in people
        for nominee in nominees
    )
    return Case(nominees, people, {(code, number): why for code, number, why in pairs if why})
