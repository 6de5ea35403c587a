"""The assignment of experts beside a solver's optimum."""

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xxzz.review.plan.assignment import Assignment, Shortage, assign
from xxzz.review.plan.seating import Seat, Task

HEAVY = 1000
"""Above any number of new pairs, so that the loads' squares decide first."""


def optimum(tasks: list[Task], seats: list[Seat], need: int, mixed: bool) -> tuple[int, int, int]:
    """Return units carried, sum of squared loads and new pairs, by a network simplex."""
    mixed = mixed and need > 1 and len({seat.kind for seat in seats}) > 1
    graph = nx.DiGraph()
    total = need * len(tasks)
    graph.add_node("in", demand=-total)
    graph.add_node("out", demand=total)
    graph.add_edge("in", "out", capacity=total, weight=HEAVY * HEAVY)  # what can't be carried
    for t, task in enumerate(tasks):
        graph.add_edge("in", ("task", t), capacity=need, weight=0)
        for e in task.allowed:
            kind = ("kind", t, seats[e].kind or e)
            unit = ("unit", t, seats[e].unit or e)
            graph.add_edge(("task", t), kind, capacity=need - mixed, weight=0)
            graph.add_edge(kind, unit, capacity=1, weight=0)
            new = bool(any(one.before for one in tasks)) and e not in task.before
            graph.add_edge(unit, ("seat", e), capacity=1, weight=int(new))
    for e, seat in enumerate(seats):
        for load in range(len(tasks) if seat.limit is None else min(seat.limit, len(tasks))):
            step = ("step", e, load)
            graph.add_edge(("seat", e), step, capacity=1, weight=HEAVY * (2 * load + 1))
            graph.add_edge(step, "out", capacity=1, weight=0)
    _, flow = nx.network_simplex(graph)
    carried = total - flow["in"]["out"]
    loads = [sum(flow.get(("seat", e), {}).values()) for e in range(len(seats))]
    new = sum(
        amount
        for source, targets in flow.items()
        if source[0] == "unit"
        for target, amount in targets.items()
        if target[1] not in tasks[source[1]].before
    )
    return carried, sum(load * load for load in loads), new if any(t.before for t in tasks) else 0


def achieved(tasks: list[Task], seats: list[Seat], result: Assignment) -> tuple[int, int, int]:
    loads = [sum(e in panel for panel in result.panels) for e in range(len(seats))]
    new = sum(
        e not in task.before
        for task, panel in zip(tasks, result.panels, strict=True)
        for e in panel
    )
    again = any(task.before for task in tasks)
    return sum(loads), sum(load * load for load in loads), new if again else 0


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[Task], list[Seat], int, bool]:
    number = draw(st.integers(2, 7))
    units = draw(
        st.lists(st.sampled_from(["", "甲", "乙", "丙", "丁"]), min_size=number, max_size=number)
    )
    kind_of = {unit: draw(st.sampled_from(["高校", "机关"])) for unit in sorted(set(units)) if unit}
    limits = draw(st.lists(st.none() | st.integers(1, 4), min_size=number, max_size=number))
    seats = [
        Seat(unit, kind_of.get(unit, ""), limit) for unit, limit in zip(units, limits, strict=True)
    ]
    experts = st.integers(0, number - 1)
    again = draw(st.booleans())
    need = draw(st.integers(1, 3))
    tasks = []
    for _ in range(draw(st.integers(1, 7))):
        allowed = draw(st.lists(experts, unique=True, min_size=1))
        before = draw(st.lists(experts, unique=True, max_size=need)) if again else []
        tasks.append(Task(allowed, before))
    return tasks, seats, need, draw(st.booleans())


@settings(max_examples=200, deadline=None)
@given(problems())
def test_no_solver_finds_a_better_plan(
    problem: tuple[list[Task], list[Seat], int, bool],
) -> None:
    tasks, seats, need, mixed = problem
    result = assign(tasks, seats, need, mixed=mixed)
    ours, best = achieved(tasks, seats, result), optimum(tasks, seats, need, mixed)
    assert ours[0] == best[0]
    if ours[0] == need * len(tasks):  # a plan that lacks experts is only told, never used
        assert ours == best
    for task, panel in zip(tasks, result.panels, strict=True):
        assert set(panel) <= set(task.allowed)
        units = [seats[e].unit for e in panel if seats[e].unit]
        assert len(units) == len(set(units))
        kinds = {seats[e].kind or e for e in panel}
        if mixed and need > 1 and len({s.kind for s in seats}) > 1 and len(panel) == need:
            assert len(kinds) > 1
    for e, seat in enumerate(seats):
        assert seat.limit is None or sum(e in panel for panel in result.panels) <= seat.limit
    lacking = sum(need - len(panel) for panel in result.panels)
    assert sum(one.missing for one in result.shortages) == lacking


def test_a_second_run_changes_only_what_a_lost_expert_leaves() -> None:
    seats = [Seat(f"单位{e}") for e in range(5)]
    first = assign([Task(range(5)) for _ in range(10)], seats, 3, mixed=False)
    again = [Task([1, 2, 3, 4], panel) for panel in first.panels]
    second = assign(again, seats, 3, mixed=False)
    kept = [set(a) & set(b) for a, b in zip(first.panels, second.panels, strict=True)]
    assert [len(k) for k in kept] == [len(set(p) - {0}) for p in first.panels]


def test_loads_differ_by_at_most_one() -> None:
    seats = [Seat(f"单位{e % 30}") for e in range(36)]
    panels = assign([Task(range(36)) for _ in range(476)], seats, 3, mixed=False).panels
    loads = [sum(e in panel for panel in panels) for e in range(36)]
    assert max(loads) - min(loads) <= 1


@pytest.mark.parametrize(
    ("tasks", "seats", "shortage"),
    [
        # two of one unit can't sit together
        ([Task([0, 1])], [Seat("甲"), Seat("甲")], Shortage((0,), (0,), 1, full=False)),
        # both files need both experts, one of whom takes one file
        ([Task([0, 1])] * 2, [Seat("甲"), Seat("乙", limit=1)], Shortage((1,), (1,), 1)),
    ],
)
def test_what_makes_a_plan_impossible(
    tasks: list[Task], seats: list[Seat], shortage: Shortage
) -> None:
    assert assign(tasks, seats, 2, mixed=False).shortages == (shortage,)


def test_a_mixed_panel() -> None:
    seats = [Seat("甲", "高校"), Seat("乙", "高校"), Seat("丙", "机关")]
    assert assign([Task([0, 1, 2])], seats, 2, mixed=True).panels == ((0, 2),)
    assert assign([Task([0, 1])], seats, 2, mixed=True).shortages != ()
