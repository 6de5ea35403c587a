"""概览.html for the organisers: quotas, findings by rule, missing recommenders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.report.pages import page_environment
from xxzz.report.quota import NOT_ALLOWED
from xxzz.rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.bundle.city.view import City
    from xxzz.season.models import Recommender

OVERVIEW = "概览.html"
_FULL = 100


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number and its quota; a limit of None is `——` in 附件2."""

    number: int
    limit: int | None
    covered: bool = False
    """Whether 机动数量 covers the excess."""

    @property
    def text(self) -> str:
        return NOT_ALLOWED if self.limit is None and not self.number else self.figures

    @property
    def figures(self) -> str:
        return f"{self.number}/{self.limit or 0}"

    @property
    def over(self) -> bool:
        return self.number > (self.limit or 0)

    @property
    def css_class(self) -> str:
        if not self.over:
            return "within"
        return "flexible" if self.covered else "over"

    @property
    def percent(self) -> int:
        return min(_FULL, _FULL * self.number // self.limit) if self.limit else _FULL * self.over


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    title: str
    count: int
    percent: int


def overview(city: City) -> bytes:
    """Return the page: self-contained, without scripts, with all values escaped."""
    infos = city.season.notice.categories if city.season.quotas.by_category else ()
    flexible = ["机动"] if city.season.quotas.has_flexible else []
    parts = [f"其中{part.name}" for part in city.season.quotas.subsets]
    text = (
        page_environment("xxzz.bundle.city")
        .get_template("overview.html.j2")
        .render(
            notice=city.season.notice,
            received=len(city.inbox.received),
            nominations=f"{len(city.entries)}{city.season.measure}",
            missing=[row.name for row in city.missing],
            refused=len(city.inbox.refused),
            to_correct=list(_to_correct(city)),
            columns=[*(info.short for info in infos), *flexible, "总数", *parts],
            quota_source=city.season.quotas.source,
            quota=[(row.name, _cells(row, city)) for row in city.season.quotas.recommenders],
            rules=list(_rules(city)),
        )
    )
    return f"{text}\n".encode(errors="replace")


def _to_correct(city: City) -> Iterator[tuple[str, str]]:
    for one in city.inbox.refused:
        yield one.recommender.name, f"包不能用，没有计入。{one.verdict.complaint}"
    for one in city.inbox.received:
        if not one.verdict.passed:
            yield one.recommender.name, one.verdict.complaint


def _cells(row: Recommender, city: City) -> Sequence[_Cell]:
    infos = city.season.notice.categories if city.season.quotas.by_category else ()
    kinds = [info.id for info in infos]
    usage = city.usage(row)
    numbers = [usage.counts.get(kind, 0) for kind in kinds]
    flexible = _Cell(0 if row.flexible is None else usage.flexible_used, row.flexible)
    covered = usage.beyond_flexible <= 0
    pairs = zip(numbers, (row.quota.get(kind) for kind in kinds), strict=True)
    cells = [_Cell(n, quota, quota is not None and covered) for n, quota in pairs]
    if city.season.quotas.has_flexible:
        cells.append(flexible)
    parts = (_Cell(n, row.subsets.get(one, 0)) for one, n in city.subset_counts(row))
    return (*cells, _Cell(usage.total, row.total), *parts)


def _rules(city: City) -> Iterator[_Rule]:
    counts = Counter(one.rule for one in city.findings if not one.waived).most_common()
    for name, count in counts:
        known = rule_named(name, city.season)
        title = known.title(city.season) if known else ""
        yield _Rule(name, title, count, _FULL * count // counts[0][1])
