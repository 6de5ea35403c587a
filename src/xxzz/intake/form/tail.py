"""Reads the content behind a form in its file: printed notes, and perhaps the story (五（三）1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import Paragraph, Pictures, Table
from xxzz.intake.docx.content import read_content
from xxzz.intake.docx.walk import Walk
from xxzz.intake.story.file import Story
from xxzz.text.count import Run, count_runs, count_text
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xxzz.intake.docx.package import Document
    from xxzz.season import Season

_APART = "要照原样印的，请把事迹另存成一份 Word 文档，和推荐表放在一起。"
_MIN_WORDS = 100
"""The least 字数 of a story behind a form without a heading."""
_NOTES_HEADING = "说明"
_MAX_HEADING_LENGTH = 80
_LETTERS = re.compile("[^\\w]+")
_ATTACHED = re.compile("附件?[0-9一二三四五六七八九十]{0,2}")
_REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Tail:
    """The story behind a form; `doubt` is a remark on it, or why there is none, in Chinese."""

    story: Story | None = None
    doubt: str = ""


class StoryReader:
    """Finds the story behind a form, or in its box 建设情况."""

    def __init__(self, season: Season) -> None:
        documents = season.notice.documents
        self._notes = [_letters(note) for note in documents.form.notes]
        stories = [field for field in season.notice.fields if field.role == "story"]
        names = [name for field in stories for name in (field.header, *field.aliases)]
        self._titles = frozenset(map(_letters, (documents.story.title, *names)))

    def read_tail(self, document: Document, elements: list[Element], name: str) -> Tail:
        """Read the elements between a form and the next one, or the end of the document.

        `name` is the name of the form's nomination.
        """
        walk = Walk(document, *elements)
        paragraphs, headed = self._story_of([list(runs) for runs in walk.paragraphs], name)
        count = count_runs(paragraphs)
        text = cleaned("\n".join("".join(run.text for run in runs) for runs in paragraphs))
        if count.words >= (1 if headed else _MIN_WORDS):
            lost = list(_not_collected(document, elements))
            doubt = f"表后面的事迹里有{'、'.join(lost)}，没有采集。{_APART}" if lost else ""
            return Tail(Story(text, count), doubt)
        if count.words:
            return Tail(doubt=f"表后面的文字只有{count.words}字，没有当作详细事迹。")
        if walk.boxed:
            return Tail(doubt="表后面的文字在文本框里，没有读取；请把它剪切、粘贴到正文里。")
        return Tail()

    def split_brief(self, brief: str, name: str) -> tuple[str, Story] | None:
        """Split 建设情况 into 简要事迹 and story at a heading; None where there is no heading."""
        lines = brief.split("\n")
        for at, line in enumerate(lines[1:], 1):
            if self._is_heading(line, name):
                text = cleaned("\n".join(lines[at + 1 :]))
                count = count_text(text)
                if count.words >= _MIN_WORDS:
                    return cleaned("\n".join(lines[:at])), Story(text, count)
        return None

    def headings_in(self, story: str) -> list[str]:
        """Return lines in a story that look like headings of further stories (乙街道事迹材料)."""
        lines = (line for line in story.split("\n") if len(line) <= _MAX_HEADING_LENGTH)
        return [line for line in lines if _letters(line).endswith(tuple(self._titles))]

    def _story_of(self, paragraphs: list[list[Run]], name: str) -> tuple[list[list[Run]], bool]:
        """Return the story without the notes, headings and name above it, and whether it had any.

        The second result is true where a heading says that the story follows.
        """
        headed = False
        at = 0
        while at < len(paragraphs):
            line = "".join(run.text for run in paragraphs[at])
            key = comparison_key(line).rstrip(":")
            if self._is_heading(line, name):
                headed = True
            elif headed and name and _letters(line) == _letters(name):
                return paragraphs[at + 1 :], True
            elif key not in ("", _NOTES_HEADING, comparison_key(name)) and not (
                _ATTACHED.fullmatch(key) or self._is_note(line)
            ):
                break
            at += 1
        return paragraphs[at:], headed

    def _is_heading(self, line: str, name: str) -> bool:
        """Tell whether a line is a heading of the story: 附件：某街道优秀事迹材料（2000字）."""
        if len(line) > _MAX_HEADING_LENGTH:
            return False
        key = _letters(_REMARK.sub("", comparison_key(line)))
        key = _ATTACHED.sub("", key, count=1) if _ATTACHED.match(key) else key
        bare = key.removeprefix(_letters(name)).removeprefix("的")
        return bare in self._titles

    def _is_note(self, line: str) -> bool:
        letters = _letters(line)
        found = any(note in letters for note in self._notes)
        return found and len(letters) <= sum(map(len, self._notes)) * 2


def _letters(text: str) -> str:
    return _LETTERS.sub("", comparison_key(text))


def _not_collected(document: Document, elements: list[Element]) -> Iterator[str]:
    """Yield what a story shows besides its text, which is all that is collected of it."""
    content = read_content(document, *elements)
    tables = [block for block in content.blocks if isinstance(block, Table)]
    pictures = sum(len(one.pictures) for one in content.blocks if isinstance(one, Pictures))
    texts = [block for block in content.blocks if isinstance(block, Paragraph)]
    if tables:
        yield f"{len(tables)}张表格的格线"
    if pictures := pictures + sum(one.has_pictures for one in texts):
        yield f"{pictures}张图片"
    if not all(one.has_one_look for one in texts):
        yield "加粗等样子"
    yield from content.lost
