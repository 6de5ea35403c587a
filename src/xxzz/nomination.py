"""Nominations as written in the sources, with the location of each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from xxzz.text.count import Count, count_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xxzz.location import Location

Category = str
"""The id of a category in the season's notice (`categories[].id`)."""


class Roles(NamedTuple):
    """The ids of the fields with a meaning to the program.

    The role of a field is data (`fields[].role`). A role that a season lacks is "", which is not
    the id of any field: it has no value, column or location.
    """

    rank: str
    recommender: str
    category: str
    name: str
    brief: str = ""
    story: str = ""
    remark: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The location of a nomination and of each of its fields.

    Rows of a workbook share one `columns` mapping; `places` has fields located elsewhere (a box of
    a form, an indicator on its own sheet).
    """

    base: Location
    columns: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    def locate(self, name: str) -> Location:
        """Return the location of a field or indicator, else that of the nomination."""
        if name in self.places:
            return self.places[name]
        return self.base.at_column(self.columns.get(name))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file named in a cell, and what was found.

    `kind` is the type of its content, if one of `KNOWN`; `missing` says, in Chinese, why the file
    was not found.
    """

    name: str
    suffix: str
    size: int = 0
    kind: str = ""
    pixels: tuple[int, int] | None = None
    missing: str = ""

    KNOWN: ClassVar = frozenset({"png", "jpg", "pdf"})


@dataclass(frozen=True, slots=True)
class StoryDocument:
    """A story's Word file with more than text; `data` is its content if it was converted."""

    path: Path
    data: bytes | None = None


@dataclass(frozen=True)
class Nomination:
    """A nominated organisation, family or person: its fields as cleaned but unjudged text.

    `values` has the fields by id; empty ones may be missing. Numbers and dates are kept as
    displayed; rules interpret them. `story` is the text itself; `story_file` the path in the cell,
    readable or not. `unreadable` has fields whose content could not be read, which was already
    reported.
    """

    origin: Origin
    values: Mapping[str, str]
    roles: Roles
    indicators: Mapping[str, str] = field(default_factory=dict)
    story_file: str = ""
    story_count: Count | None = None
    story_document: StoryDocument | None = None
    unreadable: frozenset[str] = frozenset()
    attachments: Mapping[str, tuple[Attached, ...]] = field(default_factory=dict)

    @property
    def files(self) -> tuple[str, ...]:
        """The files named in the cells: the story and the attachments."""
        found = (one.name for group in self.attachments.values() for one in group)
        return tuple(dict.fromkeys(filter(None, (self.story_file, *found))))

    def value(self, name: str) -> str:
        """Return the text of a field, or ""."""
        return self.values.get(name, "")

    @property
    def rank(self) -> str:
        """The 序号, as written."""
        return self.values.get(self.roles.rank, "")

    @property
    def recommender(self) -> str:
        """The 推荐单位, as written."""
        return self.values.get(self.roles.recommender, "")

    @property
    def category(self) -> str:
        """The 申报类型, as written."""
        return self.values.get(self.roles.category, "")

    @property
    def name(self) -> str:
        """The name of the nominee."""
        return self.values.get(self.roles.name, "")

    @property
    def brief(self) -> str:
        """The 简要事迹."""
        return self.values.get(self.roles.brief, "")

    @property
    def story(self) -> str:
        """The 详细事迹, as text."""
        return self.values.get(self.roles.story, "")

    @property
    def remark(self) -> str:
        """The remark for 附件4."""
        return self.values.get(self.roles.remark, "")

    @property
    def mobile(self) -> str:
        """The mobile number, by which a nomination is matched between lists."""
        return self.values.get(self.roles.mobile, "")

    @cached_property
    def story_length(self) -> Count:
        """The story's length in 字; for a Word file, counted with its font hints."""
        return self.story_count or count_text(self.story)

    def length(self, name: str) -> Count:
        """Return the length in 字 of the text in a field."""
        return self.story_length if name == self.roles.story else count_text(self.value(name))


@dataclass(frozen=True, slots=True)
class Submission:
    """The nominations of one source (a workbook or a form), in order."""

    source: Path
    nominations: tuple[Nomination, ...] = ()
