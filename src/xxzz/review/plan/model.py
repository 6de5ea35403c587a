"""The plan as stored in its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies
from xxzz.intake.lists import ListColumn
from xxzz.review.headings import CATEGORY, NAME, RECOMMENDER, of_season
from xxzz.review.plan.experts import identity
from xxzz.review.refused import Refused, error, the_list
from xxzz.review.trail import Trail, read_trail
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.intake.lists import ListRow
    from xxzz.season import Season

PLAN = "评审方案.xlsx"
STEP = "评审方案"
PANELS, PEOPLE, CONFLICTS, REASONS = "分配", "专家", "回避", "理由"
PANEL_COLUMNS = (
    ListColumn("number", "编号"),
    CATEGORY,
    NAME,
    RECOMMENDER,
    ListColumn("digest", "材料校验码"),
    ListColumn("experts", "专家"),
    ListColumn("change", "变化"),
)
PEOPLE_COLUMNS = (
    ListColumn("code", "代码"),
    ListColumn("name", "姓名"),
    ListColumn("unit", "单位"),
    ListColumn("kind", "单位类型"),
    ListColumn("load", "份数"),
    ListColumn("limit", "最多份数"),
    ListColumn("edition", "评分表版次"),
)
CONFLICT_COLUMNS = (
    ListColumn("code", "专家代码"),
    ListColumn("number", "编号"),
    NAME,
    ListColumn("reason", "原因"),
)
BETWEEN_CODES = "、"


class Panel(NamedTuple):
    """A nomination in the plan, with the codes of its experts."""

    number: str
    category: str
    name: str
    recommender: str
    digest: str
    experts: tuple[str, ...]


class Person(NamedTuple):
    """An expert in the plan; name and unit stay in the office."""

    code: str
    name: str
    unit: str
    kind: str = ""
    limit: str = ""
    edition: str = "1"
    """The edition of the plan that last changed the expert's nominations."""


@dataclass(frozen=True)
class PlanBook:
    """The content of 评审方案.xlsx."""

    trail: Trail
    panels: tuple[Panel, ...]
    people: tuple[Person, ...]
    conflicts: Mapping[tuple[str, str], str]
    """Why an expert (by code) must not judge a nomination (by number)."""

    @property
    def codes(self) -> Mapping[str, str]:
        """The experts' codes by `identity`."""
        return {identity(one.name, one.unit): one.code for one in self.people}

    def of_expert(self, code: str) -> list[Panel]:
        """Return the nominations of an expert."""
        return [one for one in self.panels if code in one.experts]


def read_plan(path: Path, season: Season) -> PlanBook:
    """Read a plan written by xxzz.

    Raises:
        Refused: it can't be read, or was edited and is inconsistent.
    """
    trail = read_trail(path)
    panels = the_list(
        path, of_season(PANEL_COLUMNS, season), ("number", "category", "experts"), PANELS
    )
    people = the_list(path, PEOPLE_COLUMNS, ("code", "name", "unit"), PEOPLE)
    conflicts = the_list(
        path, of_season(CONFLICT_COLUMNS, season), ("code", "number", "reason"), CONFLICTS
    )
    known = {row["code"] for row in people.rows}
    if problems := list(_faults(panels.rows, known, season)):
        raise Refused(problems)
    return PlanBook(
        trail,
        tuple(_panel(row, season) for row in panels.rows),
        tuple(
            Person(*(row[name] for name in ("code", "name", "unit", "kind", "limit", "edition")))
            for row in people.rows
        ),
        {(row["code"], comparison_key(row["number"])): row["reason"] for row in conflicts.rows},
    )


def _faults(panels: Sequence[ListRow], known: Collection[str], season: Season) -> Iterator[Problem]:
    hint = f"请重新{remedies.PLAN.run}。"
    for row in panels:
        for code in row["experts"].split(BETWEEN_CODES):
            if code not in known:
                yield error(row.at("experts"), f"没有代码为“{code}”的专家。", hint)
        if season.category(row["category"]) is None:
            yield error(row.at("category"), f"没有类别“{row['category']}”。", hint)


def _panel(row: ListRow, season: Season) -> Panel:
    return Panel(
        row["number"],
        str(season.category(row["category"])),
        row["name"],
        row["recommender"],
        row["digest"],
        tuple(row["experts"].split(BETWEEN_CODES)),
    )
