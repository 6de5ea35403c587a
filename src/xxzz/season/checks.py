"""Do a year's tables fit together? Years, sums, and who may recommend what against the quotas."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from xxzz.season.asked import check_conditions
from xxzz.season.names import check_keys, check_names
from xxzz.season.tables import find_channel
from xxzz.strictyaml.problems import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.season.models import Recommender
    from xxzz.season.tables import Season

Misfit = tuple[str, Keys, str]
"""The table (as the loader names it), the way to the value in it, and what is wrong in Chinese."""


def check_tables(season: Season) -> Iterator[Misfit]:
    """Yield everything that keeps the tables from being used."""
    yield from _years(season)
    yield from _rows(season)
    yield from _columns(season)
    yield from _subsets(season)
    yield from _least(season)
    yield from check_names(season)
    yield from _channels(season)
    yield from _rights(season)
    yield from _limits(season)
    yield from check_conditions(season)
    yield from _assessed(season)
    yield from _time_zone(season)


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
        found = sum(row.quota.get(category) or 0 for category in season.categories)
        found += row.flexible or 0
        if found != row.total and row.quota.keys() == set(season.categories):
            text = f"“{row.name}”一行各列相加是{found}，推荐总数写的是{row.total}，请核对{table}。"
            yield "quotas", ("recommenders", at, "total"), text


def _columns(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    infos = season.notice.categories if season.quotas.by_category else ()
    titles = {info.id: info.short for info in infos}
    titles |= {"flexible": "机动数量"} if season.quotas.has_flexible else {}
    titles |= {"total": "推荐总数"} | {one.id: one.name for one in season.quotas.subsets}
    stated = season.quotas.totals
    yield from check_keys("quotas", ("totals",), stated, titles)
    for column, title in titles.items():
        if column in season.categories and any(
            row.quota and column not in row.quota for row in season.quotas.recommenders
        ):
            continue  # a row whose key is missing or misspelt was told, and the total may be right
        found = sum(_cell(row, column) for row in season.quotas.recommenders)
        if column in stated and found != stated[column]:
            text = f"“{title}”（{column}）一列相加是{found}，总计写的是{stated[column]}，"
            yield "quotas", ("totals", column), f"{text}请核对{table}。"


def _cell(row: Recommender, column: str) -> int:
    if column in ("flexible", "total"):
        return getattr(row, column) or 0
    return row.quota.get(column) or row.subsets.get(column, 0)


def _subsets(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    wanted = [one.id for one in season.quotas.subsets]
    for at, one in enumerate(season.quotas.subsets):
        if one.field not in season.field_ids:
            yield "quotas", ("subsets", at, "field"), f"没有叫“{one.field}”的栏目。"
    for at, row in enumerate(season.quotas.recommenders):
        yield from check_keys("quotas", ("recommenders", at, "subsets"), row.subsets, wanted)
        for name, number in row.subsets.items():
            if number > row.total:
                text = f"其中一部分有{number}家，比推荐总数{row.total}家还多，请核对{table}。"
                yield "quotas", ("recommenders", at, "subsets", name), text


def _least(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    for at, row in enumerate(season.quotas.recommenders):
        allowed = find_channel(season.notice, row)
        for name, number in row.least.items():
            if allowed and name not in allowed.categories:
                text = f"“{name}”不在它可以推荐的类别里，不能要求至少几家。"
                yield "quotas", ("recommenders", at, "least", name), text
            if number > row.total:
                text = f"至少要{number}家，比推荐总数{row.total}家还多，请核对{table}。"
                yield "quotas", ("recommenders", at, "least", name), text


def _channels(season: Season) -> Iterator[Misfit]:
    table = season.quotas.source
    names = {row.name for row in season.quotas.recommenders}
    seen = set()
    for at, channel in enumerate(season.notice.channels):
        whom = channel.recommender or channel.kind
        if (channel.recommender is None) == (channel.kind is None):
            yield "notice", ("channels", at), "recommender 和 kind 要写一个，也只能写一个。"
        elif channel.recommender and channel.recommender not in names:
            text = f"{table}里没有推荐单位“{channel.recommender}”，请与名额分配表写得一字不差。"
            yield "notice", ("channels", at, "recommender"), text
        elif whom in seen:
            yield "notice", ("channels", at), f"“{whom}”的推荐渠道写了两次，请删去一个。"
        seen.add(whom)


def _rights(season: Season) -> Iterator[Misfit]:
    without: list[int] = []
    for at, row in enumerate(season.quotas.recommenders):
        channel = find_channel(season.notice, row)
        if channel is None:
            without.append(at)
            continue
        for category in season.categories:
            if category not in row.quota:
                continue
            quota, allowed = row.quota[category], category in channel.categories
            keys = ("recommenders", at, "quota", category)
            if allowed and quota is None:
                text = f"按 channels，“{row.name}”可以推荐 {category}，这里却是 null（不可推荐）。"
                yield "quotas", keys, f"{text}请写数字，或改 channels。"
            elif quota is not None and not allowed:
                text = f"按 channels，“{row.name}”不可推荐 {category}，这里却有名额{quota}。"
                yield "quotas", keys, f"{text}请写 null，或改 channels。"
    if without:
        names = "”“".join(season.quotas.recommenders[at].name for at in without)
        text = f"“{names}”没有推荐渠道，请在 notice_{season.year}.yaml 的 channels 中补上。"
        yield "quotas", ("recommenders", without[0]), text


def _limits(season: Season) -> Iterator[Misfit]:
    for at, text in enumerate(season.notice.texts):
        for number, limit in enumerate(text.limits):
            if limit.steps != sorted(limit.steps):
                said = "字数界限应当一个不小于一个：min、warn_min、warn_max、max。"
                yield "notice", ("texts", at, "limits", number), said


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
