"""Classifies the files of the inbox by content, with instructions for unusable ones."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from xxzz import remedies
from xxzz.bundle.bagit.tags import BAGIT
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.filetype import HEAD, FileType, archive_name, file_type
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path

IN_USE = "打不开，请关闭正在用它的程序，再试一次"
_WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin")
_DOCUMENT_PART = "word/document.xml"
_OUTLOOK_REMARK = "Outlook 邮件，请打开它，把附件另存到收件文件夹"
_WINMAIL = b"\x78\x9f\x3e\x22"
_WINMAIL_REMARK = "Outlook 的 winmail.dat，附件在里面取不出来，请对方用纯文本格式重发"
_NOTE_ENDINGS = frozenset({".txt", ".md", ".yaml", ".yml", ".ini", ".db", ".lnk", ".url"})
_BINARY_OFFICE = (".doc", ".wps", ".dot", ".ppt")


class Kind(Enum):
    """The kinds of files in an inbox."""

    PACKAGE = "包"
    WORKBOOK = "名单（没有打包）"
    OTHER = "其他文件"
    MAIL = "邮件"
    ARCHIVE = "压缩包"
    NOTE = "说明"


class Identified(NamedTuple):
    """A file's kind; for OTHER, `remark` says in Chinese what to do with it."""

    kind: Kind
    remark: str = ""


def kind_of(path: Path) -> Identified:
    """Return a file's kind; a broken .zip counts as a package, so that `verify` explains it."""
    ending = path.suffix.lower()
    if ending == ".eml":
        return Identified(Kind.MAIL)
    if ending == ".msg":
        return Identified(Kind.OTHER, _OUTLOOK_REMARK)
    if ending in _NOTE_ENDINGS:
        return Identified(Kind.NOTE)
    try:
        with path.open("rb") as file:
            return _by_bytes(path, file.read(HEAD))
    except OSError:
        return Identified(Kind.OTHER, IN_USE)


def _by_bytes(path: Path, top: bytes) -> Identified:
    remark = _WINMAIL_REMARK if top.startswith(_WINMAIL) else _archive_remark(top)
    if remark:
        return Identified(Kind.OTHER, remark)
    try:
        kind = file_type(top)
    except WorkbookUnreadable as error:
        if path.suffix.lower() == ".zip":
            return Identified(Kind.PACKAGE)
        return Identified(Kind.OTHER, f"{error.message.rstrip('。')}，不是包，也不是推荐名单")
    if kind is FileType.ZIP:
        return _zip_kind(path)
    if path.suffix.lower() in _BINARY_OFFICE:
        return Identified(Kind.OTHER, "Office 文档，不是包，也不是推荐名单")
    return Identified(Kind.WORKBOOK)


def _archive_remark(top: bytes) -> str:
    name = archive_name(top)
    return f"{name}，请解压后把里面的文件放进收件文件夹" if name else ""


def _zip_kind(path: Path) -> Identified:
    names = _entry_names(path)
    if names is None or any(name.rpartition("/")[2] == BAGIT for name in names):
        return Identified(Kind.PACKAGE)
    if any(name in _WORKBOOK_PARTS for name in names) or path.suffix.lower() in (".ods", ".et"):
        return Identified(Kind.WORKBOOK)
    if _DOCUMENT_PART in names:
        collect = remedies.COLLECT_FORMS
        what = f"Word 文档，不是包，也不是推荐名单；推荐表请用 {collect} 汇成名单"
        return Identified(Kind.OTHER, what)
    return Identified(Kind.ARCHIVE)


def _entry_names(path: Path) -> list[str] | None:
    try:
        with path.open("rb") as file:
            archive = ForeignZip(file, Limits())
    except (OSError, ZipRefused):
        return None
    return None if archive.starts_late else [entry.filename for entry in archive.entries]
