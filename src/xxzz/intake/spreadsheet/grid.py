"""Reads sheets as rows of values with calamine, in the main process or in a subprocess."""

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

    from xxzz.intake.spreadsheet.survey import Place, SheetSurvey, Struck

_PUNCTUATION = re.compile(r"[\W_]+")


def sheet_key(name: str) -> str:
    """Return a key that is equal for the names of one sheet: 指标自评-社区, 指标自评（社区）."""
    return _PUNCTUATION.sub("", comparison_key(name))


class SheetChoice(NamedTuple):
    """The sheets that must be readable: `main` and `others`, or all if there is no main one.

    All sheets are read; one that need not be readable, and is not, becomes a grid with the reason.
    """

    main: str = ""
    others: tuple[str, ...] = ()

    def needed(self, names: Sequence[str]) -> list[str]:
        """Return the names of the sheets that must be readable, in order."""
        main = sheet_key(self.main)
        if not main or main not in map(sheet_key, names):
            return list(names)
        wanted = {sheet_key(name) for name in (self.main, *self.others)}
        return [name for name in names if sheet_key(name) in wanted]


@dataclass(slots=True)
class Grid:
    """A sheet's values; rows and columns count from 1.

    Attributes:
        name: the sheet's name.
        rows: the values; `rows[0][0]` is cell A1, a blank cell "", and all rows have one width.
        merged: the merged ranges, as (row, column, last row, last column).
        unsaved: the formulas without a saved result.
        struck: the cells with text that is struck out; `rows` has it only if it is all the text.
        pale: the cells whose text is white on white, or hidden by their number format.
        hidden_rows: the rows that are not shown.
        hidden_columns: the columns that are not shown.
        comments: the texts of the comments on cells.
        hidden: the tab of the sheet is not shown.
        unreadable: why the sheet could not be read.
    """

    name: str
    rows: list[list[Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    unsaved: frozenset[Place] = frozenset()
    struck: dict[Place, Struck] = field(default_factory=dict)
    pale: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[Place, str] = field(default_factory=dict)
    hidden: bool = False
    unreadable: WorkbookUnreadable | None = None

    def apply(self, survey: SheetSurvey) -> None:
        """Complete the grid with the survey of its sheet."""
        affixed = {
            place: f"{before}{text}{behind}"
            for place, (before, behind) in survey.affixes.items()
            if (text := self._text_at(place))
        }
        rest = {place: text.rest for place, text in survey.struck.items() if text.rest}
        for (row, column), text in {**survey.shown, **affixed, **rest, **survey.errors}.items():
            if row <= len(self.rows) and column <= len(self.rows[row - 1]):
                self.rows[row - 1][column - 1] = text
        self.merged += survey.merged
        self.unsaved = survey.unsaved
        self.struck = dict(survey.struck)
        self.pale = survey.pale
        self.hidden_rows = survey.hidden_rows
        self.hidden_columns = survey.hidden_columns
        self.comments = survey.comments

    def _text_at(self, place: Place) -> str:
        """Return the text of a cell, "" for a number or a place outside."""
        row, column = place
        inside = row <= len(self.rows) and column <= len(self.rows[row - 1])
        value = self.rows[row - 1][column - 1] if inside else ""
        return value if isinstance(value, str) else ""


def read_grids(
    file: BinaryIO, choice: SheetChoice, unreadable: Mapping[str, WorkbookUnreadable]
) -> list[Grid]:
    """Read the sheets of a workbook; `unreadable` has those that are known to be, with the reason.

    The workbook is given as a file, since calamine opens a path according to its extension.

    Raises:
        WorkbookUnreadable: calamine can't read it, or a required sheet is too large.
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
    """Turn the exceptions of calamine into `WorkbookUnreadable`."""
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
    # PyO3 derives the exception of a Rust panic from BaseException, and doesn't export it
    return type(error).__name__ == "PanicException"
