"""Selects nominations by rank and number, then by the meeting's decisions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.review.result.ranking import Ranked


class Outcome(StrEnum):
    """The outcome for a nomination."""

    CHOSEN = "入选"
    RESERVE = "备选"
    PENDING = "并列待定"
    NOT_CHOSEN = "不入选"


class Decision(NamedTuple):
    """A decision of the meeting, with its reason."""

    number: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Selected:
    """A nomination with its outcome by rank and the meeting's decision, if any."""

    ranked: Ranked
    by_rank: Outcome
    decision: Decision | None = None

    @property
    def outcome(self) -> Outcome:
        """The effective outcome: the meeting's decision, else the one by rank."""
        return self.decision.outcome if self.decision else self.by_rank


def select(
    ranked: Sequence[Ranked], chosen: int, reserves: int, decisions: Mapping[str, Decision]
) -> tuple[Selected, ...]:
    """Select the first `chosen`, and the next `reserves` as reserves.

    If those of equal rank do not all fit, they are PENDING: the meeting decides, never their order.
    """
    ends = {one.place: at + 1 for at, one in enumerate(ranked)}
    pending = next((place for place, end in ends.items() if place <= chosen < end), None)
    first_reserve = ends[pending] if pending is not None else chosen
    result = []
    for one in ranked:
        if one.place == pending:
            outcome = Outcome.PENDING
        elif one.place <= chosen:
            outcome = Outcome.CHOSEN
        elif one.place <= first_reserve + reserves:
            outcome = Outcome.RESERVE
        else:
            outcome = Outcome.NOT_CHOSEN
        result.append(Selected(one, outcome, decisions.get(one.judged.number)))
    return tuple(result)
