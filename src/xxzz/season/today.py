"""The current date in the notice's time zone; the only use of the clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from xxzz.season import Season


def today(season: Season) -> dt.date:
    """Return today's date in the time zone of the notice's deadline (五（三）3)."""
    return dt.datetime.now(ZoneInfo(season.notice.submission.timezone)).date()
