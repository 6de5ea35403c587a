"""Reads the list of experts (五（二）)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.review.plan.expert_cells import ALL, COLUMNS, NEEDED, faults, parts
from xxzz.review.refused import Refused, the_list
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.finding import Problem
    from xxzz.intake.lists import ListRow
    from xxzz.review.nominees import Nominee
    from xxzz.season import Season


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert; `recommenders` are those it belongs to, by the list and by its unit."""

    code: str
    name: str
    unit: str
    kind: str
    phone: str
    email: str
    categories: tuple[str, ...]
    limit: int | None
    recommenders: tuple[str, ...] = ()
    declared: frozenset[str] = field(default_factory=frozenset)
    """Comparison keys of declared conflicts: numbers, recommenders, names."""


@dataclass(frozen=True, slots=True)
class Experts:
    """The experts of a list, and warnings to check."""

    listed: tuple[Expert, ...]
    warnings: tuple[Problem, ...]


def read_experts(
    path: Path, nominees: Sequence[Nominee], season: Season, codes: Mapping[str, str]
) -> Experts:
    """Read the experts; `codes` are those assigned by earlier plans, by `identity`.

    Raises:
        Refused: the list can't be read, or a cell is invalid.
    """
    table = the_list(path, COLUMNS, NEEDED)
    problems = list(faults(table, nominees, season))
    if any(one.severity is Severity.ERROR for one in problems):
        raise Refused(problems)
    given = {row["code"] for row in table.rows if row["code"]} | set(codes.values())
    free = (code for n in range(1, 10**5) if (code := f"E{n:02}") not in given)
    experts = []
    for row in table.rows:
        code = row["code"] or codes.get(identity(row["name"], row["unit"])) or next(free)
        experts.append(_expert(row, code, season))
    return Experts(tuple(experts), tuple(problems))


def identity(name: str, unit: str) -> str:
    """Return a key that identifies an expert across lists."""
    return f"{comparison_key(name)}/{comparison_key(unit)}"


def _expert(row: ListRow, code: str, season: Season) -> Expert:
    categories = [str(info.id) for info in season.notice.categories]
    named = parts(row["categories"])
    if not ALL.intersection(named):
        wanted = {str(season.category(part)) for part in named}
        categories = [one for one in categories if one in wanted]
    own = [season.recommender(part) for part in parts(row["recommenders"])]
    recommenders = dict.fromkeys(one.name for one in own if one)
    recommenders |= dict.fromkeys(_of_unit(row["unit"], season))
    declared = []
    for part in parts(row["declared"]):
        found = season.recommender(part)
        declared.append(comparison_key(found.name if found else part))
    return Expert(
        code,
        row["name"],
        row["unit"],
        row["kind"],
        row["phone"],
        row["email"],
        tuple(categories),
        int(row["limit"]) if row["limit"] else None,
        tuple(recommenders),
        frozenset(declared),
    )


_SHORTEST = 3
"""Minimum length of an alias; a shorter one (浦东) also occurs in names of others."""


def _of_unit(unit: str, season: Season) -> Iterator[str]:
    """Yield the recommenders whose name occurs in that of a unit: 徐汇区 in 徐汇区教育局."""
    key = comparison_key(unit)
    for row in season.quotas.recommenders:
        names = map(comparison_key, (row.name, *row.aliases))
        if any(len(name) >= _SHORTEST and name in key for name in names):
            yield row.name
