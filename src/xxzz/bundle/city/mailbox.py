"""Everything that lies in the inbox: packages, loose workbooks, mails, archives, and what is none.

Mails and archives are opened into a temporary folder, as deep as people nest them; each file in
them is an item of its own that knows what it came in.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from xxzz.bundle.bagit.container import READ_ERRORS, open_container
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.bagit.tags import BAGIT
from xxzz.intake.find import LOCK
from xxzz.intake.spreadsheet.errors import WorkbookUnreadable
from xxzz.intake.spreadsheet.filetype import HEAD, FileType, file_type
from xxzz.text.file_names import safe_name
from xxzz.zips.reading import ForeignZip, Limits, ZipRefused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from email.message import Message

PACKAGE, WORKBOOK, OTHER = "包", "名单（没有打包）", "其他文件"

_BOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_DOCUMENT = "word/document.xml"
_MAX_DEPTH = 3
_MAX_MAIL_BYTES = 256 << 20
_MAX_ATTACHMENTS = 200
_WHAT_TO_DO = {
    ".msg": "Outlook 邮件，请打开它，把附件另存到收件文件夹",
    ".rar": "压缩包（RAR），请解压后把里面的文件放进收件文件夹",
    ".7z": "压缩包（7z），请解压后把里面的文件放进收件文件夹",
}
_PASSED_OVER = frozenset({".txt", ".md", ".yaml", ".yml", ".ini", ".db", ".lnk", ".url"})


class Item(NamedTuple):
    """A file that came in, or one inside another; `shown` is how people name it.

    `remark` says of an OTHER what it is and what to do. `sent` is the date of the mail.
    """

    path: Path
    shown: str
    kind: str
    remark: str = ""
    sent: dt.datetime | None = None


@contextmanager
def open_mailbox(paths: Sequence[Path], leave_out: Iterable[Path] = ()) -> Iterator[list[Item]]:
    """List the items of files and folders; those out of mails and archives last as long as this.

    `leave_out` are folders that the tool itself writes to.
    """
    passed_over = frozenset(os.path.realpath(path) for path in leave_out)
    with TemporaryDirectory(prefix="xxzz-") as folder:
        opener = _Opener(Path(folder))
        files = (file for path in paths for file in _walk(path, passed_over))
        once = {os.path.realpath(file): file for file in files}
        yield [item for file in once.values() for item in opener.items(file, file.name, 0)]


def _walk(path: Path, passed_over: frozenset[str]) -> Iterator[Path]:
    """Yield a file that is named, or the files and unpacked bags below a folder."""
    if not path.is_dir() or (path / BAGIT).exists():
        yield path
        return
    for child in sorted(path.iterdir()):
        hidden = child.name.startswith((".", LOCK)) or child.is_symlink()
        if not hidden and os.path.realpath(child) not in passed_over:
            yield from _walk(child, passed_over)


class _Opener:
    """Tells what files are, and opens those that hold others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def items(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        if path.is_dir() or not path.exists():
            yield Item(path, shown, PACKAGE)
            return
        ending = path.suffix.lower()
        if ending == ".eml":
            yield from self._mail(path, shown, depth)
        elif ending in _WHAT_TO_DO:
            yield Item(path, shown, OTHER, _WHAT_TO_DO[ending])
        elif ending not in _PASSED_OVER:
            yield from self._by_content(path, shown, depth)

    def _by_content(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        try:
            with path.open("rb") as file:
                kind = file_type(file.read(HEAD))
        except OSError:
            yield Item(path, shown, OTHER, "打不开，请关闭正在用它的程序，再试一次")
        except WorkbookUnreadable as error:
            # what is called a package and is none of it is for `verify` to explain
            broken = path.suffix.lower() == ".zip"
            remark = f"{error.message.rstrip('。')}，不是包，也不是推荐名单"
            yield Item(path, shown, PACKAGE if broken else OTHER, "" if broken else remark)
        else:
            if kind is FileType.OLE:
                is_word = path.suffix.lower() in (".doc", ".wps", ".dot", ".ppt")
                remark = "Office 文档，不是包，也不是推荐名单"
                yield Item(path, shown, OTHER if is_word else WORKBOOK, remark if is_word else "")
            else:
                yield from self._zip(path, shown, depth)

    def _zip(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        names = _names(path)
        if names is None or any(name.rpartition("/")[2] == BAGIT for name in names):
            yield Item(path, shown, PACKAGE)
        elif any(name in _BOOKS for name in names) or path.suffix.lower() in (".ods", ".et"):
            yield Item(path, shown, WORKBOOK)
        elif _DOCUMENT in names:
            remark = "Word 文档，不是包，也不是推荐名单；推荐表请用 xxzz collect 汇成名单"
            yield Item(path, shown, OTHER, remark)
        elif depth < _MAX_DEPTH:
            yield from self._archive(path, shown, depth)
        else:
            yield Item(path, shown, OTHER, "压缩包一层套一层，太深了，请解压后放进收件文件夹")

    def _archive(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        target = self._new_folder()
        try:
            with open_container(path) as container:
                for name in container.sizes:
                    file = target / name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    with container.open(name) as source, file.open("wb") as copy:
                        shutil.copyfileobj(source, copy)
        except PackageUnsafe as error:
            yield Item(path, shown, OTHER, f"压缩包，{str(error).rstrip('。')}")
            return
        except READ_ERRORS:
            yield Item(path, shown, OTHER, "压缩包已损坏，请对方重新发送")
            return
        yield from self._inside(target, path, shown, depth)

    def _mail(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        if path.stat().st_size > _MAX_MAIL_BYTES:
            yield Item(path, shown, OTHER, "邮件太大，请打开它，把附件另存到收件文件夹")
            return
        message = email.message_from_bytes(path.read_bytes(), policy=_AsWritten())
        target = self._new_folder()
        with suppress(LookupError, ValueError, KeyError):
            _save_attachments(message, target)
        sent = _sent(message)
        for item in self._inside(target, path, shown, depth):
            yield item._replace(sent=item.sent or sent)

    def _inside(self, folder: Path, path: Path, shown: str, depth: int) -> Iterator[Item]:
        found = [
            item
            for file in _walk(folder, frozenset())
            for item in self.items(file, f"{shown}里的{file.relative_to(folder)}", depth + 1)
        ]
        useful = [item for item in found if item.kind != OTHER]
        if useful:
            yield from useful
        else:
            yield Item(path, shown, OTHER, "里面没有 xxzz 的包，也没有推荐名单")

    def _new_folder(self) -> Path:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        return folder


def _names(path: Path) -> list[str] | None:
    try:
        with path.open("rb") as file:
            archive = ForeignZip(file, Limits())
    except (OSError, ZipRefused):
        return None
    return None if archive.starts_late else [entry.filename for entry in archive.entries]


def _save_attachments(message: Message, folder: Path) -> None:
    for number, part in enumerate(message.walk()):
        if part.is_multipart() or number > _MAX_ATTACHMENTS:
            continue
        name = _file_name(part)
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            own = folder / str(number)
            own.mkdir()
            (own / name).write_bytes(content)


class _AsWritten(email.policy.Compat32):
    """Gives headers with their bytes as they are, which the default policy replaces."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # its signature
        return value


def _file_name(part: Message) -> str:
    """Return an attachment's name; mail programs also write it as bare bytes of GBK."""
    name = part.get_filename() or ""
    with suppress(UnicodeError, LookupError, email.errors.HeaderParseError):
        name = str(email.header.make_header(email.header.decode_header(name)))
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            name = raw.decode(encoding)
            break
    return safe_name(name.rpartition("/")[2].rpartition("\\")[2], "")


def _sent(message: Message) -> dt.datetime | None:
    try:
        sent = email.utils.parsedate_to_datetime(str(message["Date"]))
    except (TypeError, ValueError, LookupError):
        return None
    return sent if sent.tzinfo else None
