"""Finds the sheets of a workbook that are lists of nominations."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies, rule_names
from xxzz.finding import Problem, Severity
from xxzz.intake.nominations.category_names import CategoryNames
from xxzz.intake.nominations.headers import Header, find_header
from xxzz.intake.nominations.heading import Headings
from xxzz.intake.nominations.sideways import lies_on_its_side, on_its_side
from xxzz.intake.nominations.tables import tables_of
from xxzz.intake.spreadsheet.grid import sheet_key
from xxzz.location import Location
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from xxzz.intake.nominations.labels import Labels
    from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
    from xxzz.intake.spreadsheet.grid import Grid
    from xxzz.nomination import Category, Roles
    from xxzz.season import Season

_MIN_FIELDS = 4
"""The least known columns of a list in a sheet of another name.

They must include one that only a list of nominations has: a list of addresses has names and
telephone numbers, too.
"""
_MIN_FIELDS_WITHOUT_NAME = 6
_MAX_NAMES_SHOWN = 10
_MAX_ROWS_SEARCHED = 50
_MAX_NAME_LENGTH = 40


class NominationList(NamedTuple):
    """A sheet that is a list.

    `category` is what its name says of all rows, where it says one, and `recommender` whose list
    it is, where its name or the rows above the header say so.
    """

    grid: Grid
    header: Header
    category: Category | None
    recommender: str | None

    def implied(self, season: Season) -> dict[str, str]:
        """Return the fields, with their text, that no column but something above all rows says."""
        roles = season.roles
        said = {
            roles.category: season.info(self.category).name if self.category else None,
            roles.recommender: self.recommender,
        }
        columns = self.header.columns
        return {field: text for field, text in said.items() if text and field not in columns}


class Lists:
    """The lists of one workbook; `file` is its name in the places."""

    def __init__(self, grids: Sequence[Grid], file: str, labels: Labels, season: Season) -> None:
        self._grids = grids
        self._file = file
        self._labels = labels
        self._season = season
        self._categories = CategoryNames(season)
        self._headings = Headings(season)
        self._title = season.notice.sheets.nominations
        sheets = season.notice.sheets.indicators
        self._assessments = {sheet_key(sheet): c for c, sheet in sheets.items()}
        self.found: list[NominationList] = []
        self.problems: list[Problem] = []
        for grid in grids:
            if sheet_key(grid.name) not in self._assessments:
                self._classify(grid)

    @property
    def assessments(self) -> dict[Category, Grid]:
        """The sheets with self-assessments (指标自评), by category."""
        keys = {self._assessments.get(sheet_key(grid.name)): grid for grid in self._grids}
        return {category: grid for category, grid in keys.items() if category}

    def without_list(self, *, named: bool) -> Problem:
        """Return the problem of a workbook without a list.

        It is an info for a workbook that was found in a folder (`named` is false), since that may
        be something else.
        """
        place, title = Location(self._file), self._title
        if not named:
            return Problem(
                f"没有“{title}”工作表，不是推荐名单，已跳过。",
                f"如果它就是推荐名单，请把工作表改名为“{title}”；如果不是，不用管。",
                place,
                rule=rule_names.SHEET_MISSING,
                severity=Severity.INFO,
            )
        names = "、".join(f"“{grid.name}”" for grid in self._grids[:_MAX_NAMES_SHOWN])
        more = f"等{len(self._grids)}张" if len(self._grids) > _MAX_NAMES_SHOWN else ""
        return Problem(
            f"没有“{title}”工作表，只有{names}{more}。",
            f"请在工作表标签上点右键，选“重命名”，把名单所在的工作表改成“{title}”；"
            f"还没有名单的，可以用 {remedies.TEMPLATE} 生成空白表。",
            place,
            rule=rule_names.SHEET_MISSING,
        )

    def _classify(self, grid: Grid) -> None:
        """Add a sheet's lists to `found`, or the problem of a list that can't be read."""
        if grid.unreadable:
            self.problems.append(self._unreadable(grid.name, grid.unreadable))
            return
        header = find_header(grid, self._labels)
        category = self._categories.in_name(grid.name)
        is_main = sheet_key(self._title) in sheet_key(grid.name)
        if header and (is_main or _is_list(header, category, self._season.roles)):
            recommender = self._headings.recommender(grid.name, grid.rows[: header.row - 1])
            for table, above in tables_of(grid, header, self._labels):
                self.found.append(NominationList(table, above, category, recommender))
            self.problems += (*self._hidden(grid), *self._set_aside(grid))
            self.problems += self._rows_above(grid, header)
        elif lies_on_its_side(grid, self._labels, self._season):
            self.problems.append(on_its_side(Location(self._file, grid.name), self._season))
        elif sheet_key(grid.name) == sheet_key(self._title) or (
            any(map(any, grid.rows)) and (is_main or category)
        ):
            self.problems.append(self._without_header(grid))
        elif self._looks_like_rows(grid):
            self.problems.append(self._rows_without_header(grid))

    def _looks_like_rows(self, grid: Grid) -> bool:
        """Tell whether a sheet has rows of nominations, with a 推荐单位 and a category."""
        return any(map(self._is_like_a_row, islice(filter(any, grid.rows), _MAX_ROWS_SEARCHED)))

    def _is_like_a_row(self, row: Sequence[Any]) -> bool:
        texts = [one for one in row if type(one) is str and len(one) <= _MAX_NAME_LENGTH]
        named = any(map(self._season.recommender, texts)) and any(map(self._season.category, texts))
        return named and sum(map(bool, row)) >= _MIN_FIELDS_WITHOUT_NAME

    def _rows_above(self, grid: Grid, header: Header) -> Iterator[Problem]:
        rows = enumerate(grid.rows[: header.row - 1], 1)
        above = [number for number, row in rows if self._is_like_a_row(row)]
        if above:
            measure = self._season.measure
            yield Problem(
                f"表头上面有像是名单的行（第{above[0]}行起，共{len(above)}行），一{measure}也没有读到。",
                "请把表头移到最上面，或者把这些行移到表头下面；不要的请删去。",
                Location(self._file, grid.name, above[0]),
                rule=rule_names.COLUMN_MISSING,
            )

    def _set_aside(self, grid: Grid) -> Iterator[Problem]:
        name = comparison_key(grid.name)
        if any(comparison_key(word) in name for word in self._season.notice.sheets.set_aside):
            yield Problem(
                f"工作表“{grid.name}”里的名单也读了，里面的都算推荐。",
                "不推荐的，请删去这张工作表，或移到别的文件；要推荐的，请给工作表换个名字。",
                Location(self._file, grid.name),
                rule=rule_names.SHEET_MISSING,
                severity=Severity.WARNING,
            )

    def _unreadable(self, name: str, error: WorkbookUnreadable) -> Problem:
        place = Location(self._file, name)
        if error.place:
            place = place._replace(row=error.place.row, column=error.place.column)
        return Problem(
            f"工作表“{name}”读不出来，不知道里面有没有推荐名单。{error.message}",
            f"不是名单的，请删去这张工作表。是名单的：{error.hint}",
            place,
            rule=rule_names.WORKBOOK_UNREADABLE,
        )

    def _hidden(self, grid: Grid) -> Iterator[Problem]:
        if grid.hidden:
            yield Problem(
                f"工作表“{grid.name}”是隐藏的，里面的名单也读了。",
                "请在工作表标签上点右键，选“取消隐藏”，看一看；不要的请删去这张工作表。",
                Location(self._file, grid.name),
                rule=rule_names.SHEET_MISSING,
                severity=Severity.WARNING,
            )

    def _rows_without_header(self, grid: Grid) -> Problem:
        return Problem(
            f"工作表“{grid.name}”里像是推荐名单，但是没有表头，一{self._season.measure}也没有读到。",
            f"是名单的，请把“{self._title}”的表头复制到它的第一行，或者把各行移到“{self._title}”里；"
            "不是名单的，请删去这张工作表。",
            Location(self._file, grid.name),
            rule=rule_names.COLUMN_MISSING,
        )

    def _without_header(self, grid: Grid) -> Problem:
        filled = any(any(row) for row in grid.rows)
        what = "里没有找到表头" if filled else "是空的，没有表头"
        examples = "、".join(f"“{field.header}”" for field in self._season.notice.fields[:4])
        other = "" if sheet_key(grid.name) == sheet_key(self._title) else "；不是名单的，请改个名字"
        return Problem(
            f"“{grid.name}”{what}，一{self._season.measure}也没有读到。",
            f"请把表头（{examples}等）写在同一行，放在名单上面；"
            f"也可以用 {remedies.TEMPLATE} 生成空白表，把内容复制过去{other}。",
            Location(self._file, grid.name),
            rule=rule_names.COLUMN_MISSING,
        )


def _is_list(header: Header, category: Category | None, roles: Roles) -> bool:
    fields = header.columns.keys()
    characteristic = fields & {roles.recommender, roles.category, roles.brief, roles.story}
    if roles.name not in fields:
        return len(fields) >= _MIN_FIELDS_WITHOUT_NAME and bool(characteristic)
    return len(fields) >= _MIN_FIELDS and bool(category or characteristic)
