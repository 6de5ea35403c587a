"""Who is chosen: by place against the number to be chosen, then as the meeting decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.review.result.ranking import Ranked


class Outcome(StrEnum):
    """What becomes of a nomination."""

    CHOSEN = "入选"
    RESERVE = "备选"
    PENDING = "并列待定"
    NOT_CHOSEN = "不入选"


class Decision(NamedTuple):
    """What the meeting decided, with its reason."""

    number: str
    outcome: Outcome
    reason: str


@dataclass(frozen=True, slots=True)
class Selected:
    """A nomination with what the ranking says and, if different, what the meeting decided."""

    ranked: Ranked
    by_rank: Outcome
    decision: Decision | None = None

    @property
    def outcome(self) -> Outcome:
        """What counts."""
        return self.decision.outcome if self.decision else self.by_rank


def select(
    ranked: Sequence[Ranked], chosen: int, reserves: int, decisions: Mapping[str, Decision]
) -> tuple[Selected, ...]:
    """Choose the first `chosen` and then `reserves`.

    Those of one place who do not all fit in are PENDING: the meeting decides, never their order.
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
