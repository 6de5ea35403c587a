"""Who judges what: an exact minimum-cost flow from nominations to experts.

Each nomination sends `need` units through a node for each 单位类型 (capacity `need - 1` where
panels must be mixed) and one for each 单位 (capacity 1) to its experts. What is minimised, in this
order, is the sum of the squares of the loads, which makes them differ by at most one wherever that
is possible, and the number of pairs that were not there before.

Instead of the network itself, the search walks between experts: an arc a -> b is a nomination that
b may take over from a. Of the shortest walks it takes one with the fewest arcs, which is one that
passes no node of the network twice, and so can be carried out. Sets of experts are bits of
integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Seat(NamedTuple):
    """An expert as the flow sees one; `limit` is the most files, None without a limit."""

    unit: str
    kind: str = ""
    limit: int | None = None


class Task(NamedTuple):
    """A nomination as the flow sees it: who may judge it, preferred ones first, and who did."""

    allowed: Sequence[int]
    before: Sequence[int] = ()


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
    flow = _Flow(tasks, seats, need, mixed=mixed and len({seat.kind for seat in seats}) > 1)
    if not flow.keep_all():
        flow = flow.empty()
    short = [at for at in range(len(tasks)) if not flow.fill(at)]
    panels = tuple(tuple(sorted(panel)) for panel in flow.panels)
    return Assignment(panels, tuple(flow.shortages(short)))


class _Flow:
    """The flow so far: it is of least cost for what it carries, after every step."""

    def __init__(
        self, tasks: Sequence[Task], seats: Sequence[Seat], need: int, *, mixed: bool
    ) -> None:
        self._tasks, self._seats, self._need, self._mixed = tasks, seats, need, mixed
        self._allowed = [_bits(task.allowed) for task in tasks]
        self._before = [_bits(task.before) for task in tasks]
        self._again = any(self._before)
        self._unit = _groups([seat.unit for seat in seats])
        self._kind = _groups([seat.kind for seat in seats])
        self.panels: list[set[int]] = [set() for _ in tasks]
        self._held: list[dict[int, None]] = [{} for _ in seats]
        self._arcs: dict[int, Mapping[int, int]] = {}

    def empty(self) -> _Flow:
        """Return the same problem with nothing assigned."""
        return _Flow(self._tasks, self._seats, self._need, mixed=self._mixed)

    def keep_all(self) -> bool:
        """Seat everybody who may stay; tell whether that is a flow of least cost.

        It is unless someone could hand a file on to someone who has two fewer.
        """
        for task, before in enumerate(self._before):
            for expert in _each(before):
                if len(self.panels[task]) < self._need and self._open(task) >> expert & 1:
                    if not self._has_room(expert):
                        return False
                    self._seat(task, expert)
        loads = [len(held) for held in self._held]
        for expert, load in enumerate(loads):
            fewer = [b for b, less in enumerate(loads) if less < load - 1 and self._has_room(b)]
            if fewer and self._reach(1 << expert) & _bits(fewer):
                return False
        return True

    def fill(self, task: int) -> bool:
        """Give a task all its experts, if need be by handing others' tasks on."""
        while len(self.panels[task]) < self._need:
            walk = self._walk(task)
            if walk is None:
                return False
            self._carry_out(task, walk)
        return True

    def _carry_out(self, task: int, walk: Sequence[int]) -> None:
        """Seat the first of the walk; each next one takes a task over from the one before."""
        moves = [(self._movable(a, b), a, b) for a, b in pairwise(walk)]
        for moved, giver, taker in moves:
            self._unseat(moved, giver)
            self._seat(moved, taker)
        self._seat(task, walk[0])

    def _seat(self, task: int, expert: int) -> None:
        self.panels[task].add(expert)
        self._held[expert][task] = None
        self._forget(task)

    def _unseat(self, task: int, expert: int) -> None:
        self._forget(task)
        self.panels[task].remove(expert)
        del self._held[expert][task]

    def _forget(self, task: int) -> None:
        for expert in self.panels[task]:
            self._arcs.pop(expert, None)

    def _walk(self, task: int) -> list[int] | None:
        """Return the cheapest way to seat one more expert: who sits down, who is relieved in turn.

        The expert at the end gets one more file. Its load decides first, then the new pairs.
        """
        entries = self._open(task)
        if not self._again and (seat := self._emptiest(task, entries)) is not None:
            return [seat]
        reached = self._reach(entries)
        ends = [one for one in _each(reached) if self._has_room(one)]
        if not ends:
            return None
        load = min(len(self._held[one]) for one in ends)
        wanted = _bits(one for one in ends if len(self._held[one]) == load)
        return self._cheapest(task, entries, wanted)

    def _emptiest(self, task: int, entries: int) -> int | None:
        """Return the preferred one of the least loaded experts of all, if one may sit down."""
        loads = {
            one: len(self._held[one]) for one in range(len(self._seats)) if self._has_room(one)
        }
        least = min(loads.values(), default=None)
        wanted = (one for one in self._tasks[task].allowed if entries >> one & 1)
        return next((one for one in wanted if loads.get(one, -1) == least), None)

    def _cheapest(self, task: int, entries: int, wanted: int) -> list[int]:
        """Return the walk with the fewest new pairs, then the fewest arcs (Bellman-Ford)."""
        before = self._before[task]
        cost = {one: (int(not before >> one & 1), 0) for one in _each(entries)}
        came: dict[int, int] = {}
        queue = dict.fromkeys(sorted(cost, key=cost.__getitem__))
        while queue:
            giver = next(iter(queue))
            del queue[giver]
            pairs, arcs = cost[giver]
            for change, takers in self._arcs_of(giver).items():
                found = (pairs + change, arcs + 1)
                for taker in _each(takers):
                    if taker not in cost or found < cost[taker]:
                        cost[taker], came[taker] = found, giver
                        queue[taker] = None
        place = {one: at for at, one in enumerate(self._tasks[task].allowed)}
        last = min(
            (one for one in _each(wanted) if one in cost),
            key=lambda one: (cost[one], place.get(one, len(place)), one),
        )
        walk = [last]
        while walk[-1] in came:
            walk.append(came[walk[-1]])
        return walk[::-1]

    def _reach(self, entries: int) -> int:
        reached, todo = entries, entries
        while todo:
            one = (todo & -todo).bit_length() - 1
            todo &= todo - 1
            for takers in self._arcs_of(one).values():
                todo |= takers & ~reached
                reached |= takers
        return reached

    def _arcs_of(self, giver: int) -> Mapping[int, int]:
        """Return who may take something over from an expert, by the change in new pairs."""
        found = self._arcs.get(giver)
        if found is None:
            changes: dict[int, int] = {}
            for task in self._held[giver]:
                takers, before = self._open(task, giver), self._before[task]
                was = int(not before >> giver & 1)
                for new, those in ((0, takers & before), (1, takers & ~before)):
                    if those:
                        changes[new - was] = changes.get(new - was, 0) | those
            found = self._arcs[giver] = changes
        return found

    def _movable(self, giver: int, taker: int) -> int:
        """Return the task that moves along an arc: the one that costs the fewest new pairs."""
        tasks = (task for task in self._held[giver] if self._open(task, giver) >> taker & 1)

        def cost(task: int) -> tuple[int, int]:
            before = self._before[task]
            return int(not before >> taker & 1) - int(not before >> giver & 1), task

        return min(tasks, key=cost)

    def _open(self, task: int, giver: int | None = None) -> int:
        """Return who may join a task's panel, in place of `giver` where one leaves."""
        others = [one for one in self.panels[task] if one != giver]
        free = self._allowed[task] & ~_bits(self.panels[task])
        for one in others:
            free &= ~self._unit[one]
        if self._mixed and self._need > 1 and len(others) >= self._need - 1:
            kind = self._kind[others[0]]
            if all(kind >> one & 1 for one in others):
                free &= ~kind
        return free

    def _has_room(self, expert: int) -> bool:
        limit = self._seats[expert].limit
        return limit is None or len(self._held[expert]) < limit

    def shortages(self, short: Sequence[int]) -> Iterator[Shortage]:
        """Yield what holds back the tasks that lack experts, each reason once."""
        by_experts: dict[tuple[int, ...], list[int]] = {}
        for task in short:
            reached = tuple(_each(self._reach(self._open(task))))
            if reached:
                by_experts.setdefault(reached, []).append(task)
            else:
                panel = tuple(sorted(self.panels[task]))
                yield Shortage((task,), panel, self._lack(task), full=False)
        for experts, tasks in by_experts.items():
            yield Shortage(tuple(tasks), experts, sum(map(self._lack, tasks)))

    def _lack(self, task: int) -> int:
        return self._need - len(self.panels[task])


def _bits(numbers: Sequence[int] | Iterator[int] | set[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def _each(bits: int) -> Iterator[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _groups(names: Sequence[str]) -> list[int]:
    """Return for each expert all that are of the same unit; an expert without one is alone."""
    together: dict[str, int] = {}
    for at, name in enumerate(names):
        together[name] = together.get(name, 0) | 1 << at
    return [together[name] if name else 1 << at for at, name in enumerate(names)]
