"""Parses numbers as people type them into a cell, with or without unit."""

from __future__ import annotations

import re
from functools import cache

from xxzz.text.normalise import comparison_key


def quantity(text: str, unit: str = "") -> tuple[float, bool] | None:
    """Return the number in a text and whether its unit follows it, or None if there is no number.

    人均1.5小时, 约1,200人次 and ≥3 are numbers; 三四十 is not.
    """
    match = _pattern(unit).fullmatch(comparison_key(text))
    return (float(match[1].replace(",", "")), bool(match[2])) if match else None


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    # `comparison_key` has turned > into )
    before = r"(?:人均|每人|每天|每年|年均|共|约|已?达到?|不少于|不低于|超过|≥|\)=?)*"
    number = r"(\d+(?:,\d{3})*(?:\.\d+)?)[多余个+]?"
    return re.compile(
        rf"{before}{number}({re.escape(comparison_key(unit))}书?)?(?:以上)?(?:/[人天年日])*"
    )
