"""A ledger of the city and a list of experts, with visibly invented people."""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from cli_runner import Result
from xxzz.review.plan.experts import COLUMNS
from xxzz.season import Season, load_season

Run = Callable[..., Result]
Once = Callable[[str, Callable[[], None]], None]
Rows = list[dict[str, Any]]
KINDS = ("高校", "机关", "社区")


def ledger_rows(season: Season, *, each: int | None = None) -> list[dict[str, Any]]:
    """Return a nomination for every place of 附件2, or `each` for each recommender and category."""
    rows = []
    for row in season.quotas.recommenders:
        rank = 0
        for info in season.notice.categories:
            quota = row.quota[info.id]
            for at in range(0 if quota is None else quota if each is None else each):
                rank += 1
                rows.append(
                    {
                        "序号": str(rank),
                        "推荐单位": row.name,
                        "申报类型": info.name,
                        "单位（集体）名称": f"{row.name}样张{info.short}第{at + 1}号",
                        "负责人姓名": "张示例",
                        "联系人手机号码": f"139{len(rows):08}",
                        "联系人E-mail": f"c{len(rows)}@example.org",
                        "简要事迹": f"第{len(rows) + 1}家围绕学习型组织建设，开展读书活动。",
                        "事迹字数": 1990,
                        "材料所在位置": f"{row.name}/推荐名单.xlsx!推荐名单!A{rank + 1}",
                    }
                )
    return rows


def write_ledger(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    season = load_season(2023)
    headers = [f.header for f in season.notice.fields if f.id != "story"]
    return write_rows(path, "全部推荐", [*headers, "事迹字数", "材料所在位置"], rows)


def expert_rows(number: int) -> list[dict[str, Any]]:
    """Return experts for all categories, each of a unit of his own."""
    return [
        {
            "姓名": f"评示例{chr(0x4E00 + at)}",
            "单位": f"样张研究院第{at}所",
            "单位类型": KINDS[at % len(KINDS)],
            "联系电话": f"138{at:08}",
            "E-mail": f"e{at}@example.net",
            "评审类别": "全部",
        }
        for at in range(1, number + 1)
    ]


def write_experts(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    return write_rows(path, "专家名单", [column.header for column in COLUMNS], rows)


def write_rows(
    path: Path, title: str, headers: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(headers))
    for row in rows:
        sheet.append([row.get(header) for header in headers])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def family(name: str, **cells: Any) -> dict[str, Any]:
    row = {
        "序号": "1",
        "推荐单位": "徐汇区",
        "申报类型": "学习型家庭",
        "单位（集体）名称": name,
        "负责人姓名": "慕示例",
        "联系人手机号码": "13900000001",
        "联系人E-mail": "contact@example.org",
        "简要事迹": "全家每晚一起读书一小时。",
        "事迹字数": 2000,
    }
    return row | cells


def given(tmp_path: Path, nominees: Rows, experts: Rows | None = None) -> None:
    """Write the ledger and the list of experts where the commands of the tests look."""
    write_ledger(tmp_path / "全市汇总/全市汇总.xlsx", nominees)
    write_experts(tmp_path / "专家.xlsx", expert_rows(4) if experts is None else experts)


def plan(run: Run) -> Result:
    return run("review", "plan", "全市汇总", "--experts", "专家.xlsx")


def table(path: Path, sheet: str) -> list[Mapping[str, Any]]:
    """Return a sheet's rows by header."""
    book = openpyxl.load_workbook(path)
    header, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


Points = Callable[[str, str, str], object]
"""Takes number, expert and 一级指标; returns what stands in the cell."""


def fill(folder: Path, points: Points) -> None:
    """Fill in all sheets of scores in a folder."""
    for path in sorted(folder.glob("评分表-*.xlsx")):
        fill_one(path, points)


def fill_one(path: Path, points: Points) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        if not sheet.title.startswith("评分-"):
            continue
        headers = {str(cell.value): cell.column for cell in sheet[3]}
        for row in range(4, sheet.max_row + 1):
            number = str(sheet.cell(row, headers["编号"]).value)
            expert = str(sheet.cell(row, headers["专家"]).value)
            for header, column in headers.items():
                if "（满分" in header:
                    group = header.partition("（")[0]
                    sheet.cell(row, column).value = points(number, expert, group)
    book.save(path)


def edit(path: Path, changes: Mapping[str, object], sheet: str = "评分-家庭") -> None:
    """Write into cells of a workbook."""
    book = openpyxl.load_workbook(path)
    for cell, value in changes.items():
        book[sheet][cell] = value
    book.save(path)


def some_points(number: str, expert: str, group: str) -> float:
    """Return invented points, different for all."""
    return 5 + zlib.crc32(f"{number}{expert}{group}".encode()) % 11 / 2
