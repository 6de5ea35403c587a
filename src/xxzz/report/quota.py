"""Use of the quotas of 附件2, with bars."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.text.columns import table
from xxzz.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.finding import QuotaUse, SubsetUse
    from xxzz.season import Season

NOT_ALLOWED = "——"
"""附件2's sign for a category that may not be recommended, which is not the same as 0."""

_BAR = 20


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One line of a recommender's use; a limit of None is `NOT_ALLOWED`.

    A limit is `firm` if 机动 can't cover what exceeds it.
    """

    title: str
    count: int
    limit: int | None
    remark: str = ""
    firm: bool = False

    @property
    def figures(self) -> str:
        """Count and limit (3/5)."""
        return f"{self.count}/{NOT_ALLOWED if self.limit is None else self.limit}"

    @property
    def exceeded(self) -> bool:
        """Whether the count is above the limit."""
        return self.count > (self.limit or 0)

    def filled(self, pieces: int) -> int:
        """Return how many of a bar's pieces are filled.

        All only if the quota is used up, and at least one if there is any nomination.
        """
        if not self.limit:
            return pieces * bool(self.count)
        return min(pieces, max(pieces * self.count // self.limit, bool(self.count)))

    @property
    def bar(self) -> str:
        """The use as a bar of text."""
        filled = self.filled(_BAR)
        return "█" * filled + "·" * (_BAR - filled)


def quota_blocks(
    uses: Sequence[QuotaUse], parts: Sequence[SubsetUse], season: Season
) -> Iterator[str]:
    """Yield a block of lines for each recommender: its categories, 机动, 总数 and 其中."""
    for name, rows in quota_rows(uses, parts, season):
        yield f"  {name}"
        lines = [(row.title, row.figures, f"{row.bar} {row.remark}") for row in rows]
        yield from (f"    {line}" for line in table(lines, right=(1,)))


def quota_rows(
    uses: Sequence[QuotaUse], parts: Sequence[SubsetUse], season: Season
) -> Iterator[tuple[str, Sequence[QuotaRow]]]:
    """Yield each recommender with its lines: the categories, 机动, 总数 and 其中."""
    titles = {part.id: f"其中{part.name}" for part in season.quotas.subsets}
    for name, group in groupby(uses, key=lambda use: use.recommender):
        own = (one for one in parts if one.recommender == name)
        inside = (_sum(titles[one.subset], one.count, one.quota) for one in own)
        yield name, [*_rows(name, list(group), season), *inside]


def _rows(name: str, uses: Sequence[QuotaUse], season: Season) -> Iterator[QuotaRow]:
    recommender = season.recommender(name)
    has_flexible = recommender is not None and recommender.flexible is not None
    for use in uses if recommender is None or recommender.quota else ():
        title = season.info(use.category).short
        if use.quota is None:
            yield QuotaRow(title, use.count, None, "不可推荐", firm=True)
        else:
            remark = f"超出{use.over}" + ("，占用机动" if has_flexible else "") if use.over else ""
            yield QuotaRow(title, use.count, use.quota, remark, firm=not has_flexible)
    if recommender is None:
        return
    usage = Usage(recommender, {use.category: use.count for use in uses})
    if recommender.flexible is not None:
        yield _sum("机动", usage.flexible_used, recommender.flexible)
    yield _sum("总数", usage.total, recommender.total)


def _sum(title: str, count: int, limit: int) -> QuotaRow:
    over = count - limit
    return QuotaRow(title, count, limit, f"超出{over}" if over > 0 else "", firm=True)
