"""The sheet 采集报告: what was found per form and box, where, how certain, and what to check.

It also stores the state of the last run: what a form contained then tells a cell edited by hand
from an untouched one.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from xxzz.collect.report_sheet import add_sheet
from xxzz.intake.spreadsheet.cells import as_displayed
from xxzz.text.cell_text import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.collect.merge import RowChange
    from xxzz.finding import Problem
    from xxzz.season import Season

TITLE = "采集报告"
SURE, CHECK, EMPTY, ABSENT, UNREAD = "有把握", "请核对", "没有填写", "没有找到", "没有采集"

_WIDTHS = (30, 28, 18, 40, 24, 10, 44, 18)


class Line(NamedTuple):
    """A row of the report, with its cells in header order."""

    source: str
    name: str = ""
    header: str = ""
    value: str = ""
    place: str = ""
    sureness: str = ""
    doubt: str = ""
    fingerprint: str = ""


def _headers(season: Season) -> Line:
    return Line(
        "来源文件",
        season.field(season.roles.name).header,
        "栏目",
        "采集到的内容",
        "在哪里",
        "把握",
        "请核对",
        "文件指纹",
    )


class Ledger:
    """The report of a workbook; empty if the workbook has none."""

    def __init__(self, book: Workbook, season: Season) -> None:
        self._season = season
        self._fields = {field.header: field.id for field in season.notice.fields}
        sheet = book[TITLE] if TITLE in book.sheetnames else None
        self._groups: dict[str, list[Line]] = {}
        for line in _read(sheet, season) if sheet is not None else ():
            self._groups.setdefault(line.source, []).append(line)

    def last(self) -> dict[str, dict[str, str]]:
        """Return what the forms contained last time, by source and field."""
        found: dict[str, dict[str, str]] = {}
        for line in self._lines():
            if line.header in self._fields:
                found.setdefault(line.source, {})[self._fields[line.header]] = line.value
        return found

    def stories(self) -> dict[str, tuple[str, str]]:
        """Return path and digest of each story that was written, by source."""
        return {
            line.source: (line.value, line.fingerprint)
            for line in self._lines()
            if line.fingerprint
        }

    def rename(self, source: str, former: str) -> None:
        """Move the lines of a form to its file's new name."""
        lines = self._groups.pop(former, [])
        self._groups[source] = [line._replace(source=source) for line in lines]

    def update(self, changes: Iterable[RowChange], problems: Iterable[tuple[str, Problem]]) -> bool:
        """Replace the lines of the forms collected now; return whether any differs from before.

        `problems` are pairs of source and problem.
        """
        new: dict[str, list[Line]] = {}
        for change in changes:
            new.setdefault(change.row.source, []).extend(self._of(change))
        for source, problem in problems:
            message = f"{problem.message}{problem.hint}"
            new.setdefault(source, []).append(Line(source, sureness=UNREAD, doubt=message))
        changed = any(self._groups.get(source) != lines for source, lines in new.items())
        self._groups |= new
        return changed

    def write(self, book: Workbook) -> bytes:
        """Recreate the sheet as the last one; return the XML to store for it."""
        if TITLE in book.sheetnames:
            book.remove(book[TITLE])
        rows = [(line, line.sureness in (CHECK, ABSENT, UNREAD)) for line in self._lines()]
        return add_sheet(book, TITLE, list(zip(_headers(self._season), _WIDTHS, strict=True)), rows)

    def _lines(self) -> Iterator[Line]:
        return chain.from_iterable(self._groups.values())

    def _of(self, change: RowChange) -> Iterator[Line]:
        row = change.row
        name = row.form.nomination.name
        places = {box.field: box.place for box in row.form.boxes}
        if row.form.story_from:
            places[self._season.roles.story] = row.form.story_from
        for remark in change.doubts.get("", ()):
            yield Line(row.source, name, sureness=CHECK, doubt=remark)
        for field in dict.fromkeys((*places, *row.values)):
            value = row.values.get(field, "")
            doubts = change.doubts.get(field, ())
            sureness = SURE if value else EMPTY
            if not places.get(field) and not value:
                sureness = ABSENT
            elif doubts:
                sureness = CHECK
            yield Line(
                row.source,
                name,
                self._season.field(field).header,
                value[:LONGEST],
                places.get(field, ""),
                sureness,
                "".join(doubts),
                row.story.fingerprint if field == self._season.roles.story and row.story else "",
            )


def _read(sheet: Worksheet, season: Season) -> Iterator[Line]:
    rows = sheet.iter_rows(max_col=len(_WIDTHS), values_only=True)
    if tuple(next(rows, ())) != _headers(season):
        return
    for row in rows:
        if row[0]:
            yield Line(*map(as_displayed, row))
