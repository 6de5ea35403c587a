"""Nominations as they are written down, each field with the place it came from."""

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
"""The identifier of a category, as the season's notice lists them (`categories[].id`)."""


class Roles(NamedTuple):
    """The fields that the program itself needs, by what they are to it.

    Which field has which role is data (`fields[].role`). One that a season does not have is "",
    which is nobody's field: it has no value, no column and no place of its own.
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


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a cell names: as it is named there, and what was found.

    `kind` is what its content is, as far as it is of a `KNOWN` kind; `missing` says, in Chinese,
    why there is none.
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
    """A story's Word file that shows more than text; `data` where it had to be converted."""

    path: Path
    data: bytes | None = None


@dataclass(frozen=True)
class Nomination:
    """One nominated organisation, family or person: the fields, as text, cleaned but not judged.

    `values` has what stands in the fields by their ids; a blank one may be left out. Numbers and
    dates are kept as the person sees them; what they mean is for the rules to say. `story` is the
    text itself; `story_file` the path that stood in the cell, readable or not; `story_document`
    what has the tables, pictures and numbers that belong to the text. `unreadable` names fields
    whose content could not be read and was reported when it was read.
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
        """The files that the cells name, as they name them: the story, what is attached."""
        found = (one.name for group in self.attachments.values() for one in group)
        return tuple(dict.fromkeys(filter(None, (self.story_file, *found))))

    def value(self, name: str) -> str:
        """Return the text of a field by its id."""
        return self.values.get(name, "")

    @property
    def rank(self) -> str:
        """The 序号, as it was written."""
        return self.values.get(self.roles.rank, "")

    @property
    def recommender(self) -> str:
        """The 推荐单位, as it was written."""
        return self.values.get(self.roles.recommender, "")

    @property
    def category(self) -> str:
        """The 申报类型, as it was written."""
        return self.values.get(self.roles.category, "")

    @property
    def name(self) -> str:
        """Who is nominated."""
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
        """The mobile number by which a nomination is known again."""
        return self.values.get(self.roles.mobile, "")

    @cached_property
    def story_length(self) -> Count:
        """The story's length in 字; of a Word file, with its fonts' hints taken into account."""
        return self.story_count or count_text(self.story)

    def length(self, name: str) -> Count:
        """Return the length in 字 of the text in a field."""
        return self.story_length if name == self.roles.story else count_text(self.value(name))


@dataclass(frozen=True, slots=True)
class Submission:
    """The nominations of one source (a workbook, or a form), in the order they stand there."""

    source: Path
    nominations: tuple[Nomination, ...] = ()
