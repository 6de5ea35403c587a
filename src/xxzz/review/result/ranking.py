"""Ranks one category: scores by a method, ties by the stated criteria, then 并列."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz import remedies
from xxzz.review.result.arithmetic import mean, second_mean, shifts, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from xxzz.review.result.arithmetic import Pair
    from xxzz.review.scores.model import Judged, Score
    from xxzz.season.models.review import CategoryScoring, Method

METHOD_NAMES: Mapping[Method, str] = {
    "mean": "平均：各专家得分的平均数",
    "trimmed": "去掉一个最高、一个最低后平均",
    "shift": "逐位专家平移：得分＋（各专家平均分的平均－本人平均分），再平均",
    "second-mean": "二次平均：得分×（各专家平均分的平均÷本人平均分），再平均",
}
_FEWEST = 2
"""Minimum of nominations judged by an expert for its mean to be used for correction."""


class NotRankable(Exception):
    """The method can't be used on these scores; the message gives the reason in Chinese."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranked nomination; `raw` and `corrected` are the experts' scores by code."""

    judged: Judged
    place: int
    tied: bool
    final: Fraction
    raw: Mapping[str, Fraction]
    corrected: Mapping[str, Fraction]

    @property
    def spread(self) -> Fraction:
        """The difference between the highest and the lowest score."""
        return max(self.raw.values()) - min(self.raw.values())


@dataclass(frozen=True, slots=True)
class CategoryRanking:
    """The ranking of one category, best first; `adjustment` is each expert's factor or shift."""

    category: str
    method: Method
    ranked: tuple[Ranked, ...]
    adjustment: Mapping[str, Fraction]


def rank(
    judged: Sequence[Judged], scores: Sequence[Score], scoring: CategoryScoring, method: Method
) -> CategoryRanking:
    """Rank the nominations of one category (五（二）).

    Equal scores are ordered by the points of the 一级指标 in `scoring.ties`, in this order; what is
    then still equal is 并列, never ordered by its position in a file.

    Raises:
        NotRankable: the method can't be used on these scores.
    """
    raw: dict[Pair, Fraction] = {(one.number, one.expert): one.total for one in scores}
    adjustment = _adjustment(raw, method)
    adjust = _ADJUST[method]
    corrected = {pair: adjust(value, adjustment.get(pair[1])) for pair, value in raw.items()}
    average = trimmed if method == "trimmed" else mean
    of_number: dict[str, list[Score]] = {}
    for score in sorted(scores, key=lambda one: one.expert):
        of_number.setdefault(score.number, []).append(score)
    keys = {}
    for one in judged:
        own = of_number[one.number]
        final = average([corrected[score.number, score.expert] for score in own])
        ties = [mean([score.points[group] for score in own]) for group in scoring.ties]
        keys[one.number] = (final, *ties)
    ranked: list[Ranked] = []
    for key, members in _by_key(judged, keys):
        place, tied = len(ranked) + 1, len(members) > 1
        for one in members:
            own = of_number[one.number]
            raw_scores = {score.expert: score.total for score in own}
            final_scores = {code: corrected[one.number, code] for code in raw_scores}
            ranked.append(Ranked(one, place, tied, key[0], raw_scores, final_scores))
    return CategoryRanking(str(scoring.category), method, tuple(ranked), adjustment)


def _by_key(
    judged: Sequence[Judged], keys: Mapping[str, tuple[Fraction, ...]]
) -> Iterator[tuple[tuple[Fraction, ...], list[Judged]]]:
    """Yield nominations of equal keys together, the highest first."""
    best_first = sorted(judged, key=lambda one: keys[one.number], reverse=True)
    for key, group in groupby(best_first, key=lambda one: keys[one.number]):
        yield key, sorted(group, key=lambda one: one.number)


def _adjustment(raw: Mapping[Pair, Fraction], method: Method) -> Mapping[str, Fraction]:
    if method not in ("shift", "second-mean"):
        return {}
    counts: dict[str, int] = {}
    for _, code in raw:
        counts[code] = counts.get(code, 0) + 1
    if few := sorted(code for code, count in counts.items() if count < _FEWEST):
        raise NotRankable(
            f"专家{'、'.join(few)}在这一类只评了{_FEWEST - 1}份材料，没有自己的平均可以修正；"
            f"请用 {remedies.MEAN}，或调整方案。"
        )
    try:
        return shifts(raw) if method == "shift" else second_mean(raw)
    except ZeroDivisionError as error:
        raise NotRankable("有专家给的全是0分，不能做二次平均；请与他核对。") from error


def _same(value: Fraction, _: Fraction | None) -> Fraction:
    return value


def _plus(value: Fraction, shift: Fraction | None) -> Fraction:
    return value + (shift or 0)


def _times(value: Fraction, weight: Fraction | None) -> Fraction:
    return value * (1 if weight is None else weight)


_ADJUST: Mapping[Method, Callable[[Fraction, Fraction | None], Fraction]] = {
    "mean": _same,
    "trimmed": _same,
    "shift": _plus,
    "second-mean": _times,
}
