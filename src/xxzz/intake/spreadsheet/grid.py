"""Sheets as rows of values, read by calamine; used in the process itself and in its child."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.intake.spreadsheet.errors import (
    WorkbookUnreadable,
    damaged,
    far_cell,
    locked,
    no_time,
    too_large,
)
from xxzz.intake.spreadsheet.guard import MAX_CELLS, MAX_ROWS, Budget
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from python_calamine import CalamineSheet, CalamineWorkbook

    from xxzz.intake.spreadsheet.guard import SheetSurvey
    from xxzz.intake.spreadsheet.looks import Struck

Place = tuple[int, int]
"""A row and a column, from 1."""


_BETWEEN = re.compile(r"[\W_]+")


def sheet_key(name: str) -> str:
    """Reduce a name to what decides if two are the same: 指标自评-社区, 指标自评（社区）."""
    return _BETWEEN.sub("", comparison_key(name))


class Choice(NamedTuple):
    """Which sheets must be readable: the main one and those beside it, or all without a main one.

    All are read; one of the others that can't be is a grid that says why.
    """

    main: str = ""
    beside: tuple[str, ...] = ()

    def needed(self, names: Sequence[str]) -> list[str]:
        """Return those of the names without which the workbook is unreadable, in order."""
        main = sheet_key(self.main)
        if not main or main not in map(sheet_key, names):
            return list(names)
        wanted = {sheet_key(name) for name in (self.main, *self.beside)}
        return [name for name in names if sheet_key(name) in wanted]


@dataclass(slots=True)
class Grid:
    """A sheet's values: `rows[0][0]` is cell A1, and all rows are of one width.

    A blank cell is an empty text. `merged` holds ranges as (row, column, last row, last column),
    `unsaved` the formulas without a saved result, `struck` the cells with text that is struck out
    and is not in `rows` unless it is all there is, `pale` those with text that is as white as its
    ground; all count from 1. `hidden` says that the sheet's
    tab is not shown, `unreadable` why nothing of it could be read.
    """

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: frozenset[Place] = frozenset()
    struck: dict[Place, Struck] = field(default_factory=dict)
    pale: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    unreadable: WorkbookUnreadable | None = None

    def mark(self, marks: SheetSurvey) -> None:
        """Write into the grid what a survey of the file found."""
        left = {place: text.left for place, text in marks.struck.items() if text.left}
        for (row, column), text in {**marks.shown, **left, **marks.errors}.items():
            if row <= len(self.rows) and column <= len(self.rows[row - 1]):
                self.rows[row - 1][column - 1] = text
        self.merged += marks.merged
        self.unsaved = marks.unsaved
        self.struck = dict(marks.struck)
        self.pale = marks.pale
        self.hidden_rows = marks.hidden_rows
        self.hidden_columns = marks.hidden_columns


def read_grids(
    file: BinaryIO, choice: Choice, unreadable: Mapping[str, WorkbookUnreadable]
) -> list[Grid]:
    """Read the sheets of a workbook, but those of which it is known that they can't be.

    What kind of workbook it is, its bytes decide: a path would be opened by its ending.

    Raises:
        WorkbookUnreadable: calamine can't read it, or a sheet that is needed is too large.
    """
    import python_calamine as calamine  # noqa: PLC0415  # slow to import, and not always needed

    with _errors_named(), calamine.load_workbook(file) as workbook:
        sheets = [
            sheet
            for sheet in workbook.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        needed = choice.needed([sheet.name for sheet in sheets])
        budget = Budget()
        grids = []
        for sheet in sheets:
            grid = _grid_or_reason(workbook, sheet.name, budget, unreadable.get(sheet.name))
            if grid.unreadable and sheet.name in needed:
                raise grid.unreadable
            grid.hidden = sheet.visible != calamine.SheetVisibleEnum.Visible
            grids.append(grid)
        return grids


def _grid_or_reason(
    workbook: CalamineWorkbook, name: str, budget: Budget, reason: WorkbookUnreadable | None
) -> Grid:
    if reason is None:
        try:
            with _errors_named():
                return _grid(workbook, name, budget)
        except WorkbookUnreadable as error:
            reason = error
    return Grid(name, [], unreadable=reason)


@contextmanager
def _errors_named() -> Iterator[None]:
    """Word the errors of calamine."""
    import python_calamine as calamine  # noqa: PLC0415  # its errors are classes of this module

    try:
        yield
    except WorkbookUnreadable:
        raise
    except calamine.PasswordError as error:
        raise locked() from error
    except OverflowError as error:
        raise no_time() from error
    except MemoryError as error:
        raise too_large("内存不够") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise damaged("内容格式有误") from error
    except BaseException as error:
        if _is_panic(error):
            raise damaged("内部结构有误") from error
        raise


def _grid(workbook: CalamineWorkbook, name: str, budget: Budget) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    rows, columns = (last + 1 for last in sheet.end or (0, 0))
    if rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise far_cell(name, (rows, columns), (rows, columns))
    budget.take(rows * columns)
    return Grid(name, sheet.to_python(skip_empty_area=False), _merged(sheet))


def _merged(sheet: CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]


def _is_panic(error: BaseException) -> bool:
    # PyO3 derives it from BaseException so that nobody catches it unawares, and does not export it.
    return type(error).__name__ == "PanicException"
