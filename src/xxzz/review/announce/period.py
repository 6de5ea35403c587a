"""How long a 公示 lasts: so many working days, by the public holidays of the table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xxzz.season.models.review import HolidayTable


class Period(NamedTuple):
    """From the first day to the last, both of them included."""

    first: dt.date
    last: dt.date

    @property
    def text(self) -> str:
        """The period as an official document writes it."""
        return f"{chinese(self.first)}至{chinese(self.last)}"


def period(first: dt.date, working_days: int, holidays: HolidayTable) -> Period:
    """Return the period whose working days, the first day's included, are so many.

    Raises:
        LookupError: the table does not have the year of one of the days.
    """
    day, left = first, working_days - holidays.is_working_day(first)
    while left:
        day += dt.timedelta(days=1)
        left -= holidays.is_working_day(day)
    return Period(first, day)


def chinese(day: dt.date) -> str:
    """Return a day as an official document writes it."""
    return f"{day.year}年{day.month}月{day.day}日"
