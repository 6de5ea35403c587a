"""One expert's 评分表: instructions, the indicators, and a sheet for each category."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xxzz.review.headings import BRIEF, CATEGORY, NAME, headers
from xxzz.review.scores.columns import (
    DIGEST,
    EDITION,
    EXPERT,
    MATERIAL,
    NUMBER,
    OPINION,
    REASON,
    RECUSED,
    YES,
    columns_of,
    scoring_of,
)
from xxzz.review.scores.guide import INDICATORS, add_guide
from xxzz.text.cell_text import HIGHEST_ROW, fitting, height
from xxzz.workbooks.looks import (
    MIDDLE,
    NEEDED,
    OPTIONAL,
    TOP,
    body,
    head,
    heading,
    print_on_a4,
    same_look,
)
from xxzz.workbooks.stable import workbook_bytes
from xxzz.workbooks.table_sheet import add_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.intake.lists import ListColumn
    from xxzz.review.plan.model import Panel, Person
    from xxzz.season import Season
    from xxzz.season.models.review import CategoryScoring, ReviewTable

_WIDTHS = {
    NUMBER.id: 17,
    NAME.id: 22,
    BRIEF.id: 60,
    MATERIAL.id: 9,
    RECUSED.id: 6,
    REASON.id: 18,
    OPINION.id: 30,
    EXPERT.id: 7,
    EDITION.id: 6,
    DIGEST.id: 15,
}
_POINTS_WIDTH = 12
_HEADER_ROW = 3
_HEADER_HEIGHT = 48
_LOWEST = 36
_LINK = Font(name="宋体", size=11, color="0563C1", underline="single")
_HEADERS_IN_GREY = frozenset({EXPERT.id, EDITION.id, DIGEST.id})


class Row(NamedTuple):
    """A nomination as shown to an expert; `material` is a path relative to the file, or ""."""

    panel: Panel
    brief: str
    material: str


def expert_book(person: Person, rows: Sequence[Row], season: Season, table: ReviewTable) -> bytes:
    """Return the workbook for one expert, identified by code only; reproducible."""
    book = Workbook()
    del book[book.sheetnames[0]]
    scoring = scoring_of(table)
    infos = {str(info.id): info for info in season.notice.categories}
    own = [one for one in infos if any(row.panel.category == one for row in rows)]
    add_guide(book, person, len(rows), season, table)
    for category in own:
        sheet = book.create_sheet(f"评分-{infos[category].short}")
        title = f"{season.year}年评分表：{infos[category].name}"
        step = f"{table.scoring.step:g}"
        text = f"专家 {person.code}　第{person.edition}版　橙色的格子填0到满分，最小到{step}分"
        heading(sheet, title, text)
        chosen = [row for row in rows if row.panel.category == category]
        _fill_table(sheet, person, chosen, scoring[category], season)
    if season.indicators:
        add_sheet(book, INDICATORS, _indicators(own, season, scoring))
    return workbook_bytes(book)


def _fill_table(
    sheet: Worksheet, person: Person, rows: Sequence[Row], scoring: CategoryScoring, season: Season
) -> None:
    columns = columns_of(scoring, season)
    last = _HEADER_ROW + len(rows)
    for at, column in enumerate(columns, 1):
        cell = sheet.cell(_HEADER_ROW, at, column.header)
        head(cell, NEEDED if column.id in scoring.points else OPTIONAL)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.id, _POINTS_WIDTH)
        area = f"{letter}{_HEADER_ROW + 1}:{letter}{last}"
        if column.id in scoring.points:
            sheet.add_data_validation(_within(scoring.points[column.id], column.id, area))
        elif column.id == RECUSED.id:
            sheet.add_data_validation(_yes(area))
    sheet.row_dimensions[_HEADER_ROW].height = _HEADER_HEIGHT
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        _fill_row(sheet, number, columns, row, person)
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    print_on_a4(sheet, pages_wide=1)


def _values(row: Row, person: Person) -> Mapping[str, str]:
    panel = row.panel
    return {
        NUMBER.id: panel.number,
        NAME.id: panel.name,
        BRIEF.id: row.brief,
        MATERIAL.id: "打开" if row.material else "",
        EXPERT.id: person.code,
        EDITION.id: person.edition,
        DIGEST.id: panel.digest,
    }


def _fill_row(
    sheet: Worksheet, number: int, columns: Sequence[ListColumn], row: Row, person: Person
) -> None:
    values = _values(row, person)
    first = number == _HEADER_ROW + 1
    for at, column in enumerate(columns, 1):
        text = fitting(values.get(column.id, ""))
        cell = sheet.cell(number, at, text or None)
        if text:
            cell.data_type = "s"  # a value that begins with = is text, not a formula
        if first:
            body(cell, TOP if column.id in (NAME.id, BRIEF.id, REASON.id, OPINION.id) else MIDDLE)
            if column.id in _HEADERS_IN_GREY:
                cell.font = Font(name="宋体", size=9, color="808080")
        else:
            same_look(cell, sheet.cell(_HEADER_ROW + 1, at))
        if column.id == MATERIAL.id and row.material:
            cell.hyperlink, cell.font = row.material, _LINK
    wide = _WIDTHS[BRIEF.id]
    needed = max(_LOWEST, height(values[BRIEF.id], wide), height(values[NAME.id], _WIDTHS[NAME.id]))
    sheet.row_dimensions[number].height = min(HIGHEST_ROW, needed)


def _within(points: int, group: str, area: str) -> DataValidation:
    limits = DataValidation(
        "decimal",
        operator="between",
        formula1="0",
        formula2=str(points),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=group,
        error=f"请填0到{points}的数。",
    )
    limits.add(area)
    return limits


def _yes(area: str) -> DataValidation:
    choice = DataValidation("list", formula1=f'"{YES}"', allow_blank=True, showErrorMessage=True)
    choice.error = f"应当回避的选“{YES}”，否则空着。"
    choice.add(area)
    return choice


def _indicators(
    categories: Sequence[str], season: Season, scoring: Mapping[str, CategoryScoring]
) -> Iterator[tuple[str | int, ...]]:
    yield (*headers((CATEGORY,), season), "一级指标", "满分", "指标项")
    infos = {str(info.id): info for info in season.notice.categories}
    for category in categories:
        info = infos[category]
        table = season.indicators.get(info.id)
        for group in table.groups if table else ():
            for item in group.items:
                points = scoring[category].points
                most = points[group.name if group.name in points else item.short]
                yield (info.short, group.name, most, item.text)
