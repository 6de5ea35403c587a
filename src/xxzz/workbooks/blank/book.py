"""The blank workbook for a clerk to fill in: the list, instructions and self-assessments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from xxzz.workbooks.blank.guide import add_guide
from xxzz.workbooks.blank.indicators import add_indicators
from xxzz.workbooks.blank.nominations import add_drop_downs, add_list
from xxzz.workbooks.marks import SEASON
from xxzz.workbooks.stable import save_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from xxzz.season import Season
    from xxzz.season.models import Recommender


def write_blank(path: Path, season: Season, recommender: Recommender | None = None) -> None:
    """Write the blank workbook; for one 推荐单位, only with its name, quota and categories.

    Raises:
        OSError: the file can't be written.
    """
    save_workbook(blank_workbook(season, recommender), path)


def blank_workbook(season: Season, recommender: Recommender | None = None) -> Workbook:
    """Build the blank workbook in memory."""
    book = Workbook()
    del book[book.sheetnames[0]]
    book.properties.title = f"{season.notice.sheets.nominations}——{season.notice.title}"
    year = StringProperty(name=SEASON, value=str(season.year))
    book.custom_doc_props.append(year)  # type: ignore[attr-defined]  # the stubs lack it
    categories = [
        category
        for category in season.categories
        if recommender is None or season.quota_of(recommender, category) is not None
    ]
    add_list(book, season, recommender, categories)
    add_guide(book, season, recommender, categories)
    for category in (one for one in categories if one in season.indicators):
        add_indicators(book, season, category)
    add_drop_downs(book, season, recommender, categories)
    return book
