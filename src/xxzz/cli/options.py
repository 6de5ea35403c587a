"""Options shared by several commands, and their values."""

from pathlib import Path
from typing import Annotated

import typer

from xxzz.cli.choices import completer, unknown
from xxzz.cli.console import emit_error
from xxzz.cli.errors import cannot_work
from xxzz.season import Season, load_season, load_tables, seasons
from xxzz.season.loader import Tables
from xxzz.season.models import Recommender


def _recommenders() -> list[str]:
    return [row.name for row in load_season().quotas.recommenders]


Year = Annotated[
    int | None,
    typer.Option(
        "--season",
        metavar="年份",
        help="按哪一年的规则；不写则用最新一年",
        autocompletion=completer(lambda: map(str, seasons())),
    ),
]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="文件夹", help="使用自己的规则表，而不是自带的")
]
District = Annotated[
    str | None,
    typer.Option(
        "--district",
        "--recommender",
        metavar="名称",
        help="推荐单位，例如徐汇区",
        autocompletion=completer(_recommenders),
    ),
]
Sources = Annotated[
    list[Path] | None,
    typer.Argument(metavar="材料", help="推荐名单或文件夹，可以写几个"),
]

_MAX_LISTED = 3

RENDERED = Path("推荐材料")
"""Default folder of the official documents, for writing and for packing."""


def season_of(year: int | None, data: Path | None) -> Season:
    """Load the requested season, and print doubts about its tables."""
    tables = load_tables(year, data)
    # the program's own tables were checked, unless a new year is in preparation
    if data or tables.unchecked:
        print_doubts(tables)
    return tables.season


def print_doubts(tables: Tables) -> None:
    """Print what a person should check in a season's tables; results do not change."""
    asked = tables.doubts()
    if not asked:
        return
    shown = "\n".join(f"  {one}" for one in asked[:_MAX_LISTED])
    note = "不影响这次的结果（xxzz season check 列出全部）"
    emit_error(f"规则表有{len(asked)}处请核对，{note}：\n{shown}")


def folder_of(option: str, folder: Path | None) -> Path | None:
    """Return the folder given by an option, or None."""
    if folder is not None and not folder.is_dir():
        raise cannot_work(f"没有“{folder}”这个文件夹，请核对 {option} 的路径。")
    return folder


def recommender_of(text: str | None, season: Season) -> Recommender | None:
    """Return the 推荐单位 given by an option, or None."""
    if text is None:
        return None
    found = season.recommender(text)
    if found is None:
        names = [row.name for row in season.quotas.recommenders]
        raise unknown("推荐单位", text, names)
    return found
