"""How much of its quota in 附件2 a recommender uses; the only place that computes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xxzz.finding import QuotaUse, SubsetUse
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.nomination import Category
    from xxzz.season import Season
    from xxzz.season.models import Recommender
    from xxzz.season.models.quotas import Subset


@dataclass(frozen=True, slots=True)
class Usage:
    """A recommender's nominations per category, against its row of 附件2."""

    recommender: Recommender
    counts: Mapping[Category, int] = field(default_factory=dict)

    def above(self, category: Category) -> int:
        """Return how many are above a category's quota; 0 if it may not be recommended.

        The latter count only in the total, since 机动 does not apply to them.
        """
        quota = self.recommender.quota.get(category)
        return 0 if quota is None else max(0, self.counts.get(category, 0) - quota)

    @property
    def flexible_used(self) -> int:
        """The number of nominations above their categories' quotas."""
        return sum(map(self.above, self.counts))

    @property
    def total(self) -> int:
        """The number of nominations."""
        return sum(self.counts.values())

    @property
    def beyond_flexible(self) -> int:
        """The excess over quotas and 机动数量; negative if 机动 is left."""
        return self.flexible_used - (self.recommender.flexible or 0)

    @property
    def beyond_total(self) -> int:
        """The excess over 推荐总数; negative if there is room."""
        return self.total - self.recommender.total

    @property
    def surplus(self) -> int:
        """The number of nominations to withdraw (四; 附件2)."""
        return max(0, self.beyond_flexible, self.beyond_total)


def usages(entries: Iterable[Entry]) -> Sequence[Usage]:
    """Return the usage of each recommender with nominations, in the order of the entries."""
    found: dict[str, tuple[Recommender, Counter[Category]]] = {}
    for entry in entries:
        if entry.recommender:
            _, counts = found.setdefault(entry.recommender.name, (entry.recommender, Counter()))
            if entry.category:
                counts[entry.category] += 1
    return [Usage(recommender, counts) for recommender, counts in found.values()]


def quota_use(entries: Sequence[Entry], season: Season) -> Iterator[QuotaUse]:
    """Yield the use of 附件2 by each recommender with nominations, category by category."""
    present = {usage.recommender.name: usage.counts for usage in usages(entries)}
    for row in season.quotas.recommenders:
        if row.name in present:
            counts = present[row.name]
            for info in season.notice.categories:
                used, quota = counts.get(info.id, 0), season.quota_of(row, info.id)
                if used or (quota is not None and row.quota):
                    yield QuotaUse(row.name, info.id, used, quota)


def in_subset(entries: Iterable[Entry], part: Subset) -> list[Entry]:
    """Return the nominations that are in a part with a number of its own, by their field."""
    counted = frozenset(map(comparison_key, part.values))
    return [one for one in entries if comparison_key(one.nomination.value(part.field)) in counted]


def subset_use(entries: Sequence[Entry], season: Season) -> Iterator[SubsetUse]:
    """Yield each recommender's number of nominations in each subset."""
    lists: dict[str, list[Entry]] = {}
    for entry in entries if season.quotas.subsets else ():
        if entry.recommender:
            lists.setdefault(entry.recommender.name, []).append(entry)
    for row in season.quotas.recommenders:
        for part in season.quotas.subsets if row.name in lists else ():
            count = len(in_subset(lists[row.name], part))
            yield SubsetUse(row.name, part.id, count, row.subsets.get(part.id, 0))
