"""Finds and shifts years in titles and dates: 2023年, 〔2023〕, 二〇二三年."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERALS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_DATE = re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")
_PLAIN = re.compile(r"[0-9〇零○Ｏ一二三四五六七八九]{4}")
_LEAP_DAY = "02-29"
_YEAR = re.compile(
    r"(?<![0-9])(?:(?P<first>(?:19|20)[0-9]{2})\s?[-—–~～至、]{1,2}\s?)?"
    r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○Ｏ一二三四五六七八九]{3})(?=\s?年|[〕\]］）)])"
)
_WITH_SIGN = re.compile(rf"{_YEAR.pattern}\s?年?度?")


def years_in(text: str) -> Iterator[range]:
    """Yield the years in a text as ranges: a single year, or 2023-2024年."""
    for match in _YEAR.finditer(text):
        last = int(match["year"].translate(_NUMERALS))
        yield range(int(match["first"] or last), last + 1)


def without_years(text: str) -> str:
    """Return a text without its years."""
    return _WITH_SIGN.sub("", text)


def shifted(text: str, old: int, new: int) -> str:
    """Return a text with the old year (in 年, 〔〕, dates, spans) replaced by the new one."""

    def year(match: re.Match[str]) -> str:
        named = [part for part in (match["first"], match["year"]) if part]
        if old not in {int(part.translate(_NUMERALS)) for part in named}:
            return match[0]
        return _PLAIN.sub(later, match[0])

    def later(match: re.Match[str]) -> str:
        moved = str(int(match[0].translate(_NUMERALS)) + new - old)
        return moved if match[0].isascii() else moved.translate(_CHINESE)

    def date(match: re.Match[str]) -> str:
        if int(match["year"]) != old:
            return match[0]
        try:
            return dt.date(new, int(match["month"]), int(match["day"])).isoformat()
        except ValueError:
            return f"{new}-02-28" if match[0].endswith(_LEAP_DAY) else match[0]

    return _DATE.sub(date, _YEAR.sub(year, text))
