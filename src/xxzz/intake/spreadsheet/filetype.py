"""The kind of a file by its content, since names and extensions are often wrong."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.errors import SAVE_AS_XLSX, WorkbookUnreadable
from xxzz.intake.stand_in import LFS_HINT, LFS_POINTER, is_lfs_pointer

if TYPE_CHECKING:
    from collections.abc import Collection

HEAD = 4096
"""The number of first bytes that decide what a file is."""


class FileType(Enum):
    """The containers that may hold a workbook, among other things."""

    ZIP = "zip"
    OLE = "ole"


_BINARY = (
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"{\\rtf", "RTF 文档"),
)
_ARCHIVES = (
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"),
    (b"\x1f\x8b", "压缩包（gz）"),
    (b"BZh", "压缩包（bz2）"),
    (b"\xfd7zXZ\0", "压缩包（xz）"),
    (b"MSCF", "压缩包（CAB）"),
)
# Spreadsheets before OLE begin with a BOF record, of BIFF 2, 3, 4 or 5 to 8.
_BARE_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODF = b"urn:oasis:names:tc:opendocument:xmlns:office"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<body")
_TEXT_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def file_type(head: bytes) -> FileType:
    """Return the container of a file from its first `HEAD` bytes.

    Raises:
        WorkbookUnreadable: it is not a workbook; the message says what it is.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileType.ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileType.OLE
    if not head.strip(b"\0"):
        raise WorkbookUnreadable(
            "文件是空的，没有内容。", "多半是保存或传送时出了错，请重新保存，或请对方重发一份。"
        )
    if is_lfs_pointer(head):
        raise WorkbookUnreadable(LFS_POINTER, LFS_HINT)
    raise _foreign(_name(head))


def archive_name(head: bytes) -> str | None:
    """Return the Chinese name of an archive other than a zip, None for any other file."""
    return next((name for signature, name in _ARCHIVES if head.startswith(signature)), None)


def office_name(parts: Collection[str]) -> str:
    """Return the Chinese name of a zip without a workbook; `parts` are its names in lower case."""
    if "word/document.xml" in parts:
        return "Word 文档"
    if "ppt/presentation.xml" in parts:
        return "PowerPoint 演示文稿"
    if "mimetype" in parts and "content.xml" in parts:
        return "ODF 文档"
    if "[content_types].xml" in parts:
        return "别的 Office 文件"
    return "压缩包"


def not_a_workbook(name: str) -> WorkbookUnreadable:
    """Return the error for a file that is not a workbook; `name` says in Chinese what it is."""
    if "压缩包" in name:
        return WorkbookUnreadable(f"这是{name}，不是工作簿。", "请先解压，再检查里面的工作簿。")
    return WorkbookUnreadable(
        f"这是{name}，不是工作簿。", "请确认选对了文件；推荐名单要用 Excel 工作簿（.xlsx）。"
    )


def _foreign(name: str) -> WorkbookUnreadable:
    if name.startswith(("网页", "文本", "XML", "很旧")):
        return WorkbookUnreadable(f"这是{name}，不是工作簿，不能直接读取。", SAVE_AS_XLSX)
    return not_a_workbook(name)


def _name(head: bytes) -> str:
    for signature, name in _BINARY + _ARCHIVES:
        if head.startswith(signature):
            return name
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<?xml") and _XML_2003 in text:
        return "XML 表格（XML 电子表格 2003）"
    if text.startswith(b"<?xml") and _FLAT_ODF in text:
        return "XML 表格（.fods）"
    if text.startswith(b"mime-version:") or (text[:1] == b"<" and any(t in text for t in _HTML)):
        return "网页格式的表格（HTML）"
    if head.startswith(_BARE_BIFF):
        return "很旧的 Excel 文件（Excel 4.0 或更早）"
    return "文本文件（例如 CSV）" if _is_text(head) else "认不出来的文件"


def _is_text(head: bytes) -> bool:
    for encoding in _TEXT_ENCODINGS:
        try:
            text = head.decode(encoding)
        except UnicodeDecodeError as error:
            # the head may end in the middle of a character
            if error.start < len(head) - 4 or not error.start:
                continue
            text = head[: error.start].decode(encoding)
        if "\0" not in text and sum(not c.isprintable() and not c.isspace() for c in text) == 0:
            return True
    return False
