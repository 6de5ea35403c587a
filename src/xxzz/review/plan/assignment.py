"""Who judges what: an exact minimum-cost flow from nominations to experts.

Each nomination sends `need` units through a node for each 单位类型 (capacity `need - 1` where
panels must be mixed) and one for each 单位 (capacity 1) to its experts. What is minimised, in this
order, is the sum of the squares of the loads, which makes them differ by at most one wherever that
is possible, and the number of pairs that were not there before.

Instead of the network itself, the search walks between experts: an arc a -> b is a nomination that
b may take over from a. Of the shortest walks it takes one with the fewest arcs, which is one that
passes no node of the network twice, and so can be carried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xxzz.review.plan.bits import bits, each
from xxzz.review.plan.seating import Seating

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.review.plan.seating import Seat, Task


class Shortage(NamedTuple):
    """Why a plan is impossible: these tasks lack `missing` places with these experts.

    The experts are full, or where `full` is false, already on the one task's panel.
    """

    tasks: tuple[int, ...]
    experts: tuple[int, ...]
    missing: int
    full: bool = True


@dataclass(frozen=True, slots=True)
class Assignment:
    """The experts of each task, in order; where there are shortages, not all that it needs."""

    panels: tuple[tuple[int, ...], ...]
    shortages: tuple[Shortage, ...] = ()


def assign(tasks: Sequence[Task], seats: Sequence[Seat], need: int, *, mixed: bool) -> Assignment:
    """Give each task `need` experts; the same input gives the same result."""
    mixed = mixed and len({seat.kind for seat in seats}) > 1
    seating = Seating(tasks, seats, need, mixed=mixed)
    flow = _Flow(seating)
    if not flow.keep_all():
        seating = Seating(tasks, seats, need, mixed=mixed)
        flow = _Flow(seating)
    short = [at for at in range(len(tasks)) if not flow.fill(at)]
    panels = tuple(tuple(sorted(panel)) for panel in seating.panels)
    return Assignment(panels, tuple(flow.shortages(short)))


class _Flow:
    """The flow so far: it is of least cost for what it carries, after every step."""

    def __init__(self, seating: Seating) -> None:
        self._seating = seating
        self._again = any(seating.before)

    def keep_all(self) -> bool:
        """Seat everybody who may stay; tell whether that is a flow of least cost.

        It is unless someone could hand a file on to someone who has two fewer.
        """
        for task, before in enumerate(self._seating.before):
            for expert in each(before):
                if (
                    len(self._seating.panels[task]) < self._seating.need
                    and self._seating.open_to(task) >> expert & 1
                ):
                    if not self._seating.has_room(expert):
                        return False
                    self._seating.seat(task, expert)
        loads = [len(held) for held in self._seating.held]
        for expert, load in enumerate(loads):
            fewer = [
                b for b, less in enumerate(loads) if less < load - 1 and self._seating.has_room(b)
            ]
            if fewer and self._seating.reach(1 << expert) & bits(fewer):
                return False
        return True

    def fill(self, task: int) -> bool:
        """Give a task all its experts, if need be by handing others' tasks on."""
        while len(self._seating.panels[task]) < self._seating.need:
            walk = self._walk(task)
            if walk is None:
                return False
            self._carry_out(task, walk)
        return True

    def _carry_out(self, task: int, walk: Sequence[int]) -> None:
        """Seat the first of the walk; each next one takes a task over from the one before."""
        moves = [(self._seating.movable(a, b), a, b) for a, b in pairwise(walk)]
        for moved, giver, taker in moves:
            self._seating.unseat(moved, giver)
            self._seating.seat(moved, taker)
        self._seating.seat(task, walk[0])

    def _walk(self, task: int) -> list[int] | None:
        """Return the cheapest way to seat one more expert: who sits down, who is relieved in turn.

        The expert at the end gets one more file. Its load decides first, then the new pairs.
        """
        entries = self._seating.open_to(task)
        if not self._again and (seat := self._emptiest(task, entries)) is not None:
            return [seat]
        reached = self._seating.reach(entries)
        ends = [one for one in each(reached) if self._seating.has_room(one)]
        if not ends:
            return None
        load = min(len(self._seating.held[one]) for one in ends)
        wanted = bits(one for one in ends if len(self._seating.held[one]) == load)
        return self._cheapest(task, entries, wanted)

    def _emptiest(self, task: int, entries: int) -> int | None:
        """Return the preferred one of the least loaded experts of all, if one may sit down."""
        loads = {
            one: len(self._seating.held[one])
            for one in range(len(self._seating.seats))
            if self._seating.has_room(one)
        }
        least = min(loads.values(), default=None)
        wanted = (one for one in self._seating.tasks[task].allowed if entries >> one & 1)
        return next((one for one in wanted if loads.get(one, -1) == least), None)

    def _cheapest(self, task: int, entries: int, wanted: int) -> list[int]:
        """Return the walk with the fewest new pairs, then the fewest arcs (Bellman-Ford)."""
        before = self._seating.before[task]
        cost = {one: (int(not before >> one & 1), 0) for one in each(entries)}
        came: dict[int, int] = {}
        queue = dict.fromkeys(sorted(cost, key=cost.__getitem__))
        while queue:
            giver = next(iter(queue))
            del queue[giver]
            pairs, arcs = cost[giver]
            for change, takers in self._seating.arcs_of(giver).items():
                found = (pairs + change, arcs + 1)
                for taker in each(takers):
                    if taker not in cost or found < cost[taker]:
                        cost[taker], came[taker] = found, giver
                        queue[taker] = None
        place = {one: at for at, one in enumerate(self._seating.tasks[task].allowed)}
        last = min(
            (one for one in each(wanted) if one in cost),
            key=lambda one: (cost[one], place.get(one, len(place)), one),
        )
        walk = [last]
        while walk[-1] in came:
            walk.append(came[walk[-1]])
        return walk[::-1]

    def shortages(self, short: Sequence[int]) -> Iterator[Shortage]:
        """Yield what holds back the tasks that lack experts, each reason once."""
        by_experts: dict[tuple[int, ...], list[int]] = {}
        for task in short:
            reached = tuple(each(self._seating.reach(self._seating.open_to(task))))
            if reached:
                by_experts.setdefault(reached, []).append(task)
            else:
                panel = tuple(sorted(self._seating.panels[task]))
                yield Shortage((task,), panel, self._lack(task), full=False)
        for experts, tasks in by_experts.items():
            yield Shortage(tuple(tasks), experts, sum(map(self._lack, tasks)))

    def _lack(self, task: int) -> int:
        return self._seating.need - len(self._seating.panels[task])
