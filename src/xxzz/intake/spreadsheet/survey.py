"""What a first look at a workbook's file tells of its sheets, and calamine does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.intake.spreadsheet.errors import WorkbookUnreadable

Place = tuple[int, int]
"""A row and a column, from 1."""


class Struck(NamedTuple):
    """The text of a cell of which a part is struck out: the rest, and that part.

    Both are empty where the whole cell is struck out.
    """

    rest: str
    struck: str


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """What calamine does not tell of a sheet; rows and columns count from 1.

    Attributes:
        errors: the error values (#REF!), which calamine reads as blank.
        unsaved: the formulas that were written without a result.
        struck: the cells with text that is struck out.
        pale: the cells whose text is white on white, or hidden by their number format.
        hidden_rows: the rows that are not shown.
        hidden_columns: the columns that are not shown.
        shown: the numbers whose format shows something else than their digits.
        affixes: what the formats of cells show before and behind their text.
        comments: the texts of the comments on cells.
        merged: merged ranges unknown to calamine, as (row, column, last row, last column).
        nonstandard_xml: no office program writes such XML, so that it is read in a subprocess.
        unreadable: why the sheet, which is not required, can't be read.
    """

    errors: Mapping[Place, str] = field(default_factory=dict)
    unsaved: frozenset[Place] = frozenset()
    struck: Mapping[Place, Struck] = field(default_factory=dict)
    pale: frozenset[Place] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    shown: Mapping[Place, str] = field(default_factory=dict)
    affixes: Mapping[Place, tuple[str, str]] = field(default_factory=dict)
    comments: Mapping[Place, str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    nonstandard_xml: bool = False
    unreadable: WorkbookUnreadable | None = None


class Survey(NamedTuple):
    """The surveys of a workbook's sheets, by name.

    `rewritten` has parts, by name in lower case, in a form that calamine can read: it fails at
    error values that it does not know, and at blanks between the cells of an .ods.
    """

    sheets: Mapping[str, SheetSurvey]
    rewritten: Mapping[str, bytes]
