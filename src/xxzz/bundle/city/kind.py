"""What a file in the inbox is, told by its bytes; and what a receiver does with one of no use."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.bagit.tags import BAGIT
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.filetype import HEAD, FileType, archive_name, file_type
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    from pathlib import Path

IN_USE = "打不开，请关闭正在用它的程序，再试一次"
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_DOCUMENT = "word/document.xml"
_OUTLOOK = "Outlook 邮件，请打开它，把附件另存到收件文件夹"
_WINMAIL = b"\x78\x9f\x3e\x22"
_LOCKED_IN = "Outlook 的 winmail.dat，附件在里面取不出来，请对方用纯文本格式重发"
_PASSED_OVER = frozenset({".txt", ".md", ".yaml", ".yml", ".ini", ".db", ".lnk", ".url"})
_WORD = (".doc", ".wps", ".dot", ".ppt")


class Kind(Enum):
    """The kinds of file that an inbox may hold."""

    PACKAGE = "包"
    WORKBOOK = "名单（没有打包）"
    OTHER = "其他文件"
    MAIL = "邮件"
    ARCHIVE = "压缩包"
    NOTE = "说明"


class Told(NamedTuple):
    """What a file is; `remark` says of an OTHER what to do with it."""

    kind: Kind
    remark: str = ""


def kind_of(path: Path) -> Told:
    """Tell what a file is; what is called a package and is none of it, `verify` explains."""
    ending = path.suffix.lower()
    if ending == ".eml":
        return Told(Kind.MAIL)
    if ending == ".msg":
        return Told(Kind.OTHER, _OUTLOOK)
    if ending in _PASSED_OVER:
        return Told(Kind.NOTE)
    try:
        with path.open("rb") as file:
            return _by_bytes(path, file.read(HEAD))
    except OSError:
        return Told(Kind.OTHER, IN_USE)


def _by_bytes(path: Path, top: bytes) -> Told:
    locked = _LOCKED_IN if top.startswith(_WINMAIL) else _packed(top)
    if locked:
        return Told(Kind.OTHER, locked)
    try:
        kind = file_type(top)
    except WorkbookUnreadable as error:
        if path.suffix.lower() == ".zip":
            return Told(Kind.PACKAGE)
        return Told(Kind.OTHER, f"{error.message.rstrip('。')}，不是包，也不是推荐名单")
    if kind is FileType.ZIP:
        return _zip(path)
    if path.suffix.lower() in _WORD:
        return Told(Kind.OTHER, "Office 文档，不是包，也不是推荐名单")
    return Told(Kind.WORKBOOK)


def _packed(top: bytes) -> str:
    name = archive_name(top)
    return f"{name}，请解压后把里面的文件放进收件文件夹" if name else ""


def _zip(path: Path) -> Told:
    names = _names(path)
    if names is None or any(name.rpartition("/")[2] == BAGIT for name in names):
        return Told(Kind.PACKAGE)
    if any(name in _BOOKS for name in names) or path.suffix.lower() in (".ods", ".et"):
        return Told(Kind.WORKBOOK)
    if _DOCUMENT in names:
        what = "Word 文档，不是包，也不是推荐名单；推荐表请用 xxzz collect 汇成名单"
        return Told(Kind.OTHER, what)
    return Told(Kind.ARCHIVE)


def _names(path: Path) -> list[str] | None:
    try:
        with path.open("rb") as file:
            archive = ForeignZip(file, Limits())
    except (OSError, ZipRefused):
        return None
    return None if archive.starts_late else [entry.filename for entry in archive.entries]
