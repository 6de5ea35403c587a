"""Makes a plan from the ledger and the list of experts, with few changes to the previous one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from xxzz.location import Location
from xxzz.review.nominees import ledger_path, read_nominees
from xxzz.review.plan.assignment import assign
from xxzz.review.plan.case import Case, make_case
from xxzz.review.plan.experts import read_experts
from xxzz.review.plan.model import STEP, Panel, Person, PlanBook, read_plan
from xxzz.review.plan.seating import Seat, Task
from xxzz.review.plan.shortage import shortage_problems
from xxzz.review.refused import Refused
from xxzz.review.trail import Trail, source, tables
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.review.plan.assignment import Assignment
    from xxzz.review.plan.experts import Expert
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

LEDGER_ROLE, EXPERTS_ROLE, PLAN_ROLE = "汇总", "专家名单", "上一版方案"
_FORMULA = (
    "每份材料的专家互不同单位，单位类型不全相同；有回避原因的一对不排。",
    "在此之下，各专家份数的平方和最小（份数相差不超过1，除非做不到），其次与上一版不同的最少。",
    "用最小费用流求得，没有更好的安排。同样好的，按编号和代码的SHA-256定先后。",
)


@dataclass(frozen=True, slots=True)
class PlanInput:
    """The input files of a plan; `data` is a custom folder of tables."""

    ledger: Path
    experts: Path
    previous: Path | None = None
    data: Path | None = None


@dataclass(frozen=True)
class Plan:
    """A new plan, the previous one, and warnings about the list of experts."""

    book: PlanBook
    previous: PlanBook | None
    warnings: tuple[Problem, ...]

    @property
    def changed(self) -> bool:
        """Whether the plan differs from the previous one."""
        before = self.previous
        return before is None or (before.panels, before.people, before.conflicts) != (
            self.book.panels,
            self.book.people,
            self.book.conflicts,
        )

    @property
    def new_pairs(self) -> int:
        """The number of pairs of expert and nomination that are new."""
        before = {one.number: one.experts for one in self.previous.panels} if self.previous else {}
        return sum(
            code not in before.get(one.number, ())
            for one in self.book.panels
            for code in one.experts
        )


def make_plan(given: PlanInput, season: Season, table: ReviewTable) -> Plan:
    """Make a plan (五（二）).

    Raises:
        Refused: a file can't be used, or no plan is possible; the problems say why.
        OSError: a file can't be read.
    """
    nominees = read_nominees(given.ledger, season)
    previous = read_plan(given.previous, season) if given.previous else None
    experts = read_experts(given.experts, nominees, season, previous.codes if previous else {})
    case = make_case(nominees, experts.listed, season, table.public_mail)
    assignment = _assign(case, table, previous)
    if assignment.shortages:
        place = Location(given.experts.as_posix())
        raise Refused(shortage_problems(assignment.shortages, case, season, place))
    edition = previous.trail.edition + 1 if previous else 1
    sources = [
        source(LEDGER_ROLE, ledger_path(given.ledger)),
        source(EXPERTS_ROLE, given.experts),
        *([source(PLAN_ROLE, given.previous)] if given.previous else ()),
        *tables(season, given.data),
    ]
    settings = {"每份材料的专家": str(table.panel.experts)}
    trail = Trail(STEP, season.year, edition, tuple(sources), settings, _FORMULA)
    panels = tuple(_panels(case, assignment))
    book = PlanBook(
        trail,
        panels,
        tuple(_person(one, panels, previous) for one in case.people),
        {(code, comparison_key(number)): why for (code, number), why in case.against.items()},
    )
    return Plan(book, previous, experts.warnings)


def _assign(case: Case, table: ReviewTable, previous: PlanBook | None) -> Assignment:
    at = {one.code: place for place, one in enumerate(case.people)}
    before = {one.number: one.experts for one in previous.panels} if previous else {}
    tasks = []
    for nominee in case.nominees:
        codes = sorted(
            (one.code for one in case.able(nominee)), key=partial(_order, nominee.number)
        )
        kept = [at[code] for code in before.get(nominee.number, ()) if code in at]
        tasks.append(Task([at[code] for code in codes], kept))
    seats = [
        Seat(comparison_key(one.unit), comparison_key(one.kind), one.limit) for one in case.people
    ]
    return assign(tasks, seats, table.panel.experts, mixed=table.panel.mixed)


def _order(number: str, code: str) -> bytes:
    """Return a sort key that shuffles panels, the same on any machine."""
    return hashlib.sha256(f"{number}/{code}".encode()).digest()


def _panels(case: Case, assignment: Assignment) -> list[Panel]:
    return [
        Panel(
            one.number,
            one.category,
            one.name,
            one.recommender,
            one.digest,
            tuple(case.people[at].code for at in panel),
        )
        for one, panel in zip(case.nominees, assignment.panels, strict=True)
    ]


def _person(one: Expert, panels: Sequence[Panel], previous: PlanBook | None) -> Person:
    """Return an expert of the plan; its sheet keeps the edition while it does not change."""
    edition = "1"
    if previous:
        same = _judged(one.code, panels) == _judged(one.code, previous.panels)
        before = [person.edition for person in previous.people if person.code == one.code]
        edition = before[0] if same and before else str(previous.trail.edition + 1)
    return Person(one.code, one.name, one.unit, one.kind, str(one.limit or ""), edition)


def _judged(code: str, panels: Sequence[Panel]) -> list[tuple[str, str]]:
    return [(one.number, one.digest) for one in panels if code in one.experts]
