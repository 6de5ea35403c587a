"""From one workbook to its submission: its sheet of nominations with the self-assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.nominations.columns import ColumnCheck
from xxzz.intake.nominations.headers import Header, find_header
from xxzz.intake.nominations.indicators import add_indicators
from xxzz.intake.nominations.labels import Labels
from xxzz.intake.nominations.rows import RowReader
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.grid import Choice, Grid, sheet_key
from xxzz.intake.spreadsheet.open import read_workbook
from xxzz.intake.story.cell import Stories
from xxzz.location import Location
from xxzz.nomination import Category, Submission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.season import Season

Result = tuple[Submission | None, list[Problem]]

# A sheet of another name is taken for the nominations when its header has this much of theirs: a
# list of addresses has names and telephone numbers too.
_OWN_FIELDS = frozenset({"recommender", "category", "brief", "story"})
_MIN_FIELDS = 4
_MAX_NAMES = 10


class WorkbookReader:
    """Reads workbooks of one season."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self._labels = Labels(season)
        sheets = season.notice.sheets
        self._indicator_sheets = {sheet_key(sheets.indicators.of(c)): c for c in Category}
        beside = tuple(sheets.indicators.of(category) for category in Category)
        self._choice = Choice(sheets.nominations, beside)

    def read(self, path: Path, *, named: bool) -> Result:
        """Read one workbook; one that was only found in a folder may be something else."""
        try:
            return self._read(path, named=named)
        except WorkbookUnreadable as error:
            return None, [_unreadable(error, path)]
        except Exception as error:  # a bug met in one file must not stop the others
            return None, [_failed(error, path)]

    def _read(self, path: Path, *, named: bool) -> Result:
        grids = read_workbook(path, self._choice)
        main = self._main(grids)
        if main is None:
            return None, [self._no_sheet(grids, path, named=named)]
        grid, header = main
        if header is None:
            return None, [self._no_header(grid, path)]
        return self._nominations(path, grids, grid, header)

    def _main(self, grids: Sequence[Grid]) -> tuple[Grid, Header | None] | None:
        """Return the sheet of the nominations, by name, else the only one with their header."""
        for grid in grids:
            if sheet_key(grid.name) == sheet_key(self._choice.main):
                return grid, find_header(grid, self._labels)
        found = [
            (grid, header)
            for grid in grids
            if sheet_key(grid.name) not in self._indicator_sheets
            and (header := find_header(grid, self._labels))
            and len(header.columns) >= _MIN_FIELDS
            and "name" in header.columns
            and _OWN_FIELDS & header.columns.keys()
        ]
        return found[0] if len(found) == 1 else None

    def _nominations(self, path: Path, grids: Sequence[Grid], grid: Grid, header: Header) -> Result:
        file = path.as_posix()
        place = Location(file, grid.name)
        rows = RowReader(grid, header, place, Stories(path.parent), self._season).read()
        texts = {nomination.category for nomination in rows.nominations}
        known = {self._season.category(text) for text in texts}
        categories = {c for c in known if c} if known and all(known) else set(Category)
        top = Location(file, grid.name, header.last_row)
        check = ColumnCheck(header, top, self._labels, self._season)
        problems = [*check.problems(categories, rows.values), *rows.problems]
        answers = {
            self._indicator_sheets[sheet_key(other.name)]: other
            for other in grids
            if sheet_key(other.name) in self._indicator_sheets
        }
        nominations = rows.nominations
        problems += add_indicators(nominations, answers, file, self._season, self._labels)
        return Submission(source=path, nominations=tuple(nominations)), problems

    def _no_sheet(self, grids: Sequence[Grid], path: Path, *, named: bool) -> Problem:
        place = Location(path.as_posix())
        title = self._choice.main
        if not named:
            return Problem(
                f"没有“{title}”工作表，不是推荐名单，已跳过。",
                f"如果它就是推荐名单，请把工作表改名为“{title}”；如果不是，不用管。",
                place,
                rule=rule_names.SHEET_MISSING,
                severity=Severity.INFO,
            )
        names = "、".join(f"“{grid.name}”" for grid in grids[:_MAX_NAMES])
        more = f"等{len(grids)}张" if len(grids) > _MAX_NAMES else ""
        return Problem(
            f"没有“{title}”工作表，只有{names}{more}。",
            f"请在工作表标签上点右键，选“重命名”，把名单所在的工作表改成“{title}”；"
            "还没有名单的，可以用 xxzz template 生成空白表。",
            place,
            rule=rule_names.SHEET_MISSING,
        )

    def _no_header(self, grid: Grid, path: Path) -> Problem:
        filled = any(any(row) for row in grid.rows)
        what = "里没有找到表头" if filled else "是空的，没有表头"
        examples = "、".join(f"“{field.header}”" for field in self._season.notice.fields[:4])
        return Problem(
            f"“{grid.name}”{what}，一家也没有读到。",
            f"请把表头（{examples}等）写在同一行，放在名单上面；"
            "也可以用 xxzz template 生成空白表，把内容复制过去。",
            Location(path.as_posix(), grid.name),
            rule=rule_names.COLUMN_MISSING,
        )


def _unreadable(error: WorkbookUnreadable, path: Path) -> Problem:
    place = Location(path.as_posix())
    if error.spot:
        place = Location(path.as_posix(), error.spot.sheet, error.spot.row, error.spot.column)
    return Problem(error.message, error.hint, place, rule=rule_names.WORKBOOK_UNREADABLE)


def _failed(error: Exception, path: Path) -> Problem:
    # the class only: an exception's text may quote a telephone number
    return Problem(
        f"读取时程序出错（{type(error).__name__}），这个文件没有检查。",
        "请用 Excel 或 WPS 打开它，另存为新的 .xlsx 再试；仍然出错的，请告诉维护者。",
        Location(path.as_posix()),
        rule=rule_names.WORKBOOK_UNREADABLE,
    )
