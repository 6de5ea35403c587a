"""What came on which day, from the register: the numbers behind the picture for the director."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xxzz.bundle.city.register.deadline import Deadlines
    from xxzz.bundle.city.register.model import Receipt
    from xxzz.bundle.city.view import City

_AFTER = dt.timedelta(days=60)
"""How long after the deadline a time is still believed: a slip must not draw years."""


class Day(NamedTuple):
    """A day: how many files came, and of how many recommenders something had come by its end."""

    date: dt.date
    files: int
    senders: int


def days(city: City, deadlines: Deadlines) -> list[Day]:
    """Return the days from the first receipt to the last, or to the deadline where it is later."""
    files: Counter[dt.date] = Counter()
    first: dict[str, dt.date] = {}
    for date, receipt in _dated(city, deadlines):
        files[date] += 1
        if row := city.season.recommender(receipt.recommender):
            first[row.name] = min(first.get(row.name, date), date)
    if not files:
        return []
    new = Counter(first.values())
    last = max(*files, city.season.notice.submission.deadline)
    found: list[Day] = []
    date = min(files)
    while date <= last:
        before = found[-1].senders if found else 0
        found.append(Day(date, files[date], before + new[date]))
        date += dt.timedelta(days=1)
    return found


def first_days(city: City, deadlines: Deadlines) -> Mapping[str, dt.date]:
    """Return the day on which the first material of each recommender came, by its name."""
    first: dict[str, dt.date] = {}
    for date, receipt in _dated(city, deadlines):
        if row := city.season.recommender(receipt.recommender):
            first[row.name] = min(first.get(row.name, date), date)
    return first


def undated(city: City, deadlines: Deadlines) -> int:
    """Return how many receipts have no time that can be believed."""
    return sum(map(len, city.receipts.values())) - sum(1 for _ in _dated(city, deadlines))


def _dated(city: City, deadlines: Deadlines) -> Iterator[tuple[dt.date, Receipt]]:
    notice = city.season.notice
    for receipt in (one for rows in city.receipts.values() for one in rows):
        time = deadlines.parse(receipt.received)
        if time and notice.issued <= time.date() <= notice.submission.deadline + _AFTER:
            yield time.date(), receipt
