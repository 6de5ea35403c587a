"""The instructions in an expert's 评分表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.review.headings import BRIEF, headers
from xxzz.review.scores.columns import MATERIAL, YES
from xxzz.text.cell_text import height
from xxzz.workbooks.looks import BODY, TITLE, TOP, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

    from xxzz.review.plan.model import Person
    from xxzz.season import Season
    from xxzz.season.models.review import ReviewTable

INDICATORS = "建设指标"
_TITLE = "怎样评分"
_WIDTH = 90


def add_guide(
    book: Workbook, person: Person, count: int, season: Season, table: ReviewTable
) -> None:
    """Add the instructions for an expert with `count` nominations."""
    sheet = book.create_sheet(_TITLE)
    sheet.column_dimensions["A"].width = _WIDTH
    lines = _lines(person, count, season, table)
    for at, text in enumerate(lines, 1):
        cell = sheet.cell(at, 1, text)
        cell.font, cell.alignment = (TITLE if at == 1 else BODY), TOP
        sheet.row_dimensions[at].height = 30 if at == 1 else height(text, _WIDTH) + 4
    print_on_a4(sheet, pages_wide=1)


def _lines(person: Person, count: int, season: Season, table: ReviewTable) -> Iterator[str]:
    one = season.measure
    yield f"{season.year}年评分表（专家 {person.code}，第{person.edition}版，共{count}{one}）"
    yield f"1. 每一类一张工作表，一{one}一行。{_materials(season)}"
    step = f"{table.scoring.step:g}"
    yield f"2. 橙色的格子填分数：从0到表头写的满分，最小到{step}分。每一格都要填，0分也要写0。"
    if season.indicators:
        yield f"3. 打分的依据是建设指标，见“{INDICATORS}”工作表；请只按指标打分。"
    else:
        yield "3. 请只按表头写的各项打分。"
    yield f"4. 与本人有利害关系的，“回避”选“{YES}”，写明理由，不打分。"
    yield "5. 拿不准的、打得特别高或特别低的，请在“评语”里写一句理由，供复议时看。"
    yield (
        "6. 可以排序、筛选、移动列、改文件名；请不要改灰色的三列和编号，"
        f"它们说明是谁评的哪一{one}。"
    )
    yield "7. 填好后把这个文件发回。材料和分数请不要外传。"


def _materials(season: Season) -> str:
    brief = headers((BRIEF,), season)
    first = f"先看“{brief[0]}”，再打开" if brief else "打开"
    story = f"和{season.story_header}" if season.story_header else ""
    return f"{first}“{MATERIAL.header}”里的推荐表{story}。"
