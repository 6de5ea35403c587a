"""The sheet 推荐名单 of the blank workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xxzz.intake.blank_looks import (
    BODY,
    HEAD,
    LINES,
    MIDDLE,
    NEEDED,
    OPTIONAL,
    TITLE,
    TOP,
    note,
    print_on_a4,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import FormField, Recommender

HEADER_ROW = 3
_ROWS = 100
_FROZEN = 4
_WIDTHS = {
    "rank": 6,
    "category": 24,
    "name": 28,
    "address": 28,
    "honours": 30,
    "brief": 40,
    "story": 40,
}
_WIDTH = 16
_LISTS = "选项"
_ALWAYS = ("rank", "brief", "story")
_TEXT_KINDS = ("phone", "mobile", "postcode", "start")
_ROW_HEIGHT, _HEADER_HEIGHT = 30, 36


def add_list(
    book: Workbook, season: Season, recommender: Recommender | None, categories: Sequence[Category]
) -> None:
    """Add the list with its header, notes and drop-downs, and the hidden sheet these read from."""
    sheet = book.create_sheet(season.notice.sheets.nominations)
    rows = recommender.total if recommender else _ROWS
    _title(sheet, season, recommender)
    for column, field in enumerate(season.notice.fields, 1):
        _header(sheet, column, field, categories)
        _cells(sheet, column, field, rows)
    sheet.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    for row in range(HEADER_ROW + 1, HEADER_ROW + rows + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    if recommender:
        _prefill(sheet, season, recommender)
    _page(sheet)
    _drop_downs(book, sheet, season, recommender, categories)


def _title(sheet: Worksheet, season: Season, recommender: Recommender | None) -> None:
    who = f"（{recommender.name}）" if recommender else ""
    sheet["A1"] = f"{sheet.title}{who}——{season.notice.title}"
    sheet["A1"].font = TITLE
    sheet["A2"] = (
        "橙色栏必填（各类型要求不同，见批注和“填写说明”），绿色栏可不填；"
        "每行一家，按推荐的优先顺序排列。"
    )
    sheet["A2"].font = BODY


def _header(
    sheet: Worksheet, column: int, field: FormField, categories: Sequence[Category]
) -> None:
    needed = field.id in _ALWAYS or any(category in field.required for category in categories)
    cell = sheet.cell(HEADER_ROW, column, field.header)
    cell.font, cell.alignment, cell.border = HEAD, MIDDLE, LINES
    cell.fill = NEEDED if needed else OPTIONAL
    example = f"\n例：{field.example}" if field.example else ""
    cell.comment = note(f"{field.note}{example}\n依据：{field.clause}")
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(field.id, _WIDTH)


def _cells(sheet: Worksheet, column: int, field: FormField, rows: int) -> None:
    for row in range(HEADER_ROW + 1, HEADER_ROW + rows + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.alignment, cell.border = BODY, TOP, LINES
        if field.kind in _TEXT_KINDS:
            # as text, a leading zero stays and a month is not turned into a date
            cell.number_format = "@"


def _prefill(sheet: Worksheet, season: Season, recommender: Recommender) -> None:
    columns = {field.id: at for at, field in enumerate(season.notice.fields, 1)}
    for rank in range(1, recommender.total + 1):
        sheet.cell(HEADER_ROW + rank, columns["rank"], rank)
        sheet.cell(HEADER_ROW + rank, columns["recommender"], recommender.name)


def _page(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"{get_column_letter(_FROZEN + 1)}{HEADER_ROW + 1}"
    print_on_a4(sheet, pages_wide=2)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _drop_downs(
    book: Workbook,
    sheet: Worksheet,
    season: Season,
    recommender: Recommender | None,
    categories: Sequence[Category],
) -> None:
    infos = [season.info(category) for category in categories]
    kinds = [name for info in infos for name in (info.name, *info.education_aliases[:1])]
    everyone = [row.name for row in season.quotas.recommenders]
    choices = {"category": kinds, "recommender": [recommender.name] if recommender else everyone}
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    columns = {field.id: at for at, field in enumerate(season.notice.fields, 1)}
    for at, (name, values) in enumerate(choices.items(), 1):
        for row, value in enumerate(values, 1):
            lists.cell(row, at, value)
        letter = get_column_letter(at)
        check = DataValidation("list", formula1=f"{_LISTS}!${letter}$1:${letter}${len(values)}")
        check.error = "请从下拉列表中选择。"
        check.errorTitle = season.field(name).header
        column = get_column_letter(columns[name])
        check.add(f"{column}{HEADER_ROW + 1}:{column}{HEADER_ROW + _ROWS}")
        sheet.add_data_validation(check)
