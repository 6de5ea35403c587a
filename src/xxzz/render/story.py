"""Prepares the story behind a form: its lines and, from a Word file, tables and pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import (
    Block,
    Content,
    Paragraph,
    Span,
    Table,
    is_pushed_right,
)
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.story.layout import read_blocks
from xxzz.render.block_xml import BlockWriter, BlockXml
from xxzz.render.media import Media

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xxzz.nomination import Nomination
    from xxzz.render.print_area import PrintArea

_HEADING = re.compile("[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(部分|章|节)")
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]+[）)]")
_SENTENCE_ENDS = tuple("。！？；：，、…”!?;:,")
_HEADING_LENGTH = 30


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A paragraph of the story; `kind` is `title`, `heading`, `subheading` or `text`.

    For tables, pictures and formatted paragraphs `kind` is `block`, and `block` is printed.
    """

    text: str
    kind: str
    block: BlockXml | None = None


@dataclass(frozen=True, slots=True)
class PrintedStory:
    """The lines of a story and their pictures; `omitted` describes what is not printed."""

    lines: tuple[StoryLine, ...]
    media: Media
    omitted: str = ""


def printed_story(nomination: Nomination, area: PrintArea | None) -> PrintedStory:
    """Return the story of a nomination; `area` is None if the template prints no blocks."""
    media = Media()
    writer = None if area is None else BlockWriter(area, media.relation)
    document = nomination.story_document
    if document is None:
        return PrintedStory(tuple(story_lines(_typed(nomination.story), writer)), media)
    try:
        content = read_blocks(document)
    except DocumentUnreadable as error:
        content, omitted = Content((), (), ""), f"{error.message}{error.hint}"
    else:
        same = content.text.strip() == nomination.story
        omitted = "" if same else "文件在检查以后改动过，请再运行一次。"
    if omitted:
        whole = f"“{nomination.story_file}”里的表格、图片、编号没有印：{omitted}"
        return PrintedStory(tuple(story_lines(_typed(nomination.story), writer)), media, whole)
    found = tuple(story_lines(_printed(content.blocks, writer), writer))
    if writer is None and any(_is_more(block) for block in content.blocks):
        omitted = (
            f"模板里没有 {{{{p line.block }}}}，“{nomination.story_file}”里的"
            "表格、图片没有印，加粗的字印得不粗。"
        )
    return PrintedStory(found, media, omitted)


def _typed(text: str) -> Iterator[str | Paragraph]:
    """Yield the lines of a text that are not blank."""
    for line in text.splitlines():
        if is_pushed_right(line):
            yield Paragraph((Span(line.strip()),), alignment="right")
        elif stripped := line.strip():
            yield stripped


def _is_more(block: Block) -> bool:
    return not (isinstance(block, Paragraph) and block.is_plain)


def _printed(
    blocks: Iterable[Block], writer: BlockWriter | None
) -> Iterator[str | Paragraph | BlockXml]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line.text if line.is_plain else line for line in block.lines())
        elif writer is not None:
            yield writer.write(block)
        elif isinstance(block, Table):
            cells = (inner for row in block.rows for cell in row.cells for inner in cell.blocks)
            yield from _printed(cells, None)


def story_lines(
    found: Iterable[str | Paragraph | BlockXml], writer: BlockWriter | None = None
) -> Iterator[StoryLine]:
    """Yield the paragraphs of a story, classified by their text.

    A short line without final punctuation is the title if it is the first one, and a heading if it
    starts with 一、 or （一）. The last line may be a signature, other short ones a list or a date.
    """
    every = list(found)
    for at, line in enumerate(every):
        if isinstance(line, BlockXml):
            yield StoryLine("", "block", line)
            continue
        text = line if isinstance(line, str) else line.text
        kind = _kind(text, first=at == 0, last=at == len(every) - 1)
        if isinstance(line, Paragraph) and writer and (kind == "text" or line.has_pictures):
            yield StoryLine("", "block", writer.write(line))
        elif text:
            yield StoryLine(text, kind)


def _kind(line: str, *, first: bool, last: bool) -> str:
    if last or len(line) > _HEADING_LENGTH or line.endswith(_SENTENCE_ENDS):
        return "text"
    if _HEADING.match(line):
        return "heading"
    if _SUBHEADING.match(line):
        return "subheading"
    return "title" if first else "text"
