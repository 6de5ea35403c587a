"""What became of the quotas (附件2), in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.season import Season
    from xxzz.season.models import Recommender

_NONE = "不可推荐"
_MANY = 6


def quota_changes(old: Season, new: Season) -> Iterator[str]:
    """Yield a sentence for all recommenders to whom the same happened; who is new, who is gone."""
    titles = _titles(old) | _titles(new)
    before = {row.name: row for row in old.quotas.recommenders}
    happened: dict[str, list[str]] = {}
    for row in new.quotas.recommenders:
        if row.name not in before:
            yield f"新列入“{row.name}”：{_all(row, titles)}。"
        elif change := _change(_figures(before[row.name]), _figures(row), titles):
            happened.setdefault(change, []).append(row.name)
    for change, names in happened.items():
        yield f"{_listed(names)}：{change}。"
    for name in before.keys() - {row.name for row in new.quotas.recommenders}:
        yield f"不再列入“{name}”（原来{_all(before[name], titles)}）。"
    if change := _change(dict(old.quotas.totals), dict(new.quotas.totals), titles):
        yield f"总计：{change}。"


def _titles(season: Season) -> dict[str, str]:
    named = {info.id: info.name for info in season.notice.categories}
    parts = {one.id: f"其中{one.name}" for one in season.quotas.subsets}
    return {**named, "flexible": "机动数量", "total": "推荐总数", **parts}


def _figures(row: Recommender) -> dict[str, int | None]:
    return {**row.quota, "flexible": row.flexible, "total": row.total, **row.subsets}


def _change(
    old: Mapping[str, int | None], new: Mapping[str, int | None], titles: Mapping[str, str]
) -> str:
    said = [
        f"{title}由{_number(old.get(key))}改为{_number(new.get(key))}"
        for key, title in titles.items()
        if old.get(key) != new.get(key)
    ]
    return "，".join(said)


def _all(row: Recommender, titles: Mapping[str, str]) -> str:
    figures = _figures(row)
    return "，".join(
        f"{title}{number}个"
        for key, title in titles.items()
        if (number := figures.get(key)) is not None
    )


def _number(number: int | None) -> str:
    return _NONE if number is None else f"{number}个"


def _listed(names: list[str]) -> str:
    if len(names) <= _MANY:
        return "、".join(names)
    return f"{'、'.join(names)}（共{len(names)}个）"
