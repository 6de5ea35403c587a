"""会议决定.xlsx: the meeting's decisions, entered by hand; the tool only proposes rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from xxzz.intake.lists import ListColumn
from xxzz.review.headings import NAME, headers, of_season
from xxzz.review.refused import Refused, error, the_list
from xxzz.review.result.selection import Decision, Outcome
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.looks import choice
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from xxzz.season import Season
    from xxzz.workbooks.table_sheet import Row

DECISIONS = "会议决定.xlsx"
SHEET = "会议决定"
COLUMNS = (
    ListColumn("number", "编号"),
    NAME,
    ListColumn("why", "为什么要定"),
    ListColumn("outcome", "决定"),
    ListColumn("reason", "理由"),
    ListColumn("date", "日期"),
)
_WORDS = {comparison_key(one): one for one in Outcome if one is not Outcome.PENDING}
_ROOM = 50
"""Number of empty rows with a drop-down."""


def read_decisions(path: Path, numbers: Collection[str], season: Season) -> dict[str, Decision]:
    """Read the decisions by number; a row without outcome is undecided.

    Raises:
        Refused: the workbook can't be read, or a decision is invalid or has no reason.
    """
    table = the_list(path, of_season(COLUMNS, season), ("number", "outcome", "reason"))
    known = {comparison_key(number): number for number in numbers}
    found: dict[str, Decision] = {}
    problems = []
    for row in table.rows:
        if not row["outcome"]:
            continue
        number = known.get(comparison_key(row["number"]))
        outcome = _WORDS.get(comparison_key(row["outcome"]))
        if number is None:
            text = f"没有编号“{row['number']}”。"
            problems.append(error(row.at("number"), text, "请照评审结果里的编号写。"))
        elif outcome is None:
            text = f"决定写的是“{row['outcome']}”。"
            problems.append(error(row.at("outcome"), text, f"请写：{'、'.join(_WORDS.values())}。"))
        elif not row["reason"]:
            text = f"{number}的决定没有写理由。"
            problems.append(error(row.at("reason"), text, "请写明会议为什么这样定。"))
        elif number in found:
            text = f"{number}有两个决定。"
            problems.append(error(row.at("number"), text, "请只留一行。"))
        else:
            found[number] = Decision(number, outcome, row["reason"])
    if problems:
        raise Refused(problems)
    return found


def blank_decisions(rows: Iterable[Row], season: Season) -> bytes:
    """Return the workbook for the meeting, with the nominations to decide."""
    book = Workbook()
    del book[book.sheetnames[0]]
    listed = list(rows)
    add_sheet(book, SHEET, [headers(COLUMNS, season), *listed])
    words = choice(f'"{",".join(_WORDS.values())}"', "决定")
    words.add(f"D2:D{len(listed) + 1 + _ROOM}")
    book[SHEET].add_data_validation(words)
    return workbook_bytes(book)
