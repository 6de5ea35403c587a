"""The page for editors of tables: errors, doubts and changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.desk import html
from xxzz.desk.downloads import Download
from xxzz.editor.check import check_season
from xxzz.editor.difference import difference
from xxzz.refusal import Refusal
from xxzz.season import load_tables, seasons

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES = Path("规则表")


def tables_checked(lost: Mapping[str, str]) -> dict[str, Any]:
    """Check all years of the dropped tables."""
    folder = _folder()
    found = [check_season(year, folder) for year in seasons(folder)]
    verdict, details = html.tables(found, lost)
    return {"verdict": verdict, "details": details, "usable": not any(one.errors for one in found)}


def changes() -> Download:
    """Return the differences between the newest tables and the year before.

    Raises:
        Refusal: the tables are invalid, or there is no earlier year.
    """
    folder = _folder()
    year = max(seasons(folder))
    earlier = dict.fromkeys(seasons()) | dict.fromkeys(seasons(folder), folder)
    before = max((one for one in earlier if one < year), default=None)
    if before is None:
        raise Refusal(f"没有比{year}年更早的规则表，没有什么可以比较。")
    page = difference(load_tables(before, earlier[before]), load_tables(year, folder)).html()
    return Download(f"{year}年的变化.html", f"{page}\n".encode())


def _folder() -> Path:
    """Return the outermost folder with tables."""
    found = [path.parent for path in sorted(TABLES.rglob("notice_*.yaml"))]
    if not found:
        text = "这里面没有规则表（notice_年度.yaml 等）。请把整个规则表文件夹放进来。"
        raise Refusal(text)
    return min(found, key=lambda folder: len(folder.parts))
