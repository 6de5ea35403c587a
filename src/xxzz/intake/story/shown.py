"""What a story's Word file shows beside its text: what is printed of it, and what can't be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.docx.content import read_content
from xxzz.intake.docx.package import open_document
from xxzz.intake.docx.text import may_have_layout
from xxzz.intake.story.file import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.intake.docx.blocks import Content
    from xxzz.intake.docx.package import Document
    from xxzz.nomination import StoryDocument

_HINT = (
    "要印的，请在 Word 里改成正文里的文字、PNG 或 JPEG 图片；"
    "改不了的，用原文件的打印件换下推荐表后面的事迹。"
)
_LOOKS = "表格、图片、编号（文字里有方框、域，对不上）"


class Shown(NamedTuple):
    """`lost` says in Chinese what no other document can show; `document` has what it can."""

    lost: tuple[str, ...] = ()
    document: StoryDocument | None = None


def shown(opened: Document, text: str, source: StoryDocument) -> Shown:
    """Tell what an opened document shows beside the text that was read of it."""
    if not may_have_layout(opened):
        return Shown()
    content = read_content(opened)
    if content.is_plain:
        return Shown(content.lost)
    if content.text.strip() != text:
        return Shown((*content.lost, _LOOKS))
    return Shown(content.lost, source)


def read_blocks(source: StoryDocument) -> Content:
    """Read what a file shows, to print it; raises `DocumentUnreadable`."""
    data = read_bytes(source.path) if source.data is None else source.data
    return read_content(open_document(data))


def not_printed(file: str, lost: Sequence[str]) -> tuple[str, str]:
    """Say what of a story's file will not be printed, and what to do about it."""
    return f"“{file}”里有{'、'.join(lost)}，推荐表后面印不出来。", _HINT
