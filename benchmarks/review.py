"""The review's plan, sheets and collection, at the size of the season and well beyond.

Usage: python benchmarks/review.py   (needs: pip install -e ".[test]")
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from timing import seconds

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from review_maker import (  # the tests' makers of files
    expert_rows,
    fill,
    ledger_rows,
    some_points,
    write_experts,
    write_ledger,
)
from xxzz.review.plan.assignment import Assignment, assign
from xxzz.review.plan.seating import Seat, Task
from xxzz.season import load_season

SIZES = ((476, 36, 1.0), (2000, 100, 15.0))
SHEETS_SECONDS = 5.0
NEED = 3


def problem(tasks: int, experts: int) -> tuple[list[Task], list[Seat]]:
    """Return experts of four fields, some of one unit, with one conflict in twenty pairs."""
    chance = random.Random(1)  # noqa: S311  # the same problem on each run
    units = experts * 5 // 6
    seats = [Seat(f"{e % units}", f"{e % units % 4}") for e in range(experts)]
    return [Task(_able(t, experts, chance)) for t in range(tasks)], seats


def _able(task: int, experts: int, chance: random.Random) -> Sequence[int]:
    fields = (e for e in range(experts) if e % 4 == task % 4 or e % 3 == task % 4 % 3)
    able = [e for e in fields if chance.random() > 1 / 20]
    chance.shuffle(able)
    return able


def timed(tasks: Sequence[Task], seats: Sequence[Seat]) -> tuple[float, Assignment]:
    start = time.perf_counter()
    result = assign(tasks, seats, NEED, mixed=True)
    return time.perf_counter() - start, result


def main() -> None:
    for tasks, experts, target in SIZES:
        given, seats = problem(tasks, experts)
        first, result = timed(given, seats)
        lost = [
            Task([e for e in task.allowed if e], panel)
            for task, panel in zip(given, result.panels, strict=True)
        ]
        again, _ = timed(lost, seats)
        for what, taken in (("plan", first), ("plan without one expert", again)):
            verdict = "met" if taken <= target else "MISSED"
            print(
                f"{what}, {tasks} x {experts} x {NEED}: {taken:.2f} s  target {target:g}  {verdict}"
            )
    xxzz = Path(sys.executable).parent / "xxzz"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = write_ledger(folder / "全市汇总.xlsx", ledger_rows(load_season(2023)))
        experts_file = write_experts(folder / "专家.xlsx", expert_rows(36))
        out = folder / "评审"
        whole = seconds([xxzz, "review", "plan", ledger, "--experts", experts_file, "-o", out])
        sheets = seconds([xxzz, "review", "sheets", ledger, "-o", out])
        fill(out / "评分表", some_points)
        collect = [xxzz, "review", "collect", out / "评分表", "--ledger", ledger, "-o", out]
        collected = seconds(collect)
    print(f"xxzz review plan, the whole command: {whole:.2f} s")
    for what, taken in (("36 sheets written", sheets), ("36 sheets collected", collected)):
        verdict = "met" if taken <= SHEETS_SECONDS else "MISSED"
        print(f"{what}: {taken:.2f} s  target {SHEETS_SECONDS:g}  {verdict}")


if __name__ == "__main__":
    main()
