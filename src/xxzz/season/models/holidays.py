"""Public holidays, by which working days are counted."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # pydantic may resolve it
from typing import Annotated

from pydantic import Field

from xxzz.season.models.base import Day, Model, Text, Year


class Holiday(Model):
    """A range of consecutive days off."""

    name: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")


class HolidayYear(Model):
    """The days off of one year, and the weekends worked in exchange."""

    year: Year
    source: Text
    off: tuple[Holiday, ...]
    worked: tuple[Day, ...] = Field(description="调休上班的周末")


class HolidayTable(Model):
    """Public holidays of some years."""

    years: Annotated[tuple[HolidayYear, ...], Field(min_length=1)]

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether a day is a working day.

        Raises:
            LookupError: the table does not cover its year.
        """
        table = next((one for one in self.years if one.year == day.year), None)
        if table is None:
            raise LookupError(day.year)
        if any(one.first <= day <= one.last for one in table.off):
            return False
        return day in table.worked or day.weekday() < 5  # noqa: PLR2004  # Monday to Friday
