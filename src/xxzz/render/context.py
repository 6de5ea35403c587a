"""The variables available in the templates of 附件3 with story, and 附件4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.render.story import StoryLine
    from xxzz.season import Season

_OWN_NAMES = ("attachment", "title", "notes", "story_title", "story_lines")
SUMMARY_NAMES = ("attachment", "title", "recommender", "groups", "notes")


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """A row of 附件4."""

    number: int
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """The rows of one category by priority."""

    name: str
    size: int
    entries: Sequence[SummaryEntry]


def form_names(season: Season) -> tuple[str, ...]:
    """Return all variables of the template of 附件3."""
    return (*season.field_ids, *_OWN_NAMES)


def required_names(season: Season) -> tuple[str, ...]:
    """Return the variables that any template of 附件3 must contain."""
    attachment = season.notice.documents.form.attachment or ""
    apart = (season.roles.rank, season.roles.story)
    boxes = (
        field.id
        for field in season.notice.fields
        if field.clause.startswith(attachment) and field.id not in apart and field.kind != "file"
    )
    return (season.roles.recommender, *boxes)


def form_values(entry: Entry, lines: Sequence[StoryLine], season: Season) -> Mapping[str, object]:
    """Return the variables of one 附件3; `lines` is its 优秀事迹材料 (五（三）1)."""
    documents = season.notice.documents
    values: dict[str, object] = {name: entry.nomination.value(name) for name in season.field_ids}
    values |= {
        season.roles.recommender: entry.ref.recommender,
        season.roles.category: category_name(entry, season),
        "attachment": documents.form.attachment or "",
        "title": documents.form.title,
        "notes": documents.form.notes,
        "story_title": documents.story.title,
        "story_lines": lines,
    }
    return values


def summary_values(
    recommender: str, groups: Sequence[SummaryGroup], season: Season
) -> Mapping[str, object]:
    """Return the variables of one 附件4 (五（三）2)."""
    document = season.notice.documents.summary
    return {
        "attachment": document.attachment or "",
        "title": document.title,
        "recommender": recommender,
        "groups": groups,
        "notes": document.notes,
    }


def category_name(entry: Entry, season: Season) -> str:
    """Return the official name of the category, or the text as written if it is unknown."""
    return season.info(entry.category).name if entry.category else entry.nomination.category
