"""What the templates may print: 附件3, the story and 附件4 by the names of their tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.render.xmltext import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xxzz.entry import Entry
    from xxzz.season import Season

_OWN_NAMES = ("attachment", "title", "notes", "story_title", "story_lines")
SUMMARY_NAMES = ("attachment", "title", "recommender", "groups", "notes")

_HEADING = re.compile("[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(部分|章|节)")
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]+[）)]")
_SENTENCE_ENDS = tuple("。！？；：，、…”!?;:,")
_HEADING_LENGTH = 30


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A paragraph of the story; `kind` is `title`, `heading`, `subheading` or `text`."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SummaryEntry:
    """A row of 附件4."""

    number: int
    name: str
    remark: str


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """The rows of one category, most urgent first."""

    name: str
    size: int
    entries: Sequence[SummaryEntry]


def form_names(season: Season) -> tuple[str, ...]:
    """Return all that a template of 附件3 may name."""
    return (*season.field_ids, *_OWN_NAMES)


def needed_names(season: Season) -> tuple[str, ...]:
    """Return the tags without which a form is no longer the 附件3 of the notice."""
    attachment = season.notice.documents.form.attachment or ""
    apart = (season.roles.rank, season.roles.story)
    boxes = (
        field.id
        for field in season.notice.fields
        if field.clause.startswith(attachment) and field.id not in apart and field.kind != "file"
    )
    return (season.roles.recommender, *boxes)


def form_values(entry: Entry, season: Season) -> Mapping[str, object]:
    """Return the values of one 附件3 with its 优秀事迹材料 (五（三）1)."""
    documents = season.notice.documents
    values: dict[str, object] = {name: entry.nomination.value(name) for name in season.field_ids}
    values |= {
        season.roles.recommender: recommender_name(entry),
        season.roles.category: category_name(entry, season),
        "attachment": documents.form.attachment or "",
        "title": documents.form.title,
        "notes": documents.form.notes,
        "story_title": documents.story.title,
        "story_lines": tuple(story_lines(entry.nomination.story)),
    }
    return values


def summary_values(
    recommender: str, groups: Sequence[SummaryGroup], season: Season
) -> Mapping[str, object]:
    """Return the values of one 附件4 (五（三）2)."""
    document = season.notice.documents.summary
    return {
        "attachment": document.attachment or "",
        "title": document.title,
        "recommender": recommender,
        "groups": groups,
        "notes": document.notes,
    }


def recommender_name(entry: Entry) -> str:
    """Return the 推荐单位 by its official name, or as it was written where it names none."""
    return entry.recommender.name if entry.recommender else entry.nomination.recommender


def category_name(entry: Entry, season: Season) -> str:
    """Return the 申报类型 by its official name, or as it was written where it names none."""
    return season.info(entry.category).name if entry.category else entry.nomination.category


def story_lines(text: str) -> Iterator[StoryLine]:
    """Yield the paragraphs of a story with what each is, as far as its look tells.

    A short line without a sentence's end is the story's title where nothing comes before it, a
    heading where it begins with 一、 or （一）; one at the end is a signature. Shortness alone
    makes no heading: a line of a list or a date is short too.
    """
    found = list(lines(text))
    for at, line in enumerate(found):
        yield StoryLine(line, _kind(line, first=at == 0, last=at == len(found) - 1))


def _kind(line: str, *, first: bool, last: bool) -> str:
    if last or len(line) > _HEADING_LENGTH or line.endswith(_SENTENCE_ENDS):
        return "text"
    if _HEADING.match(line):
        return "heading"
    if _SUBHEADING.match(line):
        return "subheading"
    return "title" if first else "text"
