"""Reads filled 评分表 tolerantly, and compares them with the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from xxzz import remedies, rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.lists import read_lists
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.location import Location
from xxzz.review.refused import doubtful, unreadable
from xxzz.review.scores.columns import (
    all_columns,
    as_points,
    scoring_of,
    step_of,
)
from xxzz.review.scores.model import Score
from xxzz.review.scores.rows import (
    Filled,
    cell_faults,
    expert_of,
    is_filled,
    name_faults,
    recusal_faults,
    says_recused,
    says_why,
)
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xxzz.intake.lists import ListRow
    from xxzz.review.nominees import Nominee
    from xxzz.review.plan.model import Panel, PlanBook
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

_UNIFORM_FROM = 3
"""Number of nominations with identical points from which on they are reported."""


@dataclass
class Collected:
    """The collected scores, recusals with reasons, and problems."""

    plan: PlanBook
    scores: dict[tuple[str, str], Score] = field(default_factory=dict)
    recusals: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def missing(self) -> dict[str, list[Panel]]:
        """Return for each expert the nominations neither judged nor recused from."""
        lacking = {
            person.code: [
                one
                for one in self.plan.of_expert(person.code)
                if (one.number, person.code) not in self.scores.keys() | self.recusals.keys()
            ]
            for person in self.plan.people
        }
        return {code: panels for code, panels in lacking.items() if panels}

    @property
    def complete(self) -> bool:
        """Whether there are no errors and nothing is missing."""
        bad = any(one.severity is Severity.ERROR for one in self.problems)
        return not bad and not self.missing()


class Collector:
    """Collects files one by one."""

    def __init__(
        self, plan: PlanBook, nominees: Sequence[Nominee], season: Season, table: ReviewTable
    ) -> None:
        self.collected = Collected(plan)
        self._season = season
        self._columns = all_columns(table, season)
        self._scoring = scoring_of(table)
        self._step = step_of(table)
        self._panels = {comparison_key(one.number): one for one in plan.panels}
        self._codes = {one.code.upper(): one for one in plan.people}
        self._digests = {one.number: one.digest for one in nominees}
        self._places: dict[tuple[str, str], Location] = {}

    def take(self, path: Path) -> None:
        """Read one file; its problems are recorded."""
        try:
            lists = read_lists(path, self._columns)
        except WorkbookUnreadable as fault:
            self._add_problem(unreadable(path, fault)._replace(rule=rule_names.WORKBOOK_UNREADABLE))
            return
        fitting = [
            one
            for one in lists
            if "number" in one.columns and any(g in one.columns for g in self._groups())
        ]
        if not fitting:
            text = "里面没有评分的表：要有“编号”和各一级指标的列。"
            hint = "请核对是不是发错了文件；列名改过的，请改回评分表里的写法。"
            place = Location(path.as_posix())
            self._add_problem(
                Problem(text, hint, place, rule=rule_names.SHEET_MISSING, severity=Severity.ERROR)
            )
        for one in fitting:
            doubts = list(doubtful(one, self._columns))
            self.collected.problems += (doubt._replace(rule="score-invalid") for doubt in doubts)
            for row in () if one.doubled else one.rows:
                self._row(row, expert_of(row, one.above, path.name))

    def finish(self) -> Collected:
        """Return the result, after the checks that need all files."""
        self.collected.problems += self._uniform()
        return self.collected

    def _groups(self) -> set[str]:
        return {group for scoring in self._scoring.values() for group in scoring.points}

    def _add_problem(self, problem: Problem) -> None:
        self.collected.problems.append(problem)

    def _row(self, row: ListRow, code: str) -> None:
        panel = self._panels.get(comparison_key(row["number"]))
        limits = self._scoring[panel.category].points if panel else dict.fromkeys(self._groups(), 0)
        recused = says_recused(row)
        if row.struck or not (is_filled(row, limits) or recused is not False or says_why(row)):
            return  # told already, or not filled in: missing, not wrong
        points = {group: value for group in limits if (value := as_points(row[group])) is not None}
        number = panel.number if panel else row["number"]
        person = self._codes.get(code)
        filled = Filled(row, number, person.code if person else code, recused is True, points)
        problems = list(self._assignment_faults(filled, panel))
        if panel and not problems:
            problems += self._content(filled, panel)
        self.collected.problems += problems
        if panel and not any(one.severity is Severity.ERROR for one in problems):
            self._count(filled)

    def _assignment_faults(self, filled: Filled, panel: Panel | None) -> Iterator[Problem]:
        """Yield why a row can't be assigned, or is not this expert's."""
        code, number = filled.expert, filled.number
        if panel is None:
            text = f"方案里没有编号“{number}”。" if number else "这一行没有编号，不知道评的是谁。"
            hint = "请照原来的评分表把编号改回来。"
            yield filled.problem("number", "row-unknown", text, hint)
        elif not code:
            hint = "请在“专家”一列写上代码，或把文件名改回“评分表-代码”。"
            yield filled.problem("expert", "sheet-stranger", "看不出是哪位专家的评分。", hint)
        elif code.upper() not in self._codes:
            text = f"方案里没有代码为“{code}”的专家。"
            hint = "请核对代码；不是这次请的专家，分数不算。"
            yield filled.problem("expert", "sheet-stranger", text, hint)
        elif code not in panel.experts:
            reason = self.collected.plan.conflicts.get((code, comparison_key(number)))
            if reason:
                text = f"{code}应当回避{number}（{reason}），分数不算。"
                hint = f"请告诉专家这一{self._season.measure}不用评。"
                yield filled.problem("number", "score-in-conflict", text, hint)
            else:
                edition = self.collected.plan.trail.edition
                text = f"第{edition}版方案里，{number}不由{code}评，分数不算。"
                hint = "这多半是旧版的评分表，或填错了人；请用最新一版。"
                yield filled.problem("number", "sheet-outdated", text, hint)

    def _content(self, filled: Filled, panel: Panel) -> Iterator[Problem]:
        row, current = filled.row, self._digests.get(panel.number, panel.digest)
        if row["digest"] and row["digest"] != current:
            text = f"{panel.number}（{panel.name}）的材料在评分以后改过，这个分数不算。"
            hint = f"请重新{remedies.PLAN.run}、{remedies.SHEETS}，把新的评分表和材料发给专家重评。"
            yield filled.problem("digest", "nomination-changed", text, hint)
        elif not row["digest"]:
            text = "没有“材料校验码”，看不出是不是按现在的材料评的；分数照算。"
            hint = "请核对这份表是不是最新一版。"
            yield filled.problem("number", "sheet-outdated", text, hint, severity=Severity.WARNING)
        yield from name_faults(filled, panel.name)
        yield from recusal_faults(filled)
        scoring = self._scoring[panel.category]
        if not filled.recused and (is_filled(row, scoring.points) or not says_why(row)):
            yield from cell_faults(filled, scoring, self._step)

    def _count(self, filled: Filled) -> None:
        key = (filled.number, filled.expert)
        score = Score(*key, filled.points, filled.row["opinion"])
        place = filled.row.at("number")
        earlier = self._places.setdefault(key, place)
        before = self.collected.scores.get(key)
        other = key in self.collected.recusals
        if earlier != place and (
            (before is not None and before != score) or other != filled.recused
        ):
            text = f"{filled.expert}对{filled.number}评了两次，内容不同；两次都不算。"
            other_place = earlier._replace(file=PurePath(earlier.file).name)
            hint = f"另一次在 {other_place}。请问清专家，只留一次。"
            self._add_problem(filled.problem("number", "score-twice", text, hint))
            self.collected.scores.pop(key, None)
            self.collected.recusals.pop(key, None)
        elif filled.recused:
            self.collected.recusals[key] = filled.row["reason"]
        elif earlier == place or before is not None:
            self.collected.scores[key] = score

    def _uniform(self) -> Iterator[Problem]:
        of_expert: dict[tuple[str, str], list[Score]] = {}
        for score in self.collected.scores.values():
            category = self._panels[comparison_key(score.number)].category
            of_expert.setdefault((score.expert, category), []).append(score)
        for (code, _), scores in of_expert.items():
            same = all(one.points == scores[0].points for one in scores)
            if same and len(scores) >= _UNIFORM_FROM:
                place = self._places[scores[0].number, code]
                text = f"{code}给这一类{len(scores)}{self._season.measure}打的分完全一样。"
                hint = "请问专家是不是还没有评；分数照算。"
                yield Problem(
                    text, hint, place, rule=rule_names.SCORE_UNIFORM, severity=Severity.WARNING
                )
