"""Exact arithmetic of scores; only printing rounds, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]
"""A nomination's number and an expert's code."""


def mean(values: Collection[Fraction]) -> Fraction:
    """Return the arithmetic mean.

    Raises:
        ZeroDivisionError: there are no values.
    """
    return sum(values, Fraction(0)) / len(values)


def median(values: Iterable[Fraction]) -> Fraction:
    """Return the middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def trimmed(values: Collection[Fraction]) -> Fraction:
    """Return the mean without one highest and one lowest value."""
    return mean(sorted(values)[1:-1])


def factor(total: Fraction, own: Fraction) -> Fraction:
    """Return the weight of a panel whose mean is `own` where all together have the mean `total`."""
    return total / own


def second_mean(scores: Mapping[Pair, Fraction]) -> dict[str, Fraction]:
    """Return each expert's factor: the mean of all experts' means over his own (二次平均法).

    Raises:
        ZeroDivisionError: an expert gave nothing but 0.
    """
    means = expert_means(scores)
    total = mean(means.values())
    return {code: factor(total, own) for code, own in means.items()}


def shifts(scores: Mapping[Pair, Fraction]) -> dict[str, Fraction]:
    """Return what is added to each expert's scores, so that all experts have one mean."""
    means = expert_means(scores)
    total = mean(means.values())
    return {code: total - own for code, own in means.items()}


def expert_means(scores: Mapping[Pair, Fraction]) -> dict[str, Fraction]:
    """Return the mean of each expert's scores, by code."""
    own: dict[str, list[Fraction]] = {}
    for (_, code), value in sorted(scores.items()):
        own.setdefault(code, []).append(value)
    return {code: mean(values) for code, values in own.items()}


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Round to so many decimals, halves away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
