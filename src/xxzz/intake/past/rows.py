"""What a row of a list of former winners says, whether it stands in a workbook or in Word."""

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
    """What reading lists of former winners gave."""

    winners: tuple[PastWinner, ...] = ()
    problems: tuple[Problem, ...] = ()


def columns(season: Season) -> list[ListColumn]:
    """Return the columns of such a list; those of the nominations go by the same names."""
    fields = [(name, season.field(getattr(season.roles, name))) for name in _FIELDS]
    return [
        ListColumn("year", YEAR, ("年份", "届次", "获评年度", "获评年份", "表彰年度")),
        *(ListColumn(name, field.header, field.aliases) for name, field in fields),
        ListColumn("source", SOURCE),
    ]


def year_in(texts: Iterable[str]) -> int | None:
    """Return the first year that is written in texts."""
    return next((int(match[1]) for text in texts if (match := _YEAR.search(text))), None)


def winners_in(
    table: SheetList, category: str = "", year: int | None = None
) -> Iterator[PastWinner | Problem]:
    """Yield the winners of a list; category and year where a row says none."""
    for row in table.rows:
        if not row["name"]:
            yield doubt(
                row.at("name"), "这一行没有写名称，没有用上。", "请补上名称，或删去这一行。"
            )
            continue
        said = year_in([row["year"]])
        if row["year"] and said is None:
            message = f"年度“{row['year']}”看不懂，按不知道是哪一年算。"
            yield doubt(row.at("year"), message, "请写四位数字，例如2021。")
        yield PastWinner(
            row["name"], said or year, row["category"] or category, row["recommender"], row.base
        )


def doubt(place: Location, message: str, hint: str) -> Problem:
    """Say what is odd about a list, which is used all the same."""
    return Problem(message, hint, place, rule=rule_names.VALUE_INVALID, severity=Severity.WARNING)


def gathered(found: Iterable[PastWinner | Problem]) -> Past:
    """Part winners and problems."""
    known = list(found)
    return Past(
        tuple(one for one in known if isinstance(one, PastWinner)),
        tuple(one for one in known if isinstance(one, Problem)),
    )
