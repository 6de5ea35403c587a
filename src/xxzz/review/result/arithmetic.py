"""Exact arithmetic of scores; rounding (half up) only for output."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]
"""The number of a nomination and the code of an expert."""


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
    """Return the weight that scales a mean of `own` to the overall mean `total`."""
    return total / own


def second_mean(scores: Mapping[Pair, Fraction]) -> dict[str, Fraction]:
    """Return each expert's factor: the mean of all experts' means over its own (二次平均法).

    Raises:
        ZeroDivisionError: an expert gave only zeros.
    """
    means = expert_means(scores)
    total = mean(means.values())
    return {code: factor(total, own) for code, own in means.items()}


def shifts(scores: Mapping[Pair, Fraction]) -> dict[str, Fraction]:
    """Return the shift for each expert's scores that gives all experts the same mean."""
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
    """Round to a number of decimals, halves away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
