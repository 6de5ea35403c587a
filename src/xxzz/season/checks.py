"""Do a year's tables fit together? Sums, doubled names, missing categories, channels against quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from xxzz.nomination import FIELDS, Category
from xxzz.text.normalise import squash

if TYPE_CHECKING:
    from xxzz.season.models import Recommender
    from xxzz.season.tables import Season
    from xxzz.season.tree import Keys

Misfit = tuple[str, "Keys", str]
"""The table (as the loader names it), the path in it, and what is wrong in Chinese."""


def check_tables(season: Season) -> Iterator[Misfit]:
    """Yield everything that keeps the tables from being used."""
    yield from _years(season)
    yield from _names(season)
    yield from _rows(season)
    yield from _columns(season)
    yield from _channels(season)
    yield from _categories(season)
    yield from _fields(season)
    yield from _limits(season)


def _years(season: Season) -> Iterator[Misfit]:
    tables = {"quotas": season.quotas.year, "notice": season.notice.year}
    for table, year in tables.items():
        if year != season.year:
            yield table, ("year",), f"文件名是{season.year}年，里面写的是{year}年。"


def _names(season: Season) -> Iterator[Misfit]:
    rows = season.quotas.recommenders
    yield from _doubled("quotas", "recommenders", [[row.name, *row.aliases] for row in rows])
    numbers = Counter(row.no for row in rows if row.no is not None)
    for at, row in enumerate(rows):
        if numbers[row.no] > 1:
            yield "quotas", ("recommenders", at, "no"), f"序号{row.no}用了两次。"
    infos = season.notice.categories
    names = [[i.name, i.short, *i.aliases, *i.education_aliases] for i in infos]
    yield from _doubled("notice", "categories", names)
    headers = [[field.header, *field.aliases] for field in season.notice.fields]
    yield from _doubled("notice", "fields", headers)
    for category, table in season.indicators.items():
        ids = Counter(item.id for item in table.items)
        for g, group in enumerate(table.groups):
            for i, item in enumerate(group.items):
                if ids[item.id] > 1:
                    keys = ("groups", g, "items", i, "id")
                    yield f"indicators/{category}", keys, f"指标编号{item.id}用了两次。"


def _doubled(table: str, section: str, names: Iterable[Iterable[str]]) -> Iterator[Misfit]:
    owner: dict[str, int] = {}
    for at, group in enumerate(names):
        for name in group:
            if owner.setdefault(squash(name), at) != at:
                yield table, (section, at), f"名称“{name}”用了两次，分不清指哪一个。"


def _rows(season: Season) -> Iterator[Misfit]:
    for at, row in enumerate(season.quotas.recommenders):
        found = sum(row.quota.of(category) or 0 for category in Category) + (row.flexible or 0)
        if found != row.total:
            text = f"{row.name}一行各列相加是{found}，推荐总数写的是{row.total}，请核对附件2。"
            yield "quotas", ("recommenders", at, "total"), text


def _columns(season: Season) -> Iterator[Misfit]:
    rows = season.quotas.recommenders
    sums = {category.value: _total(rows, category) for category in Category}
    sums["flexible"] = sum(row.flexible or 0 for row in rows)
    sums["total"] = sum(row.total for row in rows)
    titles = {i.id.value: i.short for i in season.notice.categories}
    titles |= {"flexible": "机动数量", "total": "推荐总数"}
    for column, found in sums.items():
        stated = getattr(season.quotas.totals, column)
        if found != stated:
            title = titles.get(column, column)
            text = f"{title}（{column}）一列相加是{found}，总计写的是{stated}，请核对附件2。"
            yield "quotas", ("totals", column), text


def _total(rows: Iterable[Recommender], category: Category) -> int:
    return sum(row.quota.of(category) or 0 for row in rows)


def _channels(season: Season) -> Iterator[Misfit]:
    names = {row.name for row in season.quotas.recommenders}
    for at, channel in enumerate(season.notice.channels):
        if (channel.recommender is None) == (channel.kind is None):
            yield "notice", ("channels", at), "recommender 和 kind 要写且只写一个。"
        elif channel.recommender and channel.recommender not in names:
            text = f"附件2里没有推荐单位“{channel.recommender}”。"
            yield "notice", ("channels", at, "recommender"), text
    for at, row in enumerate(season.quotas.recommenders):
        try:
            allowed = set(season.channel(row).categories)
        except StopIteration:
            yield "quotas", ("recommenders", at), f"{row.name}没有推荐渠道，请补 channels。"
            continue
        for category in Category:
            if (category in allowed) != (row.quota.of(category) is not None):
                text = f"{row.name}的{category}与 channels 不一致：不可推荐的应写 null，可推荐的应写数字。"
                yield "quotas", ("recommenders", at, "quota", category.value), text


def _categories(season: Season) -> Iterator[Misfit]:
    counts = Counter(info.id for info in season.notice.categories)
    for category in Category:
        if counts[category] != 1:
            text = f"类别 {category} 应当出现一次，现在是{counts[category]}次。"
            yield "notice", ("categories",), text
        if category in season.indicators and season.indicators[category].category != category:
            yield f"indicators/{category}", ("category",), f"这个文件应当写 category: {category}。"


def _fields(season: Season) -> Iterator[Misfit]:
    present = [field.id for field in season.notice.fields]
    for at, name in enumerate(present):
        if name not in FIELDS:
            yield "notice", ("fields", at, "id"), f"没有叫“{name}”的栏目。"
    missing = [name for name in FIELDS if name not in present]
    if missing:
        yield "notice", ("fields",), f"缺少栏目：{'、'.join(missing)}。"


def _limits(season: Season) -> Iterator[Misfit]:
    story = season.notice.texts.story
    steps = (story.error_min, story.warn_min, story.warn_max, story.error_max)
    if list(steps) != sorted(steps):
        text = "字数界限应当依次不减：error_min、warn_min、warn_max、error_max。"
        yield "notice", ("texts", "story"), text
