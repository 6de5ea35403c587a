"""What follows a form in its file: printed notes, and the story if it is there (五（三）1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx_walk import Walk
from xxzz.intake.form_document import gather
from xxzz.intake.story import Story
from xxzz.text.count import Run, count_runs
from xxzz.text.normalise import clean, squash

if TYPE_CHECKING:
    from lxml.etree import _Element

    from xxzz.intake.docx_package import Document
    from xxzz.season import Season

_LEAST_WORDS = 100
"""字 from which text behind a form is its story although no heading says so."""
_NOTES_HEADING = "说明"
_LETTERS = re.compile("[^\\w]+")


@dataclass(frozen=True, slots=True)
class Tail:
    """The story behind a form, or why there is none."""

    story: Story | None = None
    doubt: str = ""


def read_tail(document: Document, elements: list[_Element], name: str, season: Season) -> Tail:
    """Read what stands between a form and the next one, or the end; `name` is whose form it is."""
    walk = Walk(document, gather(document, elements))
    paragraphs, headed = _story_of([list(runs) for runs in walk.paragraphs], name, season)
    count = count_runs(paragraphs)
    text = clean("\n".join("".join(run.text for run in runs) for runs in paragraphs))
    if count.words >= (1 if headed else _LEAST_WORDS):
        return Tail(Story(text, count))
    if count.words:
        return Tail(doubt=f"表后面的文字只有{count.words}字，没有当作详细事迹。")
    if walk.boxed:
        return Tail(doubt="表后面的文字在文本框里，没有读取；请把它剪切、粘贴到正文里。")
    return Tail()


def _story_of(
    paragraphs: list[list[Run]], name: str, season: Season
) -> tuple[list[list[Run]], bool]:
    """Leave out notes, heading and name before the story; tells whether there was a heading."""
    documents = season.notice.documents
    notes = [_letters(note) for note in documents.form.notes]
    headings = {squash(documents.story.title), *map(squash, season.field("story").aliases)}
    headed = False
    at = 0
    while at < len(paragraphs):
        line = "".join(run.text for run in paragraphs[at])
        key = squash(line)
        if key.rstrip(":") in headings and not headed:
            headed = True
        elif headed and key == squash(name) and name:
            return paragraphs[at + 1 :], True
        elif key and key.rstrip(":") != _NOTES_HEADING and not _is_note(line, notes):
            break
        at += 1
    return paragraphs[at:], headed


def _is_note(line: str, notes: list[str]) -> bool:
    letters = _letters(line)
    return any(note in letters for note in notes) and len(letters) <= sum(map(len, notes)) * 2


def _letters(text: str) -> str:
    return _LETTERS.sub("", squash(text))
