"""Deadlines with extensions, and whether a receipt is in time (五（三）3)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from xxzz.refusal import Refusal
from xxzz.season.messages import say
from xxzz.season.models.base import Day, Model, Text, TimeOfDay
from xxzz.strictyaml.problems import SeasonError
from xxzz.strictyaml.tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xxzz.season import Season
    from xxzz.season.models import Recommender

EXTENSIONS = "延期.yaml"
"""Name of the file of extensions, beside the register."""

LATE = "迟交"
"""Marks late receipts in the register."""
_TIME = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(\d{1,2})\s*[:：时点]\s*(\d{1,2})?\s*分?(?:[:：]\d{1,2}(?:\.\d+)?)?)?"
)
_TIME_FORMAT = "%Y-%m-%d %H:%M"


class Extension(Model):
    """A later deadline for one recommender, with its approval."""

    recommender: Text = Field(description="推荐单位")
    until: Day = Field(description="延到哪一天（含），例如 2023-09-25")
    time: TimeOfDay | None = Field(
        default=None, description='到那一天的几点，例如 "12:00"（要有引号）；不写是到那一天结束'
    )
    reason: Text = Field(description="理由")
    approved_by: Text = Field(description="批准人")
    date: Day = Field(description="批准日期，例如 2023-09-18")

    @property
    def until_text(self) -> str:
        """The extended deadline as text."""
        day = self.until
        return f"{day.year}年{day.month}月{day.day}日{self.time or ''}"


class ExtensionFile(Model):
    """The content of 延期.yaml."""

    extensions: tuple[Extension, ...]


class ExtensionsInvalid(Refusal):
    """The file of extensions is invalid; the message names lines and reasons."""

    heading = "延期的文件不能用：\n"


class Deadline(NamedTuple):
    """The first moment that is too late; `extension` if it was extended."""

    end: dt.datetime
    extension: Extension | None = None

    def punctuality(self, received: dt.datetime) -> str:
        """Return whether a receipt is in time, as text for the register."""
        if received < self.end:
            return "按时（延期内）" if self.extension else "按时"
        last = (self.end - dt.timedelta(minutes=1)).date()
        days = (received.date() - last).days
        return f"{LATE}{days}天" if days else f"{LATE}不到1天"


class Deadlines:
    """The deadline of each recommender, including extensions.

    Raises:
        ExtensionsInvalid: the file of extensions is invalid or names an unknown recommender.
    """

    def __init__(self, season: Season, extensions: Path | None = None) -> None:
        self._season = season
        self._zone = ZoneInfo(season.notice.submission.timezone)
        self._extensions = _read(extensions, season) if extensions else {}

    def of(self, recommender: Recommender | None) -> Deadline:
        """Return the deadline of a recommender; the stated day or minute is still in time."""
        handover = self._season.notice.submission
        end = self._end_of(handover.deadline, handover.deadline_time)
        extension = self._extensions.get(recommender.name) if recommender else None
        if extension and (later := self._end_of(extension.until, extension.time)) > end:
            return Deadline(later, extension)
        return Deadline(end)

    def local(self, seconds: float) -> dt.datetime:
        """Convert a file's timestamp to the notice's time zone."""
        return dt.datetime.fromtimestamp(seconds, self._zone)

    def parse(self, text: str) -> dt.datetime | None:
        """Parse a time typed by a person; a date without time is its first moment."""
        match = _TIME.fullmatch(text.strip())
        if match is None:
            return None
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        try:
            return dt.datetime(year, month, day, hour, minute, tzinfo=self._zone)
        except ValueError:
            return None

    def _end_of(self, day: dt.date, time: str | None) -> dt.datetime:
        """Return the first moment after the deadline; times have minute precision."""
        if time is None:
            return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), self._zone)
        moment = dt.datetime.combine(day, dt.time.fromisoformat(time), self._zone)
        return moment + dt.timedelta(minutes=1)


def time_text(time: dt.datetime) -> str:
    """Format a time for the register."""
    return time.strftime(_TIME_FORMAT)


def _read(path: Path, season: Season) -> Mapping[str, Extension]:
    try:
        tree = read_tree(path)
        table = ExtensionFile.model_validate(tree.data)
    except SeasonError as error:
        raise ExtensionsInvalid("\n".join(map(str, error.problems))) from error
    except ValidationError as error:
        said = (
            str(tree.problem(one["loc"], say(one, ExtensionFile)))
            for one in error.errors(include_url=False)
        )
        raise ExtensionsInvalid("\n".join(said)) from error
    found: dict[str, Extension] = {}
    for at, one in enumerate(table.extensions):
        row = season.recommender(one.recommender)
        if fault := _fault(one, row, found, season):
            key, text = fault
            raise ExtensionsInvalid(str(tree.problem(("extensions", at, key), text)))
        found[row.name if row else ""] = one
    return found


def _fault(
    one: Extension, row: Recommender | None, found: Mapping[str, Extension], season: Season
) -> tuple[str, str] | None:
    """Return the key and message of an error in an extension, or None."""
    deadline = season.notice.submission.deadline
    if row is None:
        return "recommender", f"{season.no_recommender(one.recommender)}。"
    if row.name in found:
        return "recommender", f"“{row.name}”写了两次，分不清延到哪一天，请只留一处。"
    if one.until < deadline:
        return "until", f"{one.until}比截止日期（{deadline}）还早，不是延期，请核对。"
    return None
