"""评审报告.html: agreement of the experts, each expert's scores, and recommenders' results."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from xxzz.report.pages import page_environment
from xxzz.review.result.arithmetic import expert_means, half_up
from xxzz.review.result.book import method_name
from xxzz.review.result.selection import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.review.result.outcome import CategoryResult, Result
    from xxzz.review.result.selection import Selected
    from xxzz.season import Season

_MOODS = {
    Outcome.CHOSEN: "chosen",
    Outcome.RESERVE: "reserve",
    Outcome.PENDING: "pending",
    Outcome.NOT_CHOSEN: "rest",
}
_AXIS = 100
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a chart: dots and a mark on an axis from 0 to the full points, in per cent."""

    name: str
    note: str
    css_class: str
    dots: Sequence[str]
    mark: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """A recommender's numbers of nominations and of selected ones."""

    name: str
    nominated: int
    chosen: int
    width: str
    filled: str


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    summary: str
    nominations: Sequence[_Line]
    experts: Sequence[_Line]


def report(result: Result, season: Season) -> bytes:
    """Return the self-contained, printable page; the same result gives the same bytes."""
    page = (
        page_environment("xxzz.review.result")
        .get_template("report.html.j2")
        .render(
            year=season.year,
            measure=season.measure,
            method=method_name(result),
            spread=result.spread,
            parts=[_part(one, season, result) for one in result.categories],
            bars=list(_bars(result)),
            apart=[one.ranked.judged for _, one in result.apart()],
            sources=result.trail.sources,
        )
    )
    return page.encode()


def _part(one: CategoryResult, season: Season, result: Result) -> _Part:
    category = one.ranking.category
    measure = season.measure_of([category])
    occurring = [outcome for outcome in Outcome if one.count(outcome)]
    counts = "，".join(f"{outcome}{one.count(outcome)}{measure}" for outcome in occurring)
    nominations = [_nomination(one, selected, result.decimals) for selected in one.selected]
    summary = f"共{len(one.selected)}{measure}，选{one.chosen}{measure}：{counts}"
    experts = list(_experts(one, measure, result.decimals))
    return _Part(season.info(category).name, summary, nominations, experts)


def _nomination(category: CategoryResult, one: Selected, decimals: int) -> _Line:
    ranked = one.ranked
    place = f"{'并列' * ranked.tied}第{ranked.place}名 {half_up(ranked.final, decimals)}"
    scale = _Scale(category, list(ranked.raw.values()), ranked.final)
    return scale.line(ranked.judged.name, f"{place} {one.outcome}", _MOODS[one.outcome])


def _experts(category: CategoryResult, measure: str, decimals: int) -> Iterator[_Line]:
    ranked = category.ranking.ranked
    scores = {(x.judged.number, code): v for x in ranked for code, v in x.raw.items()}
    for code, own_mean in expert_means(scores).items():
        own = [value for (_, by), value in scores.items() if by == code]
        note = f"{len(own)}{measure} 平均{half_up(own_mean, decimals)}"
        yield _Scale(category, own, own_mean).line(code, note, "rest")


class _Scale(NamedTuple):
    """Values and a mark on the axis of a category."""

    category: CategoryResult
    values: Sequence[Fraction]
    mark: Fraction

    def line(self, name: str, note: str, css_class: str) -> _Line:
        """Return a line of the chart."""
        dots = [self._percent(value) for value in sorted(self.values)]
        return _Line(name, note, css_class, dots, self._percent(self.mark), dots[0], dots[-1])

    def _percent(self, points: Fraction) -> str:
        """Return a position on the axis; corrected scores slightly outside are clamped."""
        percent = self.category.percent(points)
        return str(half_up(max(Fraction(0), min(percent, Fraction(_AXIS))), _DIGITS))


def _bars(result: Result) -> Iterator[_Bar]:
    counts: dict[str, list[int]] = {}
    for category in result.categories:
        for one in category.selected:
            row = counts.setdefault(one.ranked.judged.recommender, [0, 0])
            row[0] += 1
            row[1] += one.outcome is Outcome.CHOSEN
    most = max(nominated for nominated, _ in counts.values())
    for name, (nominated, chosen) in counts.items():
        yield _Bar(name, nominated, chosen, _share(nominated, most), _share(chosen, most))


def _share(part: int, whole: int) -> str:
    return f"{_AXIS * part / whole:.1f}"
