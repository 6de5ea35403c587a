"""The period of a 公示, in working days by the table of public holidays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xxzz.season.models.holidays import HolidayTable


class Period(NamedTuple):
    """A period; both days are included."""

    first: dt.date
    last: dt.date

    @property
    def text(self) -> str:
        """The period as written in official documents."""
        return f"{chinese(self.first)}至{chinese(self.last)}"


def period(first: dt.date, working_days: int, holidays: HolidayTable) -> Period:
    """Return the period from `first` with this number of working days, `first` included.

    Raises:
        LookupError: the table does not cover the year of one of the days.
    """
    day, remaining = first, working_days - holidays.is_working_day(first)
    while remaining:
        day += dt.timedelta(days=1)
        remaining -= holidays.is_working_day(day)
    return Period(first, day)


def chinese(day: dt.date) -> str:
    """Return a day as written in official documents."""
    return f"{day.year}年{day.month}月{day.day}日"
