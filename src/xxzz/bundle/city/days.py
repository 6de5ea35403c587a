"""Counts receipts by day from the register, for the chart of 收件进展.html."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.model import Receipt
    from xxzz.bundle.city.view import City

_MAX_DELAY = dt.timedelta(days=60)
"""Later times are treated as typing errors; they would stretch the chart."""


class Day(NamedTuple):
    """A day: number of files, and of recommenders with any material by the end of it."""

    date: dt.date
    files: int
    senders: int


def days(city: City, deadlines: Deadlines) -> list[Day]:
    """Return the days from the first receipt to the last receipt or deadline."""
    files = Counter(date for date, _ in _dated(city, deadlines))
    if not files:
        return []
    new = Counter(first_days(city, deadlines).values())
    last = max(*files, city.season.notice.submission.deadline)
    found: list[Day] = []
    date = min(files)
    while date <= last:
        before = found[-1].senders if found else 0
        found.append(Day(date, files[date], before + new[date]))
        date += dt.timedelta(days=1)
    return found


def first_days(city: City, deadlines: Deadlines) -> Mapping[str, dt.date]:
    """Return the day of the first material, by recommender name."""
    first: dict[str, dt.date] = {}
    for date, receipt in _dated(city, deadlines):
        if row := city.season.recommender(receipt.recommender):
            first[row.name] = min(first.get(row.name, date), date)
    return first


def undated(city: City, deadlines: Deadlines) -> int:
    """Return the number of receipts without a plausible time."""
    return sum(map(len, city.receipts.values())) - sum(1 for _ in _dated(city, deadlines))


def _dated(city: City, deadlines: Deadlines) -> Iterator[tuple[dt.date, Receipt]]:
    notice = city.season.notice
    for receipt in (one for rows in city.receipts.values() for one in rows):
        time = deadlines.parse(receipt.received)
        if time and notice.issued <= time.date() <= notice.submission.deadline + _MAX_DELAY:
            yield time.date(), receipt
