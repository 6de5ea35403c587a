"""The columns and rows of a list of former winners, in a workbook or in a Word table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.lists import ListColumn
from xxzz.season.past import PastWinner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xxzz.intake.lists import SheetList
    from xxzz.location import Location
    from xxzz.season import Season

YEAR, SOURCE = "年度", "来源"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FIELDS = ("rank", "category", "name", "recommender")


class Past(NamedTuple):
    """The former winners that were read, and the problems."""

    winners: tuple[PastWinner, ...] = ()
    problems: tuple[Problem, ...] = ()


def columns(season: Season) -> list[ListColumn]:
    """Return the columns of such a list; those of nominations have the season's headers."""
    fields = [(name, season.field(getattr(season.roles, name))) for name in _FIELDS]
    return [
        ListColumn("year", YEAR, ("年份", "届次", "获评年度", "获评年份", "表彰年度")),
        *(ListColumn(name, field.header, field.aliases) for name, field in fields),
        ListColumn("source", SOURCE),
    ]


def year_in(texts: Iterable[str]) -> int | None:
    """Return the first year in some texts, None where there is none."""
    return next((int(match[1]) for text in texts if (match := _YEAR.search(text))), None)


def winners_in(
    table: SheetList, category: str = "", year: int | None = None
) -> Iterator[PastWinner | Problem]:
    """Yield the winners and problems of a list.

    `category` and `year` are for rows that have none of their own.
    """
    for row in table.rows:
        if not row["name"]:
            yield doubt(
                row.at("name"), "这一行没有写名称，没有用上。", "请补上名称，或删去这一行。"
            )
            continue
        own_year = year_in([row["year"]])
        if row["year"] and own_year is None:
            message = f"年度“{row['year']}”看不懂，按不知道是哪一年算。"
            yield doubt(row.at("year"), message, "请写四位数字，例如2021。")
        yield PastWinner(
            row["name"],
            own_year or year,
            row["category"] or category,
            row["recommender"],
            row.base,
        )


def doubt(place: Location, message: str, hint: str) -> Problem:
    """Return a warning about a list that is used nevertheless."""
    return Problem(message, hint, place, rule=rule_names.VALUE_INVALID, severity=Severity.WARNING)


def to_past(found: Iterable[PastWinner | Problem]) -> Past:
    """Separate winners and problems."""
    known = list(found)
    return Past(
        tuple(one for one in known if isinstance(one, PastWinner)),
        tuple(one for one in known if isinstance(one, Problem)),
    )
