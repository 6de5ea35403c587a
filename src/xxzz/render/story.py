"""The story behind a form: its lines, and where its Word file has more, tables and pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.blocks import Block, Content, Paragraph, Table
from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.story.shown import read_blocks
from xxzz.render.block_xml import BlockWriter, BlockXml
from xxzz.render.media import Media
from xxzz.render.xmltext import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xxzz.nomination import Nomination
    from xxzz.render.room import Room

_HEADING = re.compile("[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(部分|章|节)")
_SUBHEADING = re.compile("[（(][一二三四五六七八九十]+[）)]")
_SENTENCE_ENDS = tuple("。！？；：，、…”!?;:,")
_HEADING_LENGTH = 30


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A paragraph of the story; `kind` is `title`, `heading`, `subheading` or `text`.

    A table, pictures or a paragraph with looks are `kind` `block`, and `block` is what to print.
    """

    text: str
    kind: str
    block: BlockXml | None = None


@dataclass(frozen=True, slots=True)
class PrintedStory:
    """The lines of a story with the pictures that they show; `lacks` says what is left out."""

    lines: tuple[StoryLine, ...]
    media: Media
    lacks: str = ""


def printed_story(nomination: Nomination, room: Room | None) -> PrintedStory:
    """Return the story of a nomination; `room` is there where the template prints blocks."""
    media = Media()
    document = nomination.story_document
    if document is None:
        return PrintedStory(tuple(story_lines(lines(nomination.story))), media)
    try:
        content = read_blocks(document)
    except DocumentUnreadable as error:
        content, lacks = Content((), (), ""), f"{error.message}{error.hint}"
    else:
        same = content.text.strip() == nomination.story
        lacks = "" if same else "文件在检查以后改动过，请再运行一次。"
    if lacks:
        whole = f"“{nomination.story_file}”里的表格、图片、编号没有印：{lacks}"
        return PrintedStory(tuple(story_lines(lines(nomination.story))), media, whole)
    writer = None if room is None else BlockWriter(room, media.relation)
    found = tuple(story_lines(_printed(content.blocks, writer), writer))
    if writer is None and any(_is_more(block) for block in content.blocks):
        lacks = (
            f"模板里没有 {{{{p line.block }}}}，“{nomination.story_file}”里的"
            "表格、图片没有印，加粗的字印得不粗。"
        )
    return PrintedStory(found, media, lacks)


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
    """Yield the paragraphs of a story with what each is, as far as its look tells.

    A short line without a sentence's end is the story's title where nothing comes before it, a
    heading where it begins with 一、 or （一）; one at the end is a signature. Shortness alone
    makes no heading: a line of a list or a date is short too.
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
