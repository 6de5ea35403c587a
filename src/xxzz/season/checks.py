"""Checks that a year's tables are consistent: years, sums, channels against quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from xxzz.season.asked import check_conditions
from xxzz.season.choices import check_choices
from xxzz.season.names import check_identities, check_names
from xxzz.season.references import check_references, column_titles
from xxzz.season.rights import check_channels, check_rights
from xxzz.season.tables import find_channel
from xxzz.strictyaml.problems import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xxzz.season.models import Recommender
    from xxzz.season.tables import Season

Misfit = tuple[str, Keys, str]
"""The table (as the loader names it), the path to the value, and what is wrong, in Chinese."""


def check_tables(season: Season) -> Iterator[Misfit]:
    """Yield what makes the tables unusable.

    Wrong names are reported alone: errors that follow from them would blame correct values.
    """
    for stage in _STAGES:
        found = [misfit for check in stage for misfit in check(season)]
        if found:
            yield from found
            return


def _years(season: Season) -> Iterator[Misfit]:
    for table, year in (("quotas", season.quotas.year), ("notice", season.notice.year)):
        if year != season.year:
            yield table, ("year",), f"文件名是{season.year}年，里面写的是{year}年，请改成一致。"
    for category, indicators in season.indicators.items():
        if indicators.category != category:
            text = f"这个文件应当写 category: {category}，现在是 {indicators.category}。"
            yield f"indicators/{category}", ("category",), text


def _rows(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    for at, row in enumerate(season.quotas.recommenders):
        found = _sum_of(row)
        if found != row.total and row.quota.keys() == set(season.categories):
            text = f"“{row.name}”一行各列相加是{found}，推荐总数写的是{row.total}，请核对{table}。"
            yield "quotas", ("recommenders", at, "total"), text


def _sum_of(row: Recommender) -> int:
    return sum(number or 0 for number in row.quota.values()) + (row.flexible or 0)


def _columns(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    stated = season.quotas.totals
    for column, title in column_titles(season).items():
        found = sum(_cell(row, column) for row in season.quotas.recommenders)
        if column == "total" and stated[column] == _by_rows(season):
            continue  # the wrong total of a row was reported; this one is right
        if found != stated[column]:
            text = f"“{title}”（{column}）一列相加是{found}，总计写的是{stated[column]}，"
            yield "quotas", ("totals", column), f"{text}请核对{table}。"


def _by_rows(season: Season) -> int:
    """Return the sum of the rows' correct totals."""
    return sum(_sum_of(row) if row.quota else row.total for row in season.quotas.recommenders)


def _cell(row: Recommender, column: str) -> int:
    if column in ("flexible", "total"):
        return getattr(row, column) or 0
    return row.quota.get(column) or row.subsets.get(column, 0)


def _subsets(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    for at, row in enumerate(season.quotas.recommenders):
        for name, number in row.subsets.items():
            if number > row.total:
                text = f"其中一部分有{number}，比推荐总数{row.total}还多，请核对{table}。"
                yield "quotas", ("recommenders", at, "subsets", name), text


def _least(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    for at, row in enumerate(season.quotas.recommenders):
        allowed = find_channel(season.notice, row)
        for name, number in row.least.items():
            if allowed and name not in allowed.categories:
                text = f"“{name}”不在它可以推荐的类别里，不能要求至少推荐多少。"
                yield "quotas", ("recommenders", at, "least", name), text
            if number > row.total:
                text = f"至少要{number}，比推荐总数{row.total}还多，请核对{table}。"
                yield "quotas", ("recommenders", at, "least", name), text


def _limits(season: Season) -> Iterator[Misfit]:
    for at, text in enumerate(season.notice.texts):
        for number, limit in enumerate(text.limits):
            if limit.steps != sorted(limit.steps):
                message = "字数界限应当一个不小于一个：min、warn_min、warn_max、max。"
                yield "notice", ("texts", at, "limits", number), message


def _assessed(season: Season) -> Iterator[Misfit]:
    if season.indicators and season.notice.assessment is None:
        text = "有建设指标的自评，还要写 assessment：哪些写法算符合、基本符合、不符合。"
        yield "notice", ("sheets", "indicators"), text


def _time_zone(season: Season) -> Iterator[Misfit]:
    name = season.notice.submission.timezone
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        text = f"没有叫“{name}”的时区，上海的时区写 Asia/Shanghai。"
        yield "notice", ("submission", "timezone"), text


_STAGES: tuple[tuple[Callable[[Season], Iterator[Misfit]], ...], ...] = (
    (_years, check_identities),
    (check_names, check_references, check_channels, _time_zone),
    (
        _rows,
        _columns,
        _subsets,
        _least,
        check_rights,
        _limits,
        check_choices,
        check_conditions,
        _assessed,
    ),
)
