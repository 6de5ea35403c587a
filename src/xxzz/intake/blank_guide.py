"""The sheet 填写说明 of the blank workbook: what the notice asks, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.intake.blank_looks import BODY, HEAD, LINES, MIDDLE, TITLE, TOP, print_on_a4
from xxzz.nomination import Category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from xxzz.season import Season
    from xxzz.season.models import FormField, Recommender

_NAME = "填写说明"
_LINE = 18
_WIDTHS = (20, 30, 52, 30, 18)
_HEADS = ("栏目", "谁必须填", "怎样填", "例子", "依据")


def add_guide(book: Workbook, season: Season, recommender: Recommender | None) -> None:
    """Add the instructions; with a 推荐单位, its quota as well."""
    sheet = book.create_sheet(_NAME)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([f"{_NAME}——{season.notice.title}"])
    sheet["A1"].font = TITLE
    for line in (*_conditions(season), *_quota(season, recommender), *_handing_in(season)):
        sheet.append([line])
        _paragraph(sheet)
    sheet.append([])
    sheet.append(_HEADS)
    for cell in sheet[sheet.max_row]:
        cell.font, cell.alignment, cell.border = HEAD, MIDDLE, LINES
    for field in season.notice.fields:
        example = field.example
        sheet.append([field.header, _needed(field, season), field.note, example, field.clause])
        for cell in sheet[sheet.max_row]:
            cell.font, cell.alignment, cell.border = BODY, TOP, LINES
        lines = 1 + 2 * len(field.note) // _WIDTHS[2]
        sheet.row_dimensions[sheet.max_row].height = _LINE * lines
    print_on_a4(sheet, pages_wide=1)


def _paragraph(sheet: Worksheet) -> None:
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = BODY, TOP
    # a merged row does not grow with its text by itself
    sheet.row_dimensions[row].height = _LINE * (1 + len(str(cell.value)) * 2 // sum(_WIDTHS))


def _conditions(season: Season) -> Iterator[str]:
    conditions, texts = season.notice.conditions, season.notice.texts
    building, title = conditions.building, conditions.family_title
    yield (
        f"一、{_kinds(building.categories, season)}：到{building.as_of:%Y-%m-%d}须有不少于"
        f"{building.years}年的建设经历（{building.clause}）。"
    )
    yield f"二、{_kinds(title.categories, season)}：须具备“{title.title}”称号（{title.clause}）。"
    yield (
        f"三、简要事迹不超过{texts.brief.max}字（{texts.brief.clause}）；详细事迹{texts.story.target}字，"
        f"不足{texts.story.error_min}字或超过{texts.story.error_max}字不能报送（{texts.story.clause}）。"
        "字数按 Word、WPS 的“字数”计算。"
    )
    clause = conditions.indicators.clause
    yield f"四、各类组织应符合建设指标（{clause}），可在“指标自评”各表中逐项自评。"


def _quota(season: Season, recommender: Recommender | None) -> Iterator[str]:
    if recommender is None:
        table = season.quotas
        yield f"五、名额见《{table.title}》（{table.source}），可用 xxzz quota 查看。"
        return
    parts = [
        f"{season.info(category).short}{quota}个"
        for category in Category
        if (quota := recommender.quota.of(category)) is not None
    ]
    if recommender.flexible:
        parts.append(f"机动{recommender.flexible}个")
    yield (
        f"五、{recommender.name}的建议名额：{'、'.join(parts)}，共{recommender.total}个"
        f"（{season.quotas.source}）。"
    )


def _handing_in(season: Season) -> Iterator[str]:
    to = season.notice.submission
    yield (
        f"六、材料{to.copies_text}及电子版于{to.deadline:%Y-%m-%d}前报{to.receiver}（{to.clause}）："
        f"{to.address}，邮编{to.postcode}，电子信箱{to.email}。"
    )
    yield "七、填好后运行 xxzz validate，按提示逐格修改，直到显示【可以上报】。"


def _kinds(categories: tuple[Category, ...], season: Season) -> str:
    return "、".join(season.info(category).name for category in categories)


def _needed(field: FormField, season: Season) -> str:
    if field.id in ("rank", "brief", "story") or len(field.required) == len(Category):
        return "都要填"
    return "、".join(season.info(category).short for category in field.required) or "可不填"
