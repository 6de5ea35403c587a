"""Nominations as they are written down, each field with the place it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field

from xxzz.location import Location  # noqa: TC001  # pydantic resolves it
from xxzz.text.count import Count, count_text

Category = str
"""The identifier of a category, as the season's notice lists them (`categories[].id`)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a nomination stands, and from there the place of each of its fields.

    A workbook's rows share one `columns` mapping; `places` holds what stands elsewhere (a box of a
    form, an indicator on its own sheet).
    """

    base: Location
    columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    def locate(self, name: str) -> Location:
        """Return the place of a field or indicator, else that of the whole nomination."""
        if name in self.places:
            return self.places[name]
        return self.base.at_column(self.columns.get(name))


class Nomination(BaseModel):
    """One nominated organisation or family: the fields of 附件3, as text, cleaned but not judged.

    Numbers and dates are kept as the person sees them; what they mean is for the rules to say.
    `story` is the text itself; `story_file` the path that stood in the cell, readable or not.
    `unreadable` names fields whose content could not be read and was reported when it was read.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    rank: str = ""
    recommender: str = ""
    category: str = ""
    name: str = ""
    nature: str = ""
    leader_name: str = ""
    leader_title: str = ""
    leader_phone: str = ""
    leader_email: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_landline: str = ""
    contact_mobile: str = ""
    address: str = ""
    contact_email: str = ""
    postcode: str = ""
    honours: str = ""
    building_since: str = ""
    family_title: str = ""
    brief: str = ""
    story: str = ""
    remark: str = ""

    origin: Origin
    story_file: str = ""
    story_count: Count | None = None
    indicators: Mapping[str, str] = Field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def value(self, name: str) -> str:
        """Return the text of a field by its name."""
        text: str = getattr(self, name)
        return text

    @cached_property
    def brief_length(self) -> Count:
        """The brief's length in 字."""
        return count_text(self.brief)

    @cached_property
    def story_length(self) -> Count:
        """The story's length in 字; of a Word file, with its fonts' hints taken into account."""
        return self.story_count or count_text(self.story)


FIELDS: tuple[str, ...] = tuple(
    name
    for name in Nomination.model_fields
    if name not in {"origin", "story_file", "story_count", "indicators", "unreadable"}
)
"""The names of the fields that a person fills in."""

LONG_FIELDS = frozenset({"honours", "brief", "story", "remark"})
"""The fields whose answers are texts of their own, with lines that mean something."""


class Submission(BaseModel):
    """The nominations of one source (a workbook, or a form), in the order they stand there."""

    model_config = ConfigDict(frozen=True)

    source: Path
    nominations: tuple[Nomination, ...] = ()
