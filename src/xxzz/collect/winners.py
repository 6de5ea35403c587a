"""Adds former winners from announcements and lists to 往年名单.xlsx; existing rows are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from openpyxl import Workbook

from xxzz.collect.errors import CollectError
from xxzz.intake.find import WORD
from xxzz.intake.lists import read_lists
from xxzz.intake.past.announcement import read_announcement
from xxzz.intake.past.rows import Past, columns
from xxzz.intake.past.workbook import read_workbook_of_winners
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.writable import open_to_write
from xxzz.text.normalise import comparison_key
from xxzz.workbooks.looks import same_look
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.finding import Problem
    from xxzz.season import Season
    from xxzz.season.past import PastWinner

_COLUMNS = ("year", "category", "name", "recommender", "source")
_TITLE = "往年名单"
_Key = tuple[str, str]


class Imported(NamedTuple):
    """The new content of the workbook, the added winners, and how many were already in it."""

    content: bytes
    new: Sequence[PastWinner]
    known: int
    problems: Sequence[Problem]


def import_winners(
    paths: Sequence[Path], target: Path, season: Season, year: int | None = None
) -> Imported:
    """Read lists of former winners and add the missing ones to a workbook.

    `year` is used for lists that do not state theirs.

    Raises:
        CollectError: a list has no year, or the workbook can't be added to.
    """
    read = [(path, _read(path, season)) for path in paths]
    before = read_workbook_of_winners(target, season) if target.exists() else Past()
    if any(problem.severity is None for problem in before.problems):
        raise CollectError("\n".join(f"{target}：{p.message}{p.hint}" for p in before.problems))
    seen = {_key(one.name, str(one.year or "")) for one in before.winners}
    rows: list[Mapping[str, str]] = []
    new: list[PastWinner] = []
    known = 0
    for path, past in read:
        for one in past.winners:
            row = _row(one, path, season, year)
            if (key := _key(one.name, row["year"])) in seen:
                known += 1
            else:
                seen.add(key)
                rows.append(row)
                new.append(one._replace(year=int(row["year"])))
    book = _added_to(target, rows, season) if target.exists() else _new(rows, season)
    problems = [problem for _, past in read for problem in past.problems]
    return Imported(workbook_bytes(book), new, known, problems)


def _read(path: Path, season: Season) -> Past:
    if path.suffix.lower() in WORD:
        return read_announcement(path, season)
    return read_workbook_of_winners(path, season)


def _key(name: str, year: str) -> _Key:
    return comparison_key(name), year


def _row(one: PastWinner, path: Path, season: Season, year: int | None) -> Mapping[str, str]:
    known = one.year or year
    if known is None:
        raise CollectError(f"“{path}”没有写是哪一年的名单，请用 --year 写明，例如 --year 2021。")
    category = season.category(one.category)
    recommender = season.recommender(one.recommender)
    return {
        "year": str(known),
        "category": season.info(category).name if category else one.category,
        "name": one.name,
        "recommender": recommender.name if recommender else one.recommender,
        "source": path.name,
    }


def _headers(season: Season) -> Mapping[str, str]:
    titles = {column.id: column.header for column in columns(season)}
    return {name: titles[name] for name in _COLUMNS}


def _new(rows: Iterable[Mapping[str, str]], season: Season) -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    titles = tuple(_headers(season).values())
    add_sheet(book, _TITLE, [titles, *(tuple(row[name] for name in _COLUMNS) for row in rows)])
    return book


def _added_to(target: Path, rows: Sequence[Mapping[str, str]], season: Season) -> Workbook:
    try:
        book = open_to_write(target)
    except WorkbookUnreadable as error:
        raise CollectError(f"“{target}”{error.message}{error.hint}") from error
    table = next(one for one in read_lists(target, columns(season)) if "name" in one.columns)
    if missing := [title for name, title in _headers(season).items() if name not in table.columns]:
        names = "”“".join(missing)
        raise CollectError(f"“{target}”的“{table.sheet}”里没有“{names}”这一栏，请补上表头再试。")
    sheet: Worksheet = book[table.sheet]
    last = max((row.base.row or 0 for row in table.rows), default=table.header.row or 0)
    for at, row in zip(_free_rows(sheet, last), rows, strict=False):
        for name, text in row.items():
            cell = cast("Cell", sheet.cell(at, table.columns[name]))
            above = sheet.cell(last, table.columns[name])
            if table.rows:
                same_look(cell, above)
            cell.value = text
            cell.data_type = "s"
    return book


def _free_rows(sheet: Worksheet, last: int) -> Iterator[int]:
    """Yield the empty rows below a list, skipping rows with notes."""
    at = last
    while True:
        at += 1
        if all(cell.value is None for cell in sheet[at]):
            yield at
