"""The sheets 指标自评 of the blank workbook: a row per nomination, a column per item (附件1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from xxzz.intake.blank_looks import (
    BODY,
    HEAD,
    LINES,
    MIDDLE,
    OPTIONAL,
    TITLE,
    TOP,
    note,
    print_on_a4,
)

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import Indicator

ID_ROW = 3
_TEXT_ROW = ID_ROW + 1
_ROWS = 100
_TEXT_HEIGHT = 150
_WIDTH = 22


def add_indicators(book: Workbook, season: Season, category: Category) -> None:
    """Add the sheet of one category."""
    table = season.indicators[category]
    answers = season.notice.conditions.indicators
    sheet = book.create_sheet(season.notice.sheets.indicators.of(category))
    sheet["A1"] = f"{table.title}自评"
    sheet["A1"].font = TITLE
    choices = [answers.met[0], answers.partly[0], answers.unmet[0]]
    words = "、".join(choices)
    sheet["A2"] = f"每行一家，名称与推荐名单一致；逐项选{words}，有单位的填数字。可不填。"
    sheet["A2"].font = BODY
    keys = [season.field(name).header for name in ("rank", "name")]
    for column, header in enumerate(keys, 1):
        _head(sheet, column, header, "")
        sheet.column_dimensions[get_column_letter(column)].width = (8, 28)[column - 1]
    drop_down = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    drop_down.error = f"请选{'、'.join(choices)}。"
    sheet.add_data_validation(drop_down)
    for column, item in enumerate(table.items, len(keys) + 1):
        _head(sheet, column, item.id, _question(item))
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTH
        if item.measure is None:
            drop_down.add(f"{letter}{_TEXT_ROW + 1}:{letter}{_TEXT_ROW + _ROWS}")
    sheet.row_dimensions[_TEXT_ROW].height = _TEXT_HEIGHT
    print_on_a4(sheet, pages_wide=2)
    sheet.freeze_panes = f"{get_column_letter(len(keys) + 1)}{_TEXT_ROW + 1}"


def _head(sheet: Worksheet, column: int, label: str, question: str) -> None:
    cell = sheet.cell(ID_ROW, column, label)
    cell.font, cell.alignment, cell.border, cell.fill = HEAD, MIDDLE, LINES, OPTIONAL
    below = sheet.cell(_TEXT_ROW, column, question or None)
    below.font, below.alignment, below.border = BODY, TOP, LINES
    if question:
        cell.comment = note(question)


def _question(item: Indicator) -> str:
    if item.measure is None:
        return item.text
    needed = f"{item.measure.min:g}{item.measure.unit}"
    return f"{item.text}（填数字：{item.measure.name}，单位{item.measure.unit}，至少{needed}）"
