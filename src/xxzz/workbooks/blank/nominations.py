"""The sheet 推荐名单 of the blank workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter, quote_sheetname

from xxzz.workbooks.looks import (
    MIDDLE,
    NEEDED,
    OPTIONAL,
    TOP,
    body,
    choice,
    head,
    heading,
    note,
    print_on_a4,
    same_look,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import FormField, Recommender

_HEADER_ROW = 3
_FIRST_ROW = _HEADER_ROW + 1
_LAST_ROW = _HEADER_ROW + 300
_KEY_COLUMNS = 4
_LISTS = "选项"
# as text: keeps leading zeros, and a month is not turned into a date
_TEXT_KINDS = ("phone", "mobile", "postcode", "month", "date", "credit-code", "id-number")
_ROW_HEIGHT, _HEADER_HEIGHT = 30, 36
_PAGES = 3


def add_list(
    book: Workbook, season: Season, recommender: Recommender | None, categories: Sequence[Category]
) -> None:
    """Add the list with notes on its headers; for one 推荐单位, with a prefilled row per place."""
    sheet = book.create_sheet(season.notice.sheets.nominations)
    who = f"（{recommender.name}）" if recommender else ""
    heading(
        sheet,
        f"{sheet.title}{who}——{season.notice.title}",
        "橙色栏必填，绿色栏按类型填写或可不填，见表头批注和“填写说明”。"
        f"每行一{season.measure}，按推荐的优先顺序排列；多余的空行不必删。",
    )
    for column, field in enumerate(season.notice.fields, 1):
        _header(sheet, column, field, season, categories)
        _cells(sheet, column, field)
    sheet.row_dimensions[_HEADER_ROW].height = _HEADER_HEIGHT
    for row in range(_FIRST_ROW, _LAST_ROW + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    if recommender:
        _prefill(sheet, season, recommender)
    sheet.freeze_panes = f"{get_column_letter(_KEY_COLUMNS + 1)}{_FIRST_ROW}"
    print_on_a4(sheet, _PAGES)
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(_KEY_COLUMNS)}"


def add_drop_downs(
    book: Workbook, season: Season, recommender: Recommender | None, categories: Sequence[Category]
) -> None:
    """Add the drop-downs of the list and, as the last sheet, the hidden one with their choices."""
    rows = [recommender] if recommender else season.quotas.recommenders
    choices: dict[str, Sequence[str]] = {
        season.roles.recommender: [row.name for row in rows],
        season.roles.category: _category_names(season, recommender, categories),
    } | {one.id: one.choices for one in season.notice.fields if one.choices}
    sheet = book[season.notice.sheets.nominations]
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    columns = {field.id: at for at, field in enumerate(season.notice.fields, 1)}
    for at, (name, values) in enumerate(choices.items(), 1):
        for row, value in enumerate(values, 1):
            lists.cell(row, at, value)
        source = get_column_letter(at)
        formula = f"{quote_sheetname(_LISTS)}!${source}$1:${source}${len(values)}"
        check = choice(formula, season.field(name).header)
        column = get_column_letter(columns[name])
        check.add(f"{column}{_FIRST_ROW}:{column}{_LAST_ROW}")
        sheet.add_data_validation(check)


def required_by(field: FormField, season: Season) -> str:
    """Return in Chinese which categories must fill in a field."""
    needed = season.needed_by(field)
    if len(needed) == len(season.categories):
        return "都要填"
    names = "、".join(season.info(category).short for category in needed)
    if when := field.required_when:
        values = "、".join(f"“{value}”" for value in when.values)
        return f"{names}{'；' * bool(names)}“{season.field(when.field).header}”写{values}的"
    return names or "可不填"


def _category_names(
    season: Season, recommender: Recommender | None, categories: Sequence[Category]
) -> list[str]:
    infos = [season.info(category) for category in categories]
    education = [name for info in infos for name in info.education_aliases[:1]]
    if recommender and season.channel(recommender).education_only and education:
        return education
    return [name for info in infos for name in (info.name, *info.education_aliases[:1])]


def _header(
    sheet: Worksheet,
    column: int,
    field: FormField,
    season: Season,
    categories: Sequence[Category],
) -> None:
    cell = sheet.cell(_HEADER_ROW, column, field.header)
    everyone = set(categories) <= set(season.needed_by(field))
    head(cell, NEEDED if everyone else OPTIONAL)
    example = f"\n例：{field.example}" if field.example else ""
    needed = f"\n谁必须填：{required_by(field, season)}"
    cell.comment = note(f"{field.note}{needed}{example}\n依据：{field.clause}")
    sheet.column_dimensions[get_column_letter(column)].width = field.width


def _cells(sheet: Worksheet, column: int, field: FormField) -> None:
    alignment = MIDDLE if field.role == "rank" else TOP
    first = sheet.cell(_FIRST_ROW, column)
    body(first, alignment)
    if field.kind in _TEXT_KINDS:
        first.number_format = "@"
    for row in range(_FIRST_ROW + 1, _LAST_ROW + 1):
        same_look(sheet.cell(row, column), first)


def _prefill(sheet: Worksheet, season: Season, recommender: Recommender) -> None:
    columns = {field.id: at for at, field in enumerate(season.notice.fields, 1)}
    for rank in range(1, recommender.total + 1):
        sheet.cell(_HEADER_ROW + rank, columns[season.roles.rank], rank)
        sheet.cell(_HEADER_ROW + rank, columns[season.roles.recommender], recommender.name)
