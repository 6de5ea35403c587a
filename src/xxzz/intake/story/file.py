"""Reads files with 详细事迹 (附件3 建设情况): Word documents and plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import SAVE_AS_DOCX, DocumentUnreadable, too_large
from xxzz.intake.docx.images import image_kind
from xxzz.intake.docx.kind import is_office, is_old_word
from xxzz.intake.stand_in import (
    CONFLICT,
    CONFLICT_HINT,
    LFS_HINT,
    LFS_POINTER,
    has_conflict,
    is_lfs_pointer,
)
from xxzz.intake.story.path import looks_like_path, resolve_story
from xxzz.nomination import StoryDocument
from xxzz.text.count import Count, count_text
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "DocumentUnreadable",
    "Story",
    "looks_like_path",
    "read_stories",
    "read_story",
    "resolve_story",
]

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_TEXT_BYTES = 4 * 1024 * 1024

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# narrower than `text.forbidden`, since old text files have escape characters, and U+0080 for €
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PRIVATE, _MAX_PRIVATE = re.compile("[\ue000-\uf8ff]"), 0.02
"""Characters without a meaning; only garbled texts have more than this share of them."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?=[\w-]+[ \t]*:)(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_NOT_TEXT_HINT = (
    "请确认选对了文件。可以用的有：Word、WPS 文档（.docx、.doc、.wps），"
    "以及记事本能打开的文本（.txt、.md）。"
)


@dataclass(frozen=True, slots=True)
class Story:
    """A story's text, a line per paragraph, and its 字数.

    `lost` lists in Chinese what the document shows and xxzz can't print. `document` is set if the
    document has pictures, tables or automatic numbers, to be printed from it.
    """

    text: str
    count: Count
    lost: tuple[str, ...] = ()
    document: StoryDocument | None = None


def read_story(path: Path) -> Story:
    """Read one file as `read_stories` does; raises `DocumentUnreadable`."""
    (story,) = read_stories([path])
    if isinstance(story, DocumentUnreadable):
        raise story
    return story


def read_stories(paths: Sequence[Path]) -> list[Story | DocumentUnreadable]:
    """Read .docx, .txt and .md, and with one run of LibreOffice .doc, .wps and .rtf.

    The kind of a file is decided by its content. A text file is UTF-8, UTF-16 with a byte order
    mark, or GB18030. The front matter (`---` to `---` at the top) of a file named .md is left out;
    Markdown signs count, as they do when the file is pasted into Word.

    The result has, in the order of `paths`, the story or the reason why it can't be read, with the
    file's name. A document with more text in text boxes than in its body, or with nothing but
    pictures, is refused.
    """
    contents = list(map(_content, paths))
    old = [at for at, data in enumerate(contents) if isinstance(data, bytes) and is_old_word(data)]
    if old:
        from xxzz.intake.docx.convert import to_docx  # noqa: PLC0415  # seldom needed

        made = to_docx([data for at in old if isinstance(data := contents[at], bytes)])
        for at, result in zip(old, made, strict=True):
            contents[at] = result
    pairs = zip(paths, contents, strict=True)
    return [_story(path, data, converted=at in old) for at, (path, data) in enumerate(pairs)]


def _content(path: Path) -> bytes | DocumentUnreadable:
    try:
        return read_bytes(path)
    except DocumentUnreadable as error:
        return error


def _story(
    path: Path, data: bytes | DocumentUnreadable, *, converted: bool
) -> Story | DocumentUnreadable:
    try:
        if isinstance(data, DocumentUnreadable):
            raise data
        if not data or is_office(data):
            return _read_document(StoryDocument(path, data if converted else None), data)
        return _read_text(data, markdown=path.suffix.lower() in (".md", ".markdown"))
    except DocumentUnreadable as error:
        return error.about(path.name or str(path))


def read_bytes(path: Path) -> bytes:
    """Return a file's content; raises `DocumentUnreadable` if it can't be read."""
    try:
        if not path.is_file():
            reason = "找不到这个文件。" if not path.exists() else "这是文件夹，不是文件。"
            raise DocumentUnreadable(reason, "请核对文件名和所在的文件夹。")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise DocumentUnreadable(
            "文件打不开。", "请先在 Word 或 WPS 里关闭它，并确认自己有权读取这个文件。"
        ) from error
    if len(data) > MAX_FILE_BYTES:
        raise DocumentUnreadable(
            f"文件超过 {MAX_FILE_BYTES >> 20} MB，没有读取。", "请删去或压缩其中的照片后重新保存。"
        )
    if is_lfs_pointer(data):
        raise DocumentUnreadable(LFS_POINTER, LFS_HINT)
    return data


def _read_document(source: StoryDocument, data: bytes) -> Story:
    from xxzz.intake.docx import text as docx  # noqa: PLC0415  # slow, and most are in the cell itself
    from xxzz.intake.story.layout import read_layout  # noqa: PLC0415  # as above

    opened = docx.open_document(data)
    document = docx.read_text(opened)
    count = document.count()
    if document.boxed > count.characters:
        share = "全" if count.words == 0 else "多半"
        raise DocumentUnreadable(
            f"文字{share}在文本框里，Word 的字数统计不算文本框。",
            "请点开文本框，全选、剪切其中的文字，粘贴到正文里，再保存。",
        )
    if count.words == 0 and document.pictures:
        raise DocumentUnreadable(
            "里面只有图片，没有文字。", "请把文字录入正文（扫描件、截图无法统计字数），再保存。"
        )
    if count.words == 0 and document.foreign:
        raise DocumentUnreadable("里面是嵌入的网页，没有正文（有的系统这样导出）。", SAVE_AS_DOCX)
    text = document.text.strip()
    return Story(text, count, *read_layout(opened, text, source))


def _read_text(data: bytes, *, markdown: bool) -> Story:
    if len(data) > MAX_TEXT_BYTES:
        raise too_large(f"文本超过 {MAX_TEXT_BYTES >> 20} MB")
    if image_kind(data):
        raise DocumentUnreadable(
            "这是图片，不是文档。",
            "请把文字录入 Word 文档（截图、扫描件无法统计字数），再填它的文件名。",
        )
    raw = _decode(data).removesuffix("\x1a")  # the end-of-file mark of DOS
    if _BINARY.search(raw):
        raise DocumentUnreadable("这不是文本文件，里面有二进制内容。", _NOT_TEXT_HINT)
    text = cleaned(raw)
    if has_conflict(text):
        raise DocumentUnreadable(CONFLICT, CONFLICT_HINT)
    if markdown:
        text = cleaned(_FRONT_MATTER.sub("", text))
    return Story(text, count_text(text))


def _decode(data: bytes) -> str:
    try:
        if data.startswith(_UTF16_BOMS):
            return data.decode("utf-16")
        return _decode_utf8_or_gb18030(data)
    except UnicodeError as error:
        raise DocumentUnreadable(
            "文字编码认不出来，或者文件不完整。",
            f"请用记事本打开它，选“文件→另存为”，编码选“UTF-8”，再用新文件；打不开的，{SAVE_AS_DOCX}",
        ) from error


def _decode_utf8_or_gb18030(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # as GB18030, a truncated or damaged UTF-8 file would be read as garbage without an error
        truncated = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        if truncated or data.startswith(_UTF8_BOM):
            raise
    text = data.decode("gb18030")
    if len(_PRIVATE.findall(text)) > len(text) * _MAX_PRIVATE:
        raise UnicodeError
    return text
