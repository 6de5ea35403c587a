"""Finds, reads and validates a season's tables; the only reader of data/."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError

from xxzz.location import Location
from xxzz.season.checks import check_tables
from xxzz.season.doubts import TO_CHECK, doubts
from xxzz.season.models import IndicatorSet, Model, Notice, Publicity, QuotaTable
from xxzz.season.models.holidays import HolidayTable
from xxzz.season.said_once import with_numbers
from xxzz.season.tables import Season
from xxzz.strictyaml.problems import SeasonError, TableProblem, gathered
from xxzz.strictyaml.tree import Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.nomination import Category

_M = TypeVar("_M", bound=Model)


def data_folder() -> Path:
    """Return the folder of the bundled tables: in the package, else in the checkout."""
    packaged = Path(__file__).parents[1] / "data"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "data"


def seasons(data: Path | None = None) -> tuple[int, ...]:
    """Return the years for which a folder has tables, in ascending order."""
    folder = data or data_folder()
    names = (re.fullmatch(r"notice_(\d{4})", path.stem) for path in folder.glob("notice_*.yaml"))
    return tuple(sorted(int(match[1]) for match in names if match))


class Tables(NamedTuple):
    """A season and the parsed files it was built from: quotas, notice, indicators/CATEGORY."""

    season: Season
    trees: Mapping[str, Tree]

    def doubts(self) -> list[TableProblem]:
        """Return what a person should check although the tables are consistent."""
        return list(doubts(self.season, self.trees))

    @property
    def unchecked(self) -> bool:
        """Whether a note that something is still to be checked remains."""
        return any(TO_CHECK in tree.text for tree in self.trees.values())


def load_season(year: int | None = None, data: Path | None = None) -> Season:
    """Load a year's tables, by default the latest, from `data` or the bundled ones.

    Raises:
        SeasonError: the tables are missing or inconsistent; with file and line.
    """
    return load_tables(year, data).season


def load_tables(year: int | None = None, data: Path | None = None) -> Tables:
    """Load a season as `load_season` does, with the trees it was built from.

    Raises:
        SeasonError: the tables are missing or inconsistent; with file and line.
    """
    folder = data or data_folder()
    chosen = _choose(year, folder)
    problems: list[TableProblem] = []
    trees: dict[str, Tree] = {}
    for name in ("quotas", "notice"):
        _read(name, folder / f"{name}_{chosen}.yaml", trees, problems)
    quotas = build(QuotaTable, trees["quotas"], problems) if "quotas" in trees else None
    notice = build(Notice, trees["notice"], problems) if "notice" in trees else None
    indicators = _indicators(notice, folder / "indicators" / str(chosen), trees, problems)
    if problems or not quotas or not notice:
        raise SeasonError(gathered(problems))
    holidays = _holidays(notice, folder, trees, problems)
    if problems:
        raise SeasonError(problems)
    own = folder / "templates" / str(chosen)
    templates = own if own.is_dir() else None
    notice = with_numbers(notice)
    season = Season(chosen, quotas, notice, indicators, holidays=holidays, templates=templates)
    problems += [trees[name].problem(keys, text) for name, keys, text in check_tables(season)]
    if problems:
        raise SeasonError(gathered(problems))
    return Tables(season, trees)


def _indicators(
    notice: Notice | None, folder: Path, trees: dict[str, Tree], problems: list[TableProblem]
) -> dict[Category, IndicatorSet]:
    """Read the indicators (附件1) of the categories with a sheet for them."""
    found: dict[Category, IndicatorSet] = {}
    for category in notice.sheets.indicators if notice else ():
        name = f"indicators/{category}"
        _read(name, folder / f"{category}.yaml", trees, problems)
        if name in trees and (table := build(IndicatorSet, trees[name], problems)):
            found[category] = table
    return found


def _holidays(
    notice: Notice, folder: Path, trees: dict[str, Tree], problems: list[TableProblem]
) -> HolidayTable | None:
    """Read the public holidays, if a condition counts working days."""
    if not any(isinstance(one, Publicity) and one.working for one in notice.conditions):
        return None
    _read("holidays", folder / "holidays.yaml", trees, problems)
    return build(HolidayTable, trees["holidays"], problems) if "holidays" in trees else None


def _read(name: str, path: Path, trees: dict[str, Tree], problems: list[TableProblem]) -> None:
    try:
        trees[name] = read_tree(path)
    except SeasonError as error:
        problems += error.problems


def _choose(year: int | None, folder: Path) -> int:
    known = seasons(folder)
    if year is None and known:
        return known[-1]
    if year in known:
        return year
    if not folder.is_dir():
        message = "没有这个文件夹，请检查 --data 后面的路径。"
    elif known:
        years = "、".join(f"{one}年" for one in known)
        message = (
            f"没有{year}年的规则表；这里有{years}的。"
            f"请改年度（--season），或补上 notice_{year}.yaml。"
        )
    else:
        message = f"文件夹里没有规则表（notice_{year or '年份'}.yaml），请检查 --data 后面的路径。"
    raise SeasonError([TableProblem(Location(folder.as_posix()), message)])


def build(model: type[_M], tree: Tree, problems: list[TableProblem]) -> _M | None:
    """Return a table as its model, or None after adding to `problems` why it is invalid."""
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        problems += _translate(error, tree, model)
        return None


def _translate(error: ValidationError, tree: Tree, model: type[Model]) -> Iterator[TableProblem]:
    from xxzz.season.messages import causes, say  # noqa: PLC0415  # needed for a broken table only

    for detail in causes(error.errors(), model):
        way = tree.without_tags(detail["loc"])
        yield tree.problem(way, say(detail, model, way))
