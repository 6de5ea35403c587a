"""One waiver: what it covers and when it is valid."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from xxzz import rule_names
from xxzz.season.models.base import Day, Model
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from xxzz.finding import Finding, Problem
    from xxzz.location import Location

_WRITTEN = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def _day(value: object) -> object:
    """Parse a date as clerks type it; other values are returned for pydantic to refuse."""
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return value
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return value


_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Day = Annotated[Day, BeforeValidator(_day)]


class Entry(Model):
    """One waiver as written in the file."""

    rule: _Text = Field(description="规则的名字")
    nomination: _Text | None = Field(
        default=None, description="被推荐单位或家庭的名称；名额的规则可以写推荐单位，也可以不写"
    )
    reason: _Text = Field(description="理由")
    approved_by: _Text = Field(description="批准人")
    date: _Day = Field(description="批准日期，例如 2023-09-01")
    expires: _Day | None = Field(default=None, description="有效到哪一天（含）；不写则一直有效")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver and its line; it covers the files of its folder, or all files if `everywhere`."""

    entry: Entry
    location: Location
    everywhere: bool = False

    def covers(self, finding: Finding) -> bool:
        """Tell whether the waiver applies to a finding."""
        ref = finding.nomination
        if ref is None or finding.rule != self.entry.rule:
            return False
        folder = PurePosixPath(self.location.file).parent
        if not self.everywhere and folder != PurePosixPath(finding.location.file).parent:
            return False
        if self.entry.nomination is None:
            return True
        names = (
            [ref.name, ref.recommender]
            if finding.rule in rule_names.OF_RECOMMENDERS
            else [ref.name]
        )
        return comparison_key(self.entry.nomination) in map(comparison_key, names)

    def expired(self, today: dt.date) -> bool:
        """Tell whether the expiry date has passed."""
        return self.entry.expires is not None and self.entry.expires < today

    def early(self, today: dt.date) -> bool:
        """Tell whether the approval date is in the future."""
        return self.entry.date > today

    @property
    def what(self) -> str:
        """The waiver's name in messages."""
        whose = f"“{self.entry.nomination}”的 " if self.entry.nomination else ""
        return f"{whose}{self.entry.rule} 豁免"


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a run, and the problems in their files."""

    granted: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()
