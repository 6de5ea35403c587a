"""Whether a beginning that can be read can be true (三（二）2)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xxzz.season.models import Years
    from xxzz.text.start_date import Start


def is_too_early(start: Start, wanted: Years) -> bool:
    """Tell whether a beginning lies before the year from which on the season believes one."""
    if wanted.earliest is None:
        return False
    return start.begins_before(dt.date(wanted.earliest, 1, 1), wanted.as_of)
