"""A package as it lies on disk, a zip or a folder: its files by name, read piece by piece."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from xxzz.bundle.safety import (
    MAX_FILE_BYTES,
    MAX_FILES,
    MAX_RATIO,
    MAX_TOTAL_BYTES,
    SMALL_BYTES,
    PackageUnsafe,
    name_fault,
    same_names,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ENCRYPTED = 0x1
_UTF8 = 0x800
_BAGIT = "bagit.txt"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SHOWN = 3
READ_ERRORS = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
"""What reading a file of a damaged package raises."""


class Container(Protocol):
    """The files of a package; names are those in the bag, without the folder around it."""

    sizes: Mapping[str, int]
    """The size of each file by its name."""
    folders: frozenset[str]
    """The names of the folders, also of empty ones."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file to read; raises one of `READ_ERRORS` where it can't be."""


@contextmanager
def open_container(path: Path) -> Iterator[Container]:
    """Open a package after a look at every name and size that it claims.

    Raises:
        PackageUnsafe: it is no zip or folder, damaged, or must not be unpacked.
    """
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise PackageUnsafe(_not_a_zip(path)) from error
    with archive:
        # of a package that was cut off, the last whole Word file in it looks like the archive
        if min((entry.header_offset for entry in archive.infolist()), default=0):
            raise PackageUnsafe(_not_a_zip(path))
        yield _Zip(archive, path.stat().st_size)


def _not_a_zip(path: Path) -> str:
    if not path.exists():
        return "没有这个文件，请核对文件名。"
    return "打不开：不是 zip 文件，或者没有下载完，请重新下载或请对方重发。"


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, size: int) -> None:
        self._archive = archive
        entries = archive.infolist()
        if len(entries) > MAX_FILES:
            raise PackageUnsafe(f"里面有{len(entries)}个文件，多得不正常。")
        named = [(_name(entry), entry) for entry in entries]
        _refuse_names([name.removesuffix("/") for name, _ in named])
        _refuse_sizes(named, size)
        for name, entry in named:
            _refuse_kind(name, entry)
        files = {name: entry for name, entry in named if not entry.is_dir()}
        top = _top(files)
        self._files = {name.removeprefix(top): entry for name, entry in files.items()}
        self.sizes: Mapping[str, int] = {name: one.file_size for name, one in self._files.items()}
        explicit = {name.removeprefix(top).rstrip("/") for name, one in named if one.is_dir()}
        self.folders = frozenset(explicit - {""}) | _parents(self._files)

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._archive.open(self._files[name])
        except RuntimeError as error:
            raise zipfile.BadZipFile(name) from error


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root
        sizes: dict[str, int] = {}
        folders: set[str] = set()
        for path in _below(root):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                raise PackageUnsafe(f"“{name}”是链接，不能当作包里的文件。")
            if path.is_dir():
                folders.add(name)
            else:
                sizes[name] = path.stat().st_size
        self.sizes: Mapping[str, int] = sizes
        self.folders = frozenset(folders)

    def open(self, name: str) -> IO[bytes]:
        return (self._root / name).open("rb")


def _below(root: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(root):
        folders.sort()
        yield from (Path(place, name) for name in (*folders, *sorted(files)))


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; programs that do not mark UTF-8 wrote it in the Chinese code page."""
    if entry.flag_bits & _UTF8 or entry.orig_filename.isascii():
        return entry.orig_filename
    try:
        return entry.orig_filename.encode("cp437").decode("gb18030")
    except UnicodeError as error:
        raise PackageUnsafe("里面有文件名的编码认不出来。") from error


def _refuse_names(names: Iterable[str]) -> None:
    names = list(names)
    faults = [f"“{name}”{fault}" for name in names if (fault := name_fault(name))]
    faults += [f"“{one}”和“{other}”是同一个文件名" for one, other in same_names(names)]
    if faults:
        more = f"等{len(faults)}处" if len(faults) > _SHOWN else ""
        raise PackageUnsafe(f"文件名不安全：{'；'.join(faults[:_SHOWN])}{more}。")


def _refuse_sizes(named: Iterable[tuple[str, zipfile.ZipInfo]], size: int) -> None:
    total = packed = 0
    for name, entry in named:
        total += entry.file_size
        packed += entry.compress_size
        large = entry.file_size > max(SMALL_BYTES, MAX_RATIO * entry.compress_size)
        if large or entry.file_size > MAX_FILE_BYTES:
            raise PackageUnsafe(f"“{name}”解压后有{entry.file_size >> 20}MB，像是压缩炸弹。")
    if total > MAX_TOTAL_BYTES:
        raise PackageUnsafe(f"全部解压后有{total >> 20}MB，像是压缩炸弹。")
    if packed > size:
        raise PackageUnsafe("里面的文件互相重叠，像是压缩炸弹。")


def _refuse_kind(name: str, entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageUnsafe(f"“{name}”是链接或特殊文件，不能当作包里的文件。")
    if entry.flag_bits & _ENCRYPTED:
        raise PackageUnsafe("设了密码，请对方不设密码重新发送。")
    if entry.compress_type not in _METHODS:
        raise PackageUnsafe(f"“{name}”用了少见的压缩方式，请对方重新打包。")


def _top(names: Iterable[str]) -> str:
    """Return the only folder at the top, with its slash, unless the bag lies there itself."""
    tops = {name.partition("/")[0] for name in names}
    if len(tops) != 1 or tops == {_BAGIT}:
        return ""
    return f"{tops.pop()}/"


def _parents(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        parts = name.split("/")[:-1]
        found.update("/".join(parts[: at + 1]) for at in range(len(parts)))
    return frozenset(found)
