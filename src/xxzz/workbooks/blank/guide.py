"""The sheet 填写说明 of the blank workbook: what the notice asks for, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.text.cell_text import height
from xxzz.workbooks.blank.asked import conditions, texts
from xxzz.workbooks.blank.nominations import required_by
from xxzz.workbooks.looks import BODY, TITLE, TOP, body, head, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import Recommender

_NAME = "填写说明"
_WIDTHS = (20, 28, 52, 30, 22)
_HEADS = ("栏目", "谁必须填", "怎样填", "例子", "依据")


def add_guide(
    book: Workbook, season: Season, recommender: Recommender | None, categories: Sequence[Category]
) -> None:
    """Add the instructions: conditions, limits and quota in short, then each column."""
    sheet = book.create_sheet(_NAME)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([f"{_NAME}——{season.notice.title}"])
    sheet["A1"].font = TITLE
    lines = (
        *_filling_in(season, recommender),
        *_conditions(season, categories),
        *_texts(season, categories),
        _quota(season, recommender),
        *_handing_in(season),
    )
    for number, line in enumerate(lines, 1):
        _paragraph(sheet, f"{number}. {line}")
    sheet.append([])
    sheet.append(_HEADS)
    for cell in sheet[sheet.max_row]:
        head(cell)
    for field in season.notice.fields:
        cells = (field.header, required_by(field, season), field.note, field.example, field.clause)
        sheet.append(cells)
        for cell in sheet[sheet.max_row]:
            body(cell)
        heights = (height(text, width) for text, width in zip(cells, _WIDTHS, strict=True))
        sheet.row_dimensions[sheet.max_row].height = max(heights)
    print_on_a4(sheet, pages_wide=1, pages_high=1)


def _paragraph(sheet: Worksheet, text: str) -> None:
    sheet.append([text])
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = BODY, TOP
    # Excel does not adjust the height of a merged row to its text
    sheet.row_dimensions[row].height = height(text, sum(_WIDTHS))


def _filling_in(season: Season, recommender: Recommender | None) -> Iterator[str]:
    sheet = season.notice.sheets.nominations
    yield (
        f"在“{sheet}”中填写，每行一{season.measure}。橙色栏必填；绿色栏按类型填写或可不填，见下表。"
        "把鼠标移到表头上，可以看到填法和例子。"
    )
    if recommender:
        rank, who = (season.field(x).header for x in (season.roles.rank, season.roles.recommender))
        yield (f"“{rank}”和“{who}”已预先写好；只有这两格的行不算一{season.measure}，用不完不必删。")


def _conditions(season: Season, categories: Sequence[Category]) -> Iterator[str]:
    yield from conditions(season, categories)
    sheets = season.notice.sheets.indicators
    names = "、".join(f"“{sheets[one]}”" for one in categories if one in sheets)
    if names:
        clause = season.assessment.clause
        yield f"各类组织应符合建设指标（{clause}），可在{names}中逐项自评。"


def _texts(season: Season, categories: Sequence[Category]) -> Iterator[str]:
    if lengths := texts(season, categories):
        yield f"{lengths}。字数按 Word、WPS 的“字数”计算，可用 xxzz count 查看。"


def _quota(season: Season, recommender: Recommender | None) -> str:
    table = season.quotas
    if recommender is None:
        return f"名额见《{table.title}》（{table.source}），可用 xxzz quota 查看。"
    parts = [
        f"{season.info(category).short}{quota}个"
        for category in season.categories
        if (quota := recommender.quota.get(category)) is not None
    ]
    if recommender.flexible:
        parts.append(f"机动{recommender.flexible}个")
    clauses = ["、".join(parts)] if parts else []
    clauses.append(f"共{recommender.total}个")
    clauses += [
        f"其中{one.name}至多{recommender.subsets[one.id]}个"
        for one in table.subsets
        if one.id in recommender.subsets
    ]
    clauses += [
        f"{season.info(category).short}至少{number}个"
        for category, number in recommender.least.items()
    ]
    return f"{recommender.name}的建议名额：{'，'.join(clauses)}（{table.source}）。"


def _handing_in(season: Season) -> Iterator[str]:
    to = season.notice.submission
    yield (
        f"文字材料{to.copies_text}及电子版于{to.deadline_text}前报{to.receiver}（{to.clause}）："
        f"{to.address}，邮编{to.postcode}，电子信箱{to.email}。"
    )
    yield "填好后保存，运行 xxzz validate 加本文件名，按提示逐格修改，直到显示可以上报。"
