"""The input of a plan: nominations, experts and conflicts."""

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
    """The input of a plan; `against` has the reasons for excluded pairs, by code and number."""

    nominees: Sequence[Nominee]
    people: Sequence[Expert]
    against: Mapping[tuple[str, str], str]

    def of_category(self, nominee: Nominee) -> list[Expert]:
        """Return the experts for a nomination's category."""
        return [one for one in self.people if nominee.category in one.categories]

    def able(self, nominee: Nominee) -> list[Expert]:
        """Return the experts allowed to judge a nomination."""
        return [
            one
            for one in self.of_category(nominee)
            if (one.code, nominee.number) not in self.against
        ]


def make_case(
    nominees: Sequence[Nominee], people: Sequence[Expert], season: Season, mail: Sequence[str]
) -> Case:
    """Find the conflicts between all experts and nominations; `mail` are public mail domains."""
    conflicts = Conflicts(nominees, season, mail)
    pairs = (
        (expert.code, nominee.number, "、".join(conflicts.between(expert, nominee)))
        for expert in people
        for nominee in nominees
    )
    return Case(nominees, people, {(code, number): why for code, number, why in pairs if why})
