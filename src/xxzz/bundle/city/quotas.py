"""The sheet 名额使用: numbers of nominations beside the quotas of 附件2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.report.quota import NOT_ALLOWED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xxzz.bundle.city.view import City
    from xxzz.season.models import Recommender


def quota_table(city: City) -> Iterator[tuple[str | int, ...]]:
    """Yield the header, a row for each recommender and the totals; 3/5 means 3 of 5."""
    infos = city.season.notice.categories if city.season.quotas.by_category else ()
    flexible = ["机动数量"] if city.season.quotas.has_flexible else []
    parts = [f"其中{part.name}" for part in city.season.quotas.subsets]
    names = [info.name for info in infos]
    yield ("推荐单位", *names, *flexible, "推荐总数", *parts, "说明")
    rows = city.season.quotas.recommenders
    for row in rows:
        usage = city.usage(row)
        numbers = [usage.counts.get(info.id, 0) for info in infos]
        pairs = zip(numbers, (row.quota.get(info.id) for info in infos), strict=True)
        used = _of_flexible(usage.flexible_used, row.flexible)
        yield (
            row.name,
            *(_of(number, quota) for number, quota in pairs),
            *(used for _ in flexible),
            _of(usage.total, row.total),
            *(_of(number, row.subsets.get(one, 0)) for one, number in city.subset_counts(row)),
            _remark(row, city),
        )
    yield ("总计", *_sums(city), "")


def _sums(city: City) -> Iterator[str]:
    totals = city.season.quotas.totals
    used = [city.usage(row) for row in city.season.quotas.recommenders]
    for info in city.season.notice.categories if city.season.quotas.by_category else ():
        yield _of(sum(usage.counts.get(info.id, 0) for usage in used), totals[info.id])
    if city.season.quotas.has_flexible:
        drawing = (one for one in used if one.recommender.flexible is not None)
        yield _of_flexible(sum(one.flexible_used for one in drawing), totals["flexible"])
    yield _of(sum(one.total for one in used), totals["total"])
    inside = [city.subset_counts(row) for row in city.season.quotas.recommenders]
    for column in zip(*inside, strict=True):
        name = column[0][0]
        yield _of(sum(number for _, number in column), totals[name])


def _of(number: int, limit: int | None) -> str:
    return NOT_ALLOWED if limit is None and not number else f"{number}/{limit or 0}"


def _of_flexible(number: int, limit: int | None) -> str:
    """Return the used part of 机动数量, or `——` if the recommender has none."""
    return NOT_ALLOWED if limit is None else f"{number}/{limit}"


def _remark(row: Recommender, city: City) -> str:
    if row in city.missing:
        return "未交"
    if row in (one.recommender for one in city.inbox.refused):
        return "不能用"
    over = city.usage(row).surplus
    return f"超出{over}{city.season.measure}" if over else ""
