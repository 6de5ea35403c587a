"""How each step is repeated: from copies of its sources to the files that it writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from xxzz.review.announce import publicity, publish
from xxzz.review.announce.objections import OBJECTIONS
from xxzz.review.plan import make
from xxzz.review.plan.book import plan_book
from xxzz.review.plan.model import PLAN
from xxzz.review.result import outcome
from xxzz.review.result.book import result_book
from xxzz.review.result.decisions import DECISIONS
from xxzz.review.result.ranking import METHOD_NAMES
from xxzz.review.result.report import report
from xxzz.review.scores import gather
from xxzz.review.scores.model import SCORES
from xxzz.season.review import load_holidays

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xxzz.review.trail import Trail
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable


Files = Mapping[str, bytes]
"""The files of a step by name, including the workbook with its trail."""


class Again(NamedTuple):
    """The input for repeating a step; `folder` is an empty one for copies of the sources."""

    trail: Trail
    found: Mapping[str, list[tuple[str, bytes]]]
    """Names and contents of the sources by role."""
    folder: Path
    season: Season
    table: ReviewTable
    data: Path | None

    def put(self, role: str, name: str = "", place: str = "") -> Path:
        """Write the only source of a role into the folder and return its path."""
        recorded, content = self.found[role][0]
        path = self.folder / place / (name or recorded)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


def _plan(again: Again) -> Files:
    previous = make.PLAN_ROLE in again.found
    given = make.PlanInput(
        again.put(make.LEDGER_ROLE, place="1"),
        again.put(make.EXPERTS_ROLE, place="2"),
        again.put(make.PLAN_ROLE, place="3") if previous else None,
        again.data,
    )
    return {PLAN: plan_book(make.make_plan(given, again.season, again.table), again.season)}


def _scores(again: Again) -> Files:
    again.put(gather.PLAN_ROLE, PLAN)
    ledger = again.put(gather.LEDGER_ROLE, place="汇总")
    sheets = []
    for at, (name, content) in enumerate(again.found.get(gather.SHEET_ROLE, ())):
        path = again.folder / f"{at:06}" / name
        path.parent.mkdir()
        path.write_bytes(content)
        sheets.append(path)
    given = gather.ScoreInput(again.folder, ledger, sheets, again.data)
    return {SCORES: gather.gather(given, again.season, again.table)[1]}


def _result(again: Again) -> Files:
    again.put(outcome.SCORES_ROLE, SCORES)
    if outcome.DECISIONS_ROLE in again.found:
        again.put(outcome.DECISIONS_ROLE, DECISIONS)
    settings = again.trail.settings
    method = next(one for one in METHOD_NAMES if one == settings[outcome.METHOD_SETTING])
    chosen = {
        name.removeprefix(outcome.CHOSEN_SETTING): int(value)
        for name, value in settings.items()
        if name.startswith(outcome.CHOSEN_SETTING)
    }
    given = outcome.RankInput(again.folder, method, chosen, again.data)
    result = outcome.make_result(given, again.season, again.table)
    return {
        outcome.RESULT: result_book(result, again.season),
        outcome.REPORT: report(result, again.season),
    }


def _publicity(again: Again) -> Files:
    again.put(publicity.RESULT_ROLE, outcome.RESULT)
    first = dt.date.fromisoformat(again.trail.settings[publicity.FIRST_SETTING])
    given = publicity.PublicityInput(again.folder, first, again.data)
    holidays = load_holidays(again.season, again.data)
    made = publicity.make_publicity(given, again.season, again.table, holidays)
    # the register of objections is filled in by hand
    return {name: made.files[name] for name in (publicity.RECORD, publicity.TEXT)}


def _publish(again: Again) -> Files:
    again.put(publicity.RESULT_ROLE, outcome.RESULT)
    again.put(publish.RECORD_ROLE, publicity.RECORD)
    again.put(publish.OBJECTIONS_ROLE, OBJECTIONS)
    settings = again.trail.settings
    date = dt.date.fromisoformat(settings[publish.DATE_SETTING])
    forced = settings.get(publish.FORCED_SETTING, "")
    given = publish.PublishInput(again.folder, date, forced, again.data)
    return publish.make_announcement(given, again.season, again.table).files


STEPS: Mapping[str, Callable[[Again], Files]] = {
    PLAN: _plan,
    SCORES: _scores,
    outcome.RESULT: _result,
    publicity.RECORD: _publicity,
    publish.WINNERS: _publish,
}
"""The workbook of each step, in working order, with the function that repeats the step."""
