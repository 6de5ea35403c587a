"""The pictures, tables and automatic numbers of a story's Word file, and whether they print."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.content import read_content
from xxzz.intake.docx.package import open_document
from xxzz.intake.docx.text import may_have_layout
from xxzz.intake.docx.white import white_characters
from xxzz.intake.story.file import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.docx.blocks import Content
    from xxzz.intake.docx.package import Document
    from xxzz.nomination import StoryDocument

_HINT = (
    "要印的，请在 Word 里改成正文里的文字、PNG 或 JPEG 图片；不要的，请删去；"
    "改不了的，用原文件的打印件换下推荐表后面的事迹。"
)
_WHITE = "{}个白色的、看不见的字（会印成黑色，也算字数）"
_LOOKS = "表格、图片、编号（文字里有方框、域，对不上）"


class StoryLayout(NamedTuple):
    """What a story's file shows besides its text.

    `lost` lists in Chinese what can't be printed; `document` is set if there is something to print
    from it.
    """

    lost: tuple[str, ...] = ()
    document: StoryDocument | None = None


def read_layout(opened: Document, text: str, source: StoryDocument) -> StoryLayout:
    """Read the layout of an opened document; `text` is the story that was read from it."""
    white = white_characters(opened)
    lost: tuple[str, ...] = (_WHITE.format(white),) if white else ()
    if not may_have_layout(opened):
        return StoryLayout(lost)
    content = read_content(opened)
    lost += content.lost
    if content.is_plain:
        return StoryLayout(lost)
    if content.text.strip() != text:
        return StoryLayout((*lost, _LOOKS))
    return StoryLayout(lost, source)


def read_blocks(source: StoryDocument) -> Content:
    """Read the content of a story's file for printing; raises `DocumentUnreadable`."""
    data = read_bytes(source.path) if source.data is None else source.data
    return read_content(open_document(data))


def not_printed(file: str, lost: Sequence[str]) -> tuple[str, str]:
    """Return the message and the hint about what of a story's file can't be printed."""
    return f"“{file}”里有{'、'.join(lost)}，推荐表后面不能照样印。", _HINT
