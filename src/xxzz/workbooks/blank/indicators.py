"""The sheets 指标自评 of the blank workbook: a row per nomination, a column per item (附件1)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xxzz.text.cell_text import height
from xxzz.workbooks.looks import (
    BODY,
    MIDDLE,
    TITLE,
    body,
    choice,
    head,
    print_on_a4,
    same_look,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import Indicator, IndicatorSet, Measure

_GROUP_ROW, _ID_ROW, _TEXT_ROW = 3, 4, 5
_FIRST_ROW = _TEXT_ROW + 1
_LAST_ROW = _TEXT_ROW + 100
_KEY_WIDTHS = (8, 28)
_WIDTH = 24
_ROW_HEIGHT = 24
_ITEMS_ON_A_PAGE = 7


def add_indicators(book: Workbook, season: Season, category: Category) -> None:
    """Add the sheet of one category, with the full texts of its items and a cell to answer each."""
    table = season.indicators[category]
    answers = season.assessment
    choices = [answers.met[0], answers.partly[0], answers.unmet[0]]
    sheet = book.create_sheet(season.notice.sheets.indicators[category])
    sheet["A1"] = f"{table.title}自评"
    sheet["A1"].font = TITLE
    sheet["A2"] = (
        f"每行一{season.measure_of([category])}，名称与推荐名单一致。逐项选{'、'.join(choices)}；写明“填数字”的填数字，不写单位。"
    )
    sheet["A2"].font = BODY
    _keys(sheet, season)
    _groups(sheet, table)
    for column, item in enumerate(table.items, len(_KEY_WIDTHS) + 1):
        _item(sheet, column, item)
    _rows(sheet, len(_KEY_WIDTHS) + len(table.items))
    _answers(sheet, table.items, choices)
    longest = max(height(_question(item), _WIDTH) for item in table.items)
    sheet.row_dimensions[_TEXT_ROW].height = longest
    sheet.freeze_panes = f"{get_column_letter(len(_KEY_WIDTHS) + 1)}{_FIRST_ROW}"
    print_on_a4(sheet, ceil(len(table.items) / _ITEMS_ON_A_PAGE))
    sheet.print_title_rows = f"{_GROUP_ROW}:{_TEXT_ROW}"
    sheet.print_title_cols = f"A:{get_column_letter(len(_KEY_WIDTHS))}"


def _keys(sheet: Worksheet, season: Season) -> None:
    keys = zip((season.roles.rank, season.roles.name), _KEY_WIDTHS, strict=True)
    for column, (name, width) in enumerate(keys, 1):
        for row in (_GROUP_ROW, _ID_ROW, _TEXT_ROW):
            head(sheet.cell(row, column))
        sheet.cell(_ID_ROW, column).value = season.field(name).header
        sheet.merge_cells(None, _ID_ROW, column, _TEXT_ROW, column)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _groups(sheet: Worksheet, table: IndicatorSet) -> None:
    column = len(_KEY_WIDTHS) + 1
    for group in table.groups:
        last = column + len(group.items) - 1
        for at in range(column, last + 1):
            head(sheet.cell(_GROUP_ROW, at))
        sheet.cell(_GROUP_ROW, column).value = group.name
        if last > column:
            sheet.merge_cells(None, _GROUP_ROW, column, _GROUP_ROW, last)
        column = last + 1


def _item(sheet: Worksheet, column: int, item: Indicator) -> None:
    head(sheet.cell(_ID_ROW, column, item.id))
    body(sheet.cell(_TEXT_ROW, column, _question(item)))
    sheet.column_dimensions[get_column_letter(column)].width = _WIDTH


def _question(item: Indicator) -> str:
    if item.measure is None:
        return item.text
    return f"{item.text}\n【填数字：{item.measure.name}，单位：{item.measure.unit}】"


def _rows(sheet: Worksheet, columns: int) -> None:
    first = sheet.cell(_FIRST_ROW, 1)
    body(first, MIDDLE)
    for row in range(_FIRST_ROW, _LAST_ROW + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
        for column in range(1, columns + 1):
            same_look(sheet.cell(row, column), first)


def _answers(sheet: Worksheet, items: Sequence[Indicator], choices: Sequence[str]) -> None:
    words = choice(f'"{",".join(choices)}"', sheet.title)
    sheet.add_data_validation(words)
    for column, item in enumerate(items, len(_KEY_WIDTHS) + 1):
        letter = get_column_letter(column)
        cells = f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}"
        if item.measure is None:
            words.add(cells)
        else:
            number = _number(item.measure)
            number.add(cells)
            sheet.add_data_validation(number)


def _number(measure: Measure) -> DataValidation:
    return DataValidation(
        "decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=measure.name,
        error=f"请只填数字，单位是{measure.unit}。要保留吗？",
    )
