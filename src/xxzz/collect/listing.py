"""The lists of an existing workbook: 推荐名单, and sheets for a single category."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from xxzz.collect.errors import CollectError
from xxzz.collect.table import ListTable
from xxzz.intake.nominations.labels import Labels
from xxzz.intake.nominations.lists import Lists
from xxzz.intake.spreadsheet.grid import Grid, sheet_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season


class Listing:
    """The rows of all lists by 来源文件; the same lists that validation of the workbook reads.

    Raises:
        CollectError: the workbook has no list, or its main sheet has no header.
    """

    def __init__(self, book: Workbook, season: Season) -> None:
        self._season = season
        self._title = season.notice.sheets.nominations
        found = Lists([_grid(sheet) for sheet in book.worksheets], "", Labels(season), season).found
        names = {one.grid.name for one in found}
        for sheet in book.worksheets:
            if sheet_key(sheet.title) == sheet_key(self._title) and sheet.title not in names:
                raise CollectError(
                    f"“{sheet.title}”里没有找到表头，不能往里面添加。请换一个工作簿，或换一个新文件名。"
                )
        if not found:
            raise CollectError(
                f"这个工作簿里没有“{self._title}”工作表，不能往里面添加。请用 -o 换一个文件名。"
            )
        self._tables = [ListTable(book[one.grid.name], one, season) for one in found]
        continued = {
            id(first) for first, then in pairwise(self._tables) if first.sheet is then.sheet
        }
        self._open = [one for one in self._tables if id(one) not in continued]
        self._table_of = {source: one for one in self._tables for source in one.sources}

    def rows(self) -> dict[str, dict[str, str]]:
        """Return the cells of the rows that came from forms, by source and field."""
        return {
            source: cells
            for one in self._tables
            for source, cells in one.rows().items()
            if self._table_of[source] is one
        }

    def category_of_sheet(self, source: str) -> Category | None:
        """Return the category of a form's row if the sheet's name, not a column, sets it."""
        table = self._table_of[source]
        return None if table.has_category_column else table.category

    def names_by_hand(self) -> frozenset[str]:
        """Return the comparison keys of the names in rows that were typed in by hand."""
        return frozenset().union(*(one.names_by_hand() for one in self._tables))

    def rename(self, source: str, former: str) -> None:
        """Move a row to the new name of its form's file."""
        table = self._table_of[source] = self._table_of.pop(former)
        table.rename(source, former)

    def place(self, source: str, category: Category | None) -> None:
        """Choose the list for a form without a row: that of its category, else the main one.

        Raises:
            CollectError: no list accepts such a form.
        """
        takers = [one for one in self._open if one.has_category_column or one.category]
        wanted = [
            *(one for one in takers if one.category and one.category == category),
            *(one for one in takers if sheet_key(one.sheet.title) == sheet_key(self._title)),
            *(one for one in takers if one.category is None),
        ]
        if not wanted:
            sheets = "、".join(f"“{one.sheet.title}”" for one in self._tables)
            what = f"“{self._season.info(category).name}”" if category else "看不出类型的"
            raise CollectError(
                f"名单在工作表{sheets}里，没有一张能放{what}（{source}）。"
                f"请先加一张这一类的工作表，或者有“{self._header_of_category()}”一列的“{self._title}”，"
                "再采集；也可以用 -o 换一个文件名。"
            )
        self._table_of[source] = wanted[0]

    def add(self, source: str) -> None:
        """Assign the next free row of its list to a form."""
        self._table_of[source].add(source)

    def write(self, source: str, values: Mapping[str, str]) -> None:
        """Write cells of a form's row; missing columns are added."""
        self._table_of[source].write(source, values)

    def mark(self, source: str, doubtful: Collection[str]) -> None:
        """Highlight the doubtful cells of a form's row and clear the highlight of the others."""
        self._table_of[source].mark(source, doubtful)

    def blank_prepared(self) -> None:
        """Clear the prefilled cells of a new workbook."""
        for one in self._tables:
            one.blank_prepared()

    def _header_of_category(self) -> str:
        return self._season.category_header


def _grid(sheet: Worksheet) -> Grid:
    rows = [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]
    merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    return Grid(sheet.title, rows, merged)
