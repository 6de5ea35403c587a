"""Loads review_YEAR.yaml and holidays.yaml, which only the review commands need."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xxzz.season.loader import build, data_folder
from xxzz.season.models.holidays import HolidayTable
from xxzz.season.models.review import ReviewTable
from xxzz.strictyaml.problems import Keys, SeasonError, TableProblem
from xxzz.strictyaml.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xxzz.season.models import IndicatorGroup
    from xxzz.season.tables import Season

_Misfit = tuple[Keys, str]


def review_files(season: Season, data: Path | None = None) -> tuple[Path, Path]:
    """Return the paths of a year's review table and of the holiday table."""
    folder = data or data_folder()
    return folder / f"review_{season.year}.yaml", folder / "holidays.yaml"


def load_review(season: Season, data: Path | None = None) -> ReviewTable:
    """Load a year's rules for judging and selecting nominations (五（二）, 六).

    Raises:
        SeasonError: the table is missing or does not fit the season; with file and line.
    """
    tree = read_tree(review_files(season, data)[0])
    problems: list[TableProblem] = []
    table = build(ReviewTable, tree, problems)
    if table is not None:
        problems += [tree.problem(keys, text) for keys, text in _misfits(table, season)]
    if problems or table is None:
        raise SeasonError(problems)
    return _by_name(table, season)


def load_holidays(season: Season, data: Path | None = None) -> HolidayTable:
    """Load the public holidays, needed to count working days.

    Raises:
        SeasonError: the table is missing or invalid; with file and line.
    """
    tree = read_tree(review_files(season, data)[1])
    problems: list[TableProblem] = []
    table = build(HolidayTable, tree, problems)
    if table is None:
        raise SeasonError(problems)
    return table


def _misfits(table: ReviewTable, season: Season) -> Iterator[_Misfit]:
    if table.year != season.year:
        yield ("year",), f"文件名是{season.year}年，里面写的是{table.year}年，请改成一致。"
    yield from _points(table, season)
    for at, one in enumerate(table.scoring.categories):
        for name in one.ties:
            if name not in one.points:
                yield (
                    ("scoring", "categories", at, "ties"),
                    f"“{name}”不在 points 里，同分时没有它的得分可比。",
                )
    chosen = [one.category for one in table.selection]
    yield from _once(chosen, season, ("selection",))
    yield from _once([one.category for one in table.scoring.categories], season, ("scoring",))
    ranking = table.ranking
    if ranking.least_scores > table.panel.experts:
        text = (
            f"每份材料只有{table.panel.experts}位专家，不能要求至少{ranking.least_scores}份评分。"
        )
        yield ("ranking", "least_scores"), text
    yield from _certificate(table)
    names = table.announcement.certificate.category_names
    if missing := [info.name for info in season.notice.categories if info.id not in names]:
        text = f"缺少{'、'.join(missing)}在证书上的名称。"
        yield ("announcement", "certificate", "category_names"), text


def _certificate(table: ReviewTable) -> Iterator[_Misfit]:
    wording = table.announcement.certificate
    placeholders: dict[str, dict[str, object]] = {
        "number": {"year": table.year, "serial": 1},
        "text": {"year": table.year, "category": ""},
    }
    for key, values in placeholders.items():
        try:
            getattr(wording, key).format(**values)
        except (LookupError, ValueError, AttributeError):
            known = "、".join(f"{{{name}}}" for name in values)
            keys = ("announcement", "certificate", key)
            yield keys, f"花括号里写得不对，只能用{known}。"


def _by_name(table: ReviewTable, season: Season) -> ReviewTable:
    """Return the table with indicator ids replaced by the short names that experts see."""
    names = {item.id: item.short for one in season.indicators.values() for item in one.items}
    categories = tuple(
        one.model_copy(
            update={
                "points": {names.get(key, key): value for key, value in one.points.items()},
                "ties": tuple(names.get(key, key) for key in one.ties),
            }
        )
        for one in table.scoring.categories
    )
    scoring = table.scoring.model_copy(update={"categories": categories})
    return table.model_copy(update={"scoring": scoring})


def _points(table: ReviewTable, season: Season) -> Iterator[_Misfit]:
    for at, one in enumerate(table.scoring.categories):
        keys: tuple[str | int, ...] = ("scoring", "categories", at)
        if (found := sum(one.points.values())) != one.total:
            text = f"各一级指标分值相加是{found}，total 写的是{one.total}，请核对。"
            yield (*keys, "total"), text
        if one.category not in season.indicators:
            continue
        groups = season.indicators[one.category].groups
        for group in groups:
            if text := _missing(group, one.points):
                yield (*keys, "points"), text
        known = {name for group in groups for name in (group.name, *_ids(group))}
        for name in one.points:
            if name not in known:
                known_groups = "、".join(group.name for group in groups)
                yield (
                    (*keys, "points", name),
                    f"建设指标里没有一级指标“{name}”，只有：{known_groups}。",
                )


def _ids(group: IndicatorGroup) -> list[str]:
    return [item.id for item in group.items]


def _missing(group: IndicatorGroup, points: Mapping[str, int]) -> str:
    """Return what is wrong with the points of a 一级指标, or "".

    Either the group has points, or each of its items does.
    """
    scored = [name for name in _ids(group) if name in points]
    if group.name in points:
        both = f"“{group.name}”已有分值，不能又给{'、'.join(scored)}，请只写一种。"
        return both if scored else ""
    if not scored:
        return f"建设指标里有一级指标“{group.name}”，这里没有给它分值。"
    missing = [name for name in _ids(group) if name not in points]
    return f"“{group.name}”逐项打分，还缺：{'、'.join(missing)}。" if missing else ""


def _once(listed: Sequence[str], season: Season, keys: Keys) -> Iterator[_Misfit]:
    counts = Counter(map(str, listed))
    for info in season.notice.categories:
        if counts[str(info.id)] != 1:
            text = f"类别“{info.name}”（{info.id}）要写一次，现在写了{counts[str(info.id)]}次。"
            yield keys, text
