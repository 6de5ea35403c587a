"""The current assignment, and who could take a task over from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.review.plan.bits import bits, groups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Seat(NamedTuple):
    """An expert; `limit` is the maximum number of tasks, None for no limit."""

    unit: str
    kind: str = ""
    limit: int | None = None


class Task(NamedTuple):
    """A nomination: who may judge it, preferred ones first, and who did in the previous plan."""

    allowed: Sequence[int]
    before: Sequence[int] = ()


class Seating:
    """The current panels, which never violate a constraint.

    An arc a -> b is a task that b may take over from a; sets of experts are bit masks.
    """

    def __init__(
        self, tasks: Sequence[Task], seats: Sequence[Seat], need: int, *, mixed: bool
    ) -> None:
        self.tasks, self.seats, self.need, self.mixed = tasks, seats, need, mixed
        self._allowed = [bits(task.allowed) for task in tasks]
        self.before = [bits(task.before) for task in tasks]
        self._unit = groups([seat.unit for seat in seats])
        self._kind = groups([seat.kind for seat in seats])
        self.panels: list[set[int]] = [set() for _ in tasks]
        self.held: list[dict[int, None]] = [{} for _ in seats]
        self._arcs: dict[int, Mapping[int, int]] = {}

    def seat(self, task: int, expert: int) -> None:
        """Add an expert to a task's panel."""
        self.panels[task].add(expert)
        self.held[expert][task] = None
        self._clear_arcs(task)

    def unseat(self, task: int, expert: int) -> None:
        """Remove an expert from a task's panel."""
        self._clear_arcs(task)
        self.panels[task].remove(expert)
        del self.held[expert][task]

    def _clear_arcs(self, task: int) -> None:
        for expert in self.panels[task]:
            self._arcs.pop(expert, None)

    def reach(self, entries: int) -> int:
        """Return the experts reachable from `entries`, including mask."""
        reached, todo = entries, entries
        while todo:
            one = (todo & -todo).bit_length() - 1
            todo &= todo - 1
            for takers in self.arcs_of(one).values():
                todo |= takers & ~reached
                reached |= takers
        return reached

    def arcs_of(self, giver: int) -> Mapping[int, int]:
        """Return who may take a task over from an expert, by the change in new pairs."""
        found = self._arcs.get(giver)
        if found is None:
            changes: dict[int, int] = {}
            for task in self.held[giver]:
                takers, before = self.open_to(task, giver), self.before[task]
                was = int(not before >> giver & 1)
                for new, mask in ((0, takers & before), (1, takers & ~before)):
                    if mask:
                        changes[new - was] = changes.get(new - was, 0) | mask
            found = self._arcs[giver] = changes
        return found

    def movable(self, giver: int, taker: int) -> int:
        """Return the task to move along an arc: the one with the fewest new pairs."""
        tasks = (task for task in self.held[giver] if self.open_to(task, giver) >> taker & 1)

        def cost(task: int) -> tuple[int, int]:
            before = self.before[task]
            return int(not before >> taker & 1) - int(not before >> giver & 1), task

        return min(tasks, key=cost)

    def open_to(self, task: int, giver: int | None = None) -> int:
        """Return who may join a task's panel, replacing `giver` if given."""
        others = [one for one in self.panels[task] if one != giver]
        free = self._allowed[task] & ~bits(self.panels[task])
        for one in others:
            free &= ~self._unit[one]
        if self.mixed and self.need > 1 and len(others) >= self.need - 1:
            kind = self._kind[others[0]]
            if all(kind >> one & 1 for one in others):
                free &= ~kind
        return free

    def has_room(self, expert: int) -> bool:
        """Tell whether an expert may get one more task."""
        limit = self.seats[expert].limit
        return limit is None or len(self.held[expert]) < limit
