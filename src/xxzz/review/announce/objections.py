"""异议登记.xlsx: objections and their outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook

from xxzz.intake.lists import ListColumn
from xxzz.review.headings import NAME, headers, of_season
from xxzz.review.refused import Refused, error, the_list
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.looks import choice
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from xxzz.location import Location
    from xxzz.season import Season

OBJECTIONS = "异议登记.xlsx"
SHEET = "异议登记"
COLUMNS = (
    ListColumn("received", "收到日期"),
    ListColumn("number", "编号", ("对象编号",)),
    NAME,
    ListColumn("from", "反映人", ("提出人",)),
    ListColumn("contact", "联系方式"),
    ListColumn("content", "反映的问题", ("内容", "异议")),
    ListColumn("inquiry", "核查情况"),
    ListColumn("outcome", "结论"),
    ListColumn("closed", "办结日期"),
    ListColumn("handler", "经办人"),
)
UPHELD, DISMISSED = "成立", "不成立"
_ROWS = 100


class Objection(NamedTuple):
    """An objection; `outcome` is "" while it is open."""

    number: str
    outcome: str
    place: Location


def blank_objections(season: Season) -> bytes:
    """Return an empty register with a drop-down for the outcome."""
    book = Workbook()
    del book[book.sheetnames[0]]
    add_sheet(book, SHEET, [headers(COLUMNS, season)])
    words = choice(f'"{UPHELD},{DISMISSED}"', "结论")
    words.add(f"H2:H{_ROWS}")
    book[SHEET].add_data_validation(words)
    return workbook_bytes(book)


def read_objections(path: Path, numbers: Collection[str], season: Season) -> list[Objection]:
    """Read the register.

    Raises:
        Refused: it can't be read, or a row is invalid.
    """
    table = the_list(path, of_season(COLUMNS, season), ("number", "content", "outcome"))
    known = {comparison_key(number): number for number in numbers}
    found, problems = [], []
    for row in table.rows:
        number = known.get(comparison_key(row["number"]))
        if number is None:
            text = f"公示名单里没有编号“{row['number']}”。"
            hint = "请照公示名单写编号；与名单无关的，请删去这一行或另外登记。"
            problems.append(error(row.at("number"), text, hint))
        elif row["outcome"] not in ("", UPHELD, DISMISSED):
            text = f"结论写的是“{row['outcome']}”。"
            hint = f"请写“{UPHELD}”或“{DISMISSED}”；还没有办结的空着。"
            problems.append(error(row.at("outcome"), text, hint))
        else:
            found.append(Objection(number, row["outcome"], row.at("outcome")))
    if problems:
        raise Refused(problems)
    return found
