"""Reads a workbook as a submission: all its lists of nominations, with their self-assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem
from xxzz.intake.nominations.columns import ColumnCheck
from xxzz.intake.nominations.indicators import add_indicators
from xxzz.intake.nominations.labels import Labels
from xxzz.intake.nominations.lists import Lists
from xxzz.intake.nominations.other_year import YearCheck
from xxzz.intake.nominations.rows import RowReader, Rows
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.grid import SheetChoice
from xxzz.intake.spreadsheet.open import read_workbook
from xxzz.intake.story.cell import Stories
from xxzz.location import Location
from xxzz.nomination import Submission

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.intake.nominations.lists import NominationList
    from xxzz.nomination import Nomination
    from xxzz.season import Season

Result = tuple[Submission | None, list[Problem]]


class WorkbookReader:
    """Reads workbooks of one season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._labels = Labels(season)
        self._years = YearCheck(season)
        sheets = season.notice.sheets
        beside = tuple(sheets.indicators.values())
        self._choice = SheetChoice(sheets.nominations, beside)

    def read(self, path: Path, *, named: bool) -> Result:
        """Read one workbook; `named` is false for one that was found in a folder.

        Whatever happens, the result is a submission, problems, or both.
        """
        try:
            return self._read(path, named=named)
        except WorkbookUnreadable as error:
            return None, [_unreadable(error, path)]
        except Exception as error:  # a bug that one file triggers must not stop the others
            return None, [_failed(error, path)]

    def other_year(self, path: Path) -> Problem | None:
        """Return the problem of a workbook that is not read because it is of another year.

        Raises:
            WorkbookUnreadable: it can't be read.
        """
        _, other = self._lists(path)
        return other if other and other.severity is None else None

    def _lists(self, path: Path) -> tuple[Lists, Problem | None]:
        """Return the lists of a workbook, and its problem if it is of another year."""
        grids = read_workbook(path, self._choice)
        lists = Lists(grids, path.as_posix(), self._labels, self._season)
        headers = {one.grid.name: one.header.row for one in lists.found}
        return lists, self._years.problem(path, grids, headers)

    def _read(self, path: Path, *, named: bool) -> Result:
        file = path.as_posix()
        lists, other = self._lists(path)
        if other and other.severity is None:
            return None, [other]
        problems = [*lists.problems, *([other] if other else [])]
        if not lists.found:
            return None, problems or [lists.without_list(named=named)]
        problems += self._years.names(path, [one.grid.name for one in lists.found])
        nominations: list[Nomination] = []
        stories = Stories(path.parent)
        for one in lists.found:
            rows = self._rows(one, Location(file, one.grid.name), stories)
            nominations += rows.nominations
            problems += rows.problems
        problems += add_indicators(nominations, lists.assessments, file, self._season, self._labels)
        return Submission(source=path, nominations=tuple(nominations)), problems

    def _rows(self, one: NominationList, place: Location, stories: Stories) -> Rows:
        """Read one list; its problems begin with those of the columns."""
        header = one.header
        rows = RowReader(one, place, stories, self._season).read()
        texts = {nomination.category for nomination in rows.nominations}
        known = {self._season.category(text) for text in texts}
        every = set(self._season.categories)
        categories = {c for c in known if c} if known and all(known) else every
        check = ColumnCheck(header, place._replace(row=header.last_row), self._labels, self._season)
        implied = {self._season.roles.category} if rows.nominations and rows.has_category else set()
        rows.problems[:0] = check.problems(
            categories, rows.values, implied | one.implied(self._season).keys()
        )
        return rows


def _unreadable(error: WorkbookUnreadable, path: Path) -> Problem:
    place = Location(path.as_posix())
    if error.place:
        place = Location(path.as_posix(), error.place.sheet, error.place.row, error.place.column)
    return Problem(error.message, error.hint, place, rule=rule_names.WORKBOOK_UNREADABLE)


def _failed(error: Exception, path: Path) -> Problem:
    # only the class, since an exception's text may quote a telephone number
    return Problem(
        f"读取时程序出错（{type(error).__name__}），这个文件没有检查。",
        "请用 Excel 或 WPS 打开它，另存为新的 .xlsx 再试；仍然出错的，请告诉维护者。",
        Location(path.as_posix()),
        rule=rule_names.WORKBOOK_UNREADABLE,
    )
