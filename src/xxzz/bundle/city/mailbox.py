"""Lists the files of the inbox: packages, loose workbooks, and those inside mails and archives.

Mails and archives are unpacked into a temporary folder, also nested ones; each file in them is an
item of its own.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from xxzz.bundle.bagit.container import READ_ERRORS, open_container
from xxzz.bundle.bagit.safety import PackageUnsafe
from xxzz.bundle.bagit.tags import BAGIT
from xxzz.bundle.city.kind import IN_USE, Kind, kind_of
from xxzz.intake.find import LEDGER, LOCK, PAST, REGISTER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

_ATTACHMENT_LOST = "附件取不出来，请打开邮件，把它另存到收件文件夹"
_MAX_DEPTH = 3
_MAX_MAIL_BYTES = 256 << 20
_MAX_LISTED, _EXAMPLES = 10, 3
_OWN_FILES = frozenset({REGISTER, LEDGER, PAST})
"""Results of `xxzz merge`, which are never input."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp"})
"""Mails contain these in signatures."""


class Item(NamedTuple):
    """A received file, or one inside a mail or archive; `label` is its name for messages.

    `remark` says what to do with an unusable file. `sent` is the date of the mail; `outer` is the
    file in the inbox that contains this one.
    """

    path: Path
    label: str
    kind: Kind
    remark: str = ""
    sent: dt.datetime | None = None
    outer: Path | None = None

    @property
    def inbox_file(self) -> Path:
        """The file in the inbox that this is, or that contains it."""
        return self.outer or self.path


@contextmanager
def open_mailbox(paths: Sequence[Path], exclude: Iterable[Path] = ()) -> Iterator[list[Item]]:
    """List the items of files and folders; unpacked ones exist within the context.

    `exclude` are folders to skip, such as the output folder.
    """
    excluded = frozenset(os.path.realpath(path) for path in exclude)
    with TemporaryDirectory(prefix="xxzz-") as folder:
        opener = _Opener(Path(folder))
        files = ((file, path) for path in paths for file in _walk(path, excluded))
        once = {os.path.realpath(file): (file, _label(file, path)) for file, path in files}
        yield [
            item._replace(outer=file)
            for file, label in once.values()
            for item in opener.items(file, label, 0)
        ]


def _walk(path: Path, excluded: frozenset[str]) -> Iterator[Path]:
    """Yield a file itself, or the files and unpacked bags below a folder."""
    if not path.is_dir() or (path / BAGIT).exists():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        hidden = (
            child.name.startswith((".", LOCK)) or child.is_symlink() or child.name in _OWN_FILES
        )
        if not hidden and os.path.realpath(child) not in excluded:
            yield from _walk(child, excluded)


def _label(file: Path, named: Path) -> str:
    """Return a file's path relative to the named folder."""
    return file.name if file == named else file.relative_to(named).as_posix()


class _Opener:
    """Classifies files and unpacks mails and archives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def items(self, path: Path, label: str, depth: int) -> Iterator[Item]:
        if path.is_dir() or not path.exists():
            yield Item(path, label, Kind.PACKAGE)
            return
        kind, remark = kind_of(path)
        if kind is Kind.MAIL:
            yield from self._mail(path, label, depth)
        elif kind is Kind.ARCHIVE and depth >= _MAX_DEPTH:
            yield Item(path, label, Kind.OTHER, "压缩包一层套一层，太深了，请解压后放进收件文件夹")
        elif kind is Kind.ARCHIVE:
            yield from self._archive(path, label, depth)
        elif kind is not Kind.NOTE:
            yield Item(path, label, kind, remark)

    def _archive(self, path: Path, label: str, depth: int) -> Iterator[Item]:
        target = self._new_folder()
        try:
            with open_container(path) as container:
                for name in container.sizes:
                    file = target / name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    with container.open(name) as source, file.open("wb") as copy:
                        shutil.copyfileobj(source, copy)
        except PackageUnsafe as error:
            yield Item(path, label, Kind.OTHER, f"压缩包，{str(error).rstrip('。')}")
            return
        except READ_ERRORS:
            yield Item(path, label, Kind.OTHER, "压缩包已损坏，请对方重新发送")
            return
        yield from self._inside(target, path, label, depth)

    def _mail(self, path: Path, label: str, depth: int) -> Iterator[Item]:
        from xxzz.bundle.city.mail import read_mail  # noqa: PLC0415  # few inboxes hold mails

        try:
            too_large = path.stat().st_size > _MAX_MAIL_BYTES
            mail = None if too_large else read_mail(path)
        except OSError:
            yield Item(path, label, Kind.OTHER, IN_USE)
            return
        if mail is None:
            yield Item(path, label, Kind.OTHER, "邮件太大，请打开它，把附件另存到收件文件夹")
            return
        found: list[Item] = []
        for name, content, sent in mail.attachments:
            folder = self._new_folder()
            if content is not None and _try_write(folder / name, content):
                files = self._files(folder, label, depth)
                found += (item._replace(sent=item.sent or sent) for item in files)
            else:
                found.append(Item(path, f"{label}里的{name}", Kind.OTHER, _ATTACHMENT_LOST))
        for item in _summarised(found, path, label):
            yield item._replace(sent=item.sent or mail.sent)

    def _inside(self, folder: Path, path: Path, label: str, depth: int) -> Iterator[Item]:
        yield from _summarised(list(self._files(folder, label, depth)), path, label)

    def _files(self, folder: Path, label: str, depth: int) -> Iterator[Item]:
        for file in _walk(folder, frozenset()):
            name = f"{label}里的{file.relative_to(folder).as_posix()}"
            yield from self.items(file, name, depth + 1)

    def _new_folder(self) -> Path:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        return folder


def _summarised(found: Sequence[Item], path: Path, label: str) -> Iterator[Item]:
    """Yield the items of a mail or archive; many unusable ones become one item."""
    useful = [one for one in found if one.kind is not Kind.OTHER]
    others = [
        one for one in found if one.kind is Kind.OTHER and one.path.suffix.lower() not in _PICTURES
    ]
    yield from useful
    if others and len(others) <= _MAX_LISTED:
        yield from others
    elif others or not useful:
        first = "、".join(one.path.name for one in others[:_EXAMPLES])
        many = f"，没有用上的有{len(others)}个文件：{first}等" if others else ""
        what = "里面有可用的" if useful else "里面没有 xxzz 的包，也没有推荐名单"
        yield Item(path, label, Kind.OTHER, f"{what}{many}")


def _try_write(path: Path, content: bytes) -> bool:
    try:
        path.write_bytes(content)
    except OSError:
        return False
    return True
