"""The day of the notice is Shanghai's, wherever the machine stands."""

from __future__ import annotations

import datetime as dt

import pytest

from xxzz.season import load_season
from xxzz.season import today as clock


@pytest.mark.parametrize(("hour", "day"), [(15, 20), (16, 21)])
def test_the_day_begins_at_midnight_in_shanghai(
    monkeypatch: pytest.MonkeyPatch, hour: int, day: int
) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls(2023, 9, 20, hour, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(dt, "datetime", Clock)
    assert clock.today(load_season(2023)) == dt.date(2023, 9, day)
