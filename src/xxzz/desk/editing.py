"""The page of who edits the tables: what is wrong, what to look at, what is new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xxzz.desk import html
from xxzz.desk.made import Made
from xxzz.editor.check import check_season
from xxzz.editor.difference import difference
from xxzz.refusal import Refusal
from xxzz.season import load_tables, seasons

if TYPE_CHECKING:
    from collections.abc import Mapping

PILE = Path("规则表")


def tables_checked(lost: Mapping[str, str]) -> dict[str, Any]:
    """Check the tables that were put on the pile, every year of them."""
    folder = _folder()
    found = [check_season(year, folder) for year in seasons(folder)]
    verdict, details = html.tables(found, lost)
    return {"verdict": verdict, "details": details, "usable": not any(one.errors for one in found)}


def changes() -> Made:
    """Return what the newest of the tables changes, in words, against the year before it.

    Raises:
        Refusal: the tables can't be used, or there is no earlier year to compare with.
    """
    folder = _folder()
    year = max(seasons(folder))
    earlier = dict.fromkeys(seasons()) | dict.fromkeys(seasons(folder), folder)
    before = max((one for one in earlier if one < year), default=None)
    if before is None:
        raise Refusal(f"没有比{year}年更早的规则表，没有什么可以比较。")
    page = difference(load_tables(before, earlier[before]), load_tables(year, folder)).html()
    return Made(f"{year}年的变化.html", f"{page}\n".encode())


def _folder() -> Path:
    """Return the folder of tables on the pile, the outermost there is."""
    found = [path.parent for path in sorted(PILE.rglob("notice_*.yaml"))]
    if not found:
        text = "这里面没有规则表（notice_年度.yaml 等）。请把整个规则表文件夹放进来。"
        raise Refusal(text)
    return min(found, key=lambda folder: len(folder.parts))
