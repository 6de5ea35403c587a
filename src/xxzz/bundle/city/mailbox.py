"""Everything that lies in the inbox: packages, loose workbooks, mails, archives, and what is none.

Mails and archives are opened into a temporary folder, as deep as people nest them; each file in
them is an item of its own that knows what it came in.
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
from xxzz.bundle.city.mail import read_mail
from xxzz.intake.find import LEDGER, LOCK, PAST, REGISTER

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

_LOST = "附件取不出来，请打开邮件，把它另存到收件文件夹"
_MAX_DEPTH = 3
_MAX_MAIL_BYTES = 256 << 20
_MOST_NAMED, _SHOWN = 10, 3
_OWN = frozenset({REGISTER, LEDGER, PAST})
"""What the receiver's own work is called; it never came in."""
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp"})
"""Mails have them in their signatures."""


class Item(NamedTuple):
    """A file that came in, or one inside another; `shown` is how people name it.

    `remark` says of another file what to do with it. `sent` is the date of the mail, `outer`
    the file in the inbox that it came in, where it is not that file itself.
    """

    path: Path
    shown: str
    kind: Kind
    remark: str = ""
    sent: dt.datetime | None = None
    outer: Path | None = None

    @property
    def lies(self) -> Path:
        """The file in the inbox that it is, or came in."""
        return self.outer or self.path


@contextmanager
def open_mailbox(paths: Sequence[Path], leave_out: Iterable[Path] = ()) -> Iterator[list[Item]]:
    """List the items of files and folders; those out of mails and archives last as long as this.

    `leave_out` are folders that the tool itself writes to.
    """
    passed_over = frozenset(os.path.realpath(path) for path in leave_out)
    with TemporaryDirectory(prefix="xxzz-") as folder:
        opener = _Opener(Path(folder))
        files = ((file, path) for path in paths for file in _walk(path, passed_over))
        once = {os.path.realpath(file): (file, _shown(file, path)) for file, path in files}
        yield [
            item._replace(outer=file)
            for file, shown in once.values()
            for item in opener.items(file, shown, 0)
        ]


def _walk(path: Path, passed_over: frozenset[str]) -> Iterator[Path]:
    """Yield a file that is named, or the files and unpacked bags below a folder."""
    if not path.is_dir() or (path / BAGIT).exists():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        hidden = child.name.startswith((".", LOCK)) or child.is_symlink() or child.name in _OWN
        if not hidden and os.path.realpath(child) not in passed_over:
            yield from _walk(child, passed_over)


def _shown(file: Path, named: Path) -> str:
    """Return a file's name, with the folders it lies in below the one that was named."""
    return file.name if file == named else file.relative_to(named).as_posix()


class _Opener:
    """Tells what files are, and opens those that hold others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    def items(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        if path.is_dir() or not path.exists():
            yield Item(path, shown, Kind.PACKAGE)
            return
        kind, remark = kind_of(path)
        if kind is Kind.MAIL:
            yield from self._mail(path, shown, depth)
        elif kind is Kind.ARCHIVE and depth >= _MAX_DEPTH:
            yield Item(path, shown, Kind.OTHER, "压缩包一层套一层，太深了，请解压后放进收件文件夹")
        elif kind is Kind.ARCHIVE:
            yield from self._archive(path, shown, depth)
        elif kind is not Kind.NOTE:
            yield Item(path, shown, kind, remark)

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
            yield Item(path, shown, Kind.OTHER, f"压缩包，{str(error).rstrip('。')}")
            return
        except READ_ERRORS:
            yield Item(path, shown, Kind.OTHER, "压缩包已损坏，请对方重新发送")
            return
        yield from self._inside(target, path, shown, depth)

    def _mail(self, path: Path, shown: str, depth: int) -> Iterator[Item]:
        try:
            too_large = path.stat().st_size > _MAX_MAIL_BYTES
            mail = None if too_large else read_mail(path)
        except OSError:
            yield Item(path, shown, Kind.OTHER, IN_USE)
            return
        if mail is None:
            yield Item(path, shown, Kind.OTHER, "邮件太大，请打开它，把附件另存到收件文件夹")
            return
        found: list[Item] = []
        for name, content in mail.attachments:
            folder = self._new_folder()
            if content is not None and _is_written(folder / name, content):
                found += self._files(folder, shown, depth)
            else:
                found.append(Item(path, f"{shown}里的{name}", Kind.OTHER, _LOST))
        for item in _worth_naming(found, path, shown):
            yield item._replace(sent=item.sent or mail.sent)

    def _inside(self, folder: Path, path: Path, shown: str, depth: int) -> Iterator[Item]:
        yield from _worth_naming(list(self._files(folder, shown, depth)), path, shown)

    def _files(self, folder: Path, shown: str, depth: int) -> Iterator[Item]:
        for file in _walk(folder, frozenset()):
            name = f"{shown}里的{file.relative_to(folder).as_posix()}"
            yield from self.items(file, name, depth + 1)

    def _new_folder(self) -> Path:
        self._number += 1
        folder = self._folder / str(self._number)
        folder.mkdir()
        return folder


def _worth_naming(found: Sequence[Item], path: Path, shown: str) -> Iterator[Item]:
    """Yield what came in a mail or archive; of many files without use, how many there are."""
    useful = [one for one in found if one.kind is not Kind.OTHER]
    others = [
        one for one in found if one.kind is Kind.OTHER and one.path.suffix.lower() not in _PICTURES
    ]
    yield from useful
    if others and len(others) <= _MOST_NAMED:
        yield from others
    elif others or not useful:
        first = "、".join(one.path.name for one in others[:_SHOWN])
        many = f"，没有用上的有{len(others)}个文件：{first}等" if others else ""
        what = "里面有可用的" if useful else "里面没有 xxzz 的包，也没有推荐名单"
        yield Item(path, shown, Kind.OTHER, f"{what}{many}")


def _is_written(path: Path, content: bytes) -> bool:
    try:
        path.write_bytes(content)
    except OSError:
        return False
    return True
