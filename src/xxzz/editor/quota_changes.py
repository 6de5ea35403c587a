"""Describes the changes of the quotas (附件2) in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.season import Season
    from xxzz.season.models import Recommender

_NONE, _ABSENT = "不可推荐", "没有规定"
_MANY = 6


def quota_changes(old: Season, new: Season) -> Iterator[str]:
    """Yield a sentence for each change, with all recommenders it applies to."""
    titles = _titles(old) | _titles(new)
    before = {row.name: row for row in old.quotas.recommenders}
    names_by_change: dict[str, list[str]] = {}
    for row in new.quotas.recommenders:
        if row.name not in before:
            yield f"新列入“{row.name}”：{_all(row, titles)}。"
        elif change := _change(_figures(before[row.name]), _figures(row), titles):
            names_by_change.setdefault(change, []).append(row.name)
    for change, names in names_by_change.items():
        yield f"{_listed(names)}：{change}。"
    for name in before.keys() - {row.name for row in new.quotas.recommenders}:
        yield f"不再列入“{name}”（原来{_all(before[name], titles)}）。"
    if change := _change(dict(old.quotas.totals), dict(new.quotas.totals), titles):
        yield f"总计：{change}。"


def _titles(season: Season) -> dict[str, str]:
    named = {info.id: info.name for info in season.notice.categories}
    least = {_least(key): f"至少推荐的{name}" for key, name in named.items()}
    subsets = {one.id: f"其中的{one.name}" for one in season.quotas.subsets}
    return {**named, **subsets, **least, "flexible": "机动数量", "total": "推荐总数"}


def _least(category: str) -> str:
    return f"least {category}"


def _figures(row: Recommender) -> dict[str, int | None]:
    least = {_least(category): number for category, number in row.least.items()}
    flexible = {} if row.flexible is None else {"flexible": row.flexible}
    return {**row.quota, **row.subsets, **least, **flexible, "total": row.total}


def _change(
    old: Mapping[str, int | None], new: Mapping[str, int | None], titles: Mapping[str, str]
) -> str:
    changes = [
        f"{title}由{_number(key, old)}改为{_number(key, new)}"
        for key, title in titles.items()
        if (key in old, old.get(key)) != (key in new, new.get(key))
    ]
    return "，".join(changes)


def _all(row: Recommender, titles: Mapping[str, str]) -> str:
    figures = _figures(row)
    return "，".join(
        f"{title}{number}个"
        for key, title in titles.items()
        if (number := figures.get(key)) is not None
    )


def _number(key: str, figures: Mapping[str, int | None]) -> str:
    if key not in figures:
        return _ABSENT
    number = figures[key]
    return _NONE if number is None else f"{number}个"


def _listed(names: list[str]) -> str:
    if len(names) <= _MANY:
        return "、".join(names)
    return f"{'、'.join(names)}（共{len(names)}个）"
