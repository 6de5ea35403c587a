"""The values of cells as text, as a person sees them in the sheet."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from xxzz.text.normalise import cleaned

KNOWN_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"}
)
"""The error values that calamine knows."""

ERRORS = KNOWN_ERRORS | {
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#PYTHON!",
    "#EXTERNAL!",
    "#TIMEOUT!",
}
"""All error values of formulas."""

_MAX_DECIMALS = 9
_YEARS = range(1900, 2100)


def as_displayed(value: Any) -> str:
    """Return a value as text: numbers as digits, dates as 2019-03-01, texts cleaned.

    Numbers have no exponent, and whole numbers no decimal point, so that telephone numbers and
    post codes that are stored as numbers keep their digits. Midnight is not shown.
    """
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return "" if value is None else str(value)


def month_as_displayed(value: Any) -> str:
    """Return a year and month as text; the number 2020.1 may have been typed as 2020.10."""
    text = as_displayed(value)
    year, _, month = text.partition(".")
    if isinstance(value, float) and month == "1" and int(value) in _YEARS:
        return f"{year}.1或{year}.10"
    return text


def is_blank(value: Any) -> bool:
    """Tell whether a cell holds no content: blanks, or the error value of a broken formula."""
    return isinstance(value, str) and (value in ERRORS or not cleaned(value))


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if value == int(value):
        return str(int(value))
    return f"{value:.{_MAX_DECIMALS}f}".rstrip("0").rstrip(".")
