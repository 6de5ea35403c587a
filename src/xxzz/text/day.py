"""Parses a day as people type it: 2023-09-20, 2023年9月20日, 2023/9/20, 2023.9.20."""

from __future__ import annotations

import datetime as dt
import re

from xxzz.text.normalise import comparison_key

_DAY = re.compile(r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
_MIDNIGHT = re.compile(r"[\sT]0{1,2}:00(?::00)?$")


def read_day(text: str) -> dt.date | None:
    """Return the day, or None if the text is no date or the date does not exist."""
    match = _DAY.fullmatch(comparison_key(_MIDNIGHT.sub("", text)))
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
