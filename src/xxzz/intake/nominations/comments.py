"""Asks about the comments on the cells of a list: a person reads them, the program does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.text.pii import noted
from xxzz.workbooks.marks import CHECKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.finding import NominationRef
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.location import Location

_MAX_SHOWN = 40


def comment_problems(
    grid: Grid,
    headers: Mapping[int, str],
    sheet: Location,
    rows: Sequence[tuple[int, NominationRef]],
) -> Iterator[Problem]:
    """Yield a problem for each comment on a row that is a nomination.

    `headers` has each column's header, `rows` the numbers of the rows. What an earlier check wrote
    into an annotated copy is passed over.
    """
    refs = dict(rows) if grid.comments else {}
    for (row, column), text in sorted(grid.comments.items()):
        own = " ".join(text.partition(CHECKED)[0].split())
        if own and row in refs:
            header = headers.get(column)
            where = f"“{header}”这一格" if header else "这一格"
            shown = own if len(own) <= _MAX_SHOWN else f"{own[:_MAX_SHOWN]}…"
            yield Problem(
                f"{where}有{noted(shown)}，批注没有当作内容。",
                "批注里是要改的，请改在格子里；是不推荐的，请删去整行；看过了没有要改的，可以不改。",
                sheet._replace(row=row, column=column),
                refs[row],
                rule=rule_names.VALUE_INVALID,
                severity=Severity.WARNING,
            )
