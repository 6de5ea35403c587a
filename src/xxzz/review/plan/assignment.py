"""Assigns experts to nominations: an exact minimum-cost flow.

Each nomination sends `need` units through a node for each 单位类型 (capacity `need - 1` if
panels must be mixed) and a node for each 单位 (capacity 1) to its experts. The cost is
lexicographic: first the sum of the squares of the experts' loads, which makes loads differ
by at most one where possible, then the number of pairs not in the previous plan.

The search does not path the network but a graph of experts: an arc a -> b is a nomination that b
may take over from a. Among the shortest paths, it takes one with the fewest arcs: that path visits
no node of the network twice and therefore is an augmenting path.
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
    """Why a plan is impossible: `tasks` lack `missing` places with these experts.

    The experts have reached their limit or, if `full` is false, are already on the task's panel.
    """

    tasks: tuple[int, ...]
    experts: tuple[int, ...]
    missing: int
    full: bool = True


@dataclass(frozen=True, slots=True)
class Assignment:
    """The experts of each task, in order; incomplete if there are shortages."""

    panels: tuple[tuple[int, ...], ...]
    shortages: tuple[Shortage, ...] = ()


def assign(tasks: Sequence[Task], seats: Sequence[Seat], need: int, *, mixed: bool) -> Assignment:
    """Assign `need` experts to each task; deterministic."""
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
    """The flow under construction; of minimum cost after every step."""

    def __init__(self, seating: Seating) -> None:
        self._seating = seating
        self._again = any(seating.before)

    def keep_all(self) -> bool:
        """Assign the experts of the previous plan; return whether the flow is of minimum cost.

        It is, unless some expert could hand a task over to one with at least two fewer.
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
        """Assign all experts of a task, moving other tasks if needed; False if impossible."""
        while len(self._seating.panels[task]) < self._seating.need:
            path = self._path(task)
            if path is None:
                return False
            self._apply(task, path)
        return True

    def _apply(self, task: int, path: Sequence[int]) -> None:
        """Seat the first of the path; each next one takes over a task of the one before."""
        moves = [(self._seating.movable(a, b), a, b) for a, b in pairwise(path)]
        for moved, giver, taker in moves:
            self._seating.unseat(moved, giver)
            self._seating.seat(moved, taker)
        self._seating.seat(task, path[0])

    def _path(self, task: int) -> list[int] | None:
        """Return the cheapest augmenting path of experts for one more place, or None.

        The last expert on it gets one more task; its load decides first, then the new pairs.
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
        """Return the preferred expert of those with the least load, if one may join."""
        loads = {
            one: len(self._seating.held[one])
            for one in range(len(self._seating.seats))
            if self._seating.has_room(one)
        }
        least = min(loads.values(), default=None)
        wanted = (one for one in self._seating.tasks[task].allowed if entries >> one & 1)
        return next((one for one in wanted if loads.get(one, -1) == least), None)

    def _cheapest(self, task: int, entries: int, wanted: int) -> list[int]:
        """Return the path with the fewest new pairs, then the fewest arcs (Bellman-Ford)."""
        before = self._seating.before[task]
        cost = {one: (int(not before >> one & 1), 0) for one in each(entries)}
        previous: dict[int, int] = {}
        queue = dict.fromkeys(sorted(cost, key=cost.__getitem__))
        while queue:
            giver = next(iter(queue))
            del queue[giver]
            pairs, arcs = cost[giver]
            for change, takers in self._seating.arcs_of(giver).items():
                found = (pairs + change, arcs + 1)
                for taker in each(takers):
                    if taker not in cost or found < cost[taker]:
                        cost[taker], previous[taker] = found, giver
                        queue[taker] = None
        place = {one: at for at, one in enumerate(self._seating.tasks[task].allowed)}
        last = min(
            (one for one in each(wanted) if one in cost),
            key=lambda one: (cost[one], place.get(one, len(place)), one),
        )
        path = [last]
        while path[-1] in previous:
            path.append(previous[path[-1]])
        return path[::-1]

    def shortages(self, short: Sequence[int]) -> Iterator[Shortage]:
        """Yield the reasons why tasks lack experts, each once."""
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
