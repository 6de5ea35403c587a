"""Access to the files of a package, which is a zip or a folder."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from xxzz.bundle.bagit.safety import MAX_WHOLE_BYTES, PackageUnsafe
from xxzz.bundle.bagit.zipfiles import ZipContainer
from xxzz.zips.reading import READ_FAULTS, ZipRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READ_ERRORS = (ZipRefused, *READ_FAULTS)
"""The exceptions raised when a file of a damaged package is read."""


class Container(Protocol):
    """The files of a package; names are relative to the bag's folder."""

    sizes: Mapping[str, int]
    """File sizes in bytes, by name."""
    folders: frozenset[str]
    """The names of all folders, including empty ones."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading; raises one of `READ_ERRORS` on failure."""


@contextmanager
def open_container(path: Path) -> Iterator[Container]:
    """Open a package after checking all names and sizes in its directory.

    Raises:
        PackageUnsafe: it is not a zip or folder, is damaged, or is unsafe to unpack.
    """
    if path.is_dir():
        yield _Folder(path)
        return
    with _open_file(path) as file:
        yield ZipContainer(file, path.stat().st_size)


def read_whole(container: Container, name: str) -> bytes:
    """Return a file's content; raises one of `READ_ERRORS`, also if it is too large."""
    if container.sizes[name] > MAX_WHOLE_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
    with container.open(name) as file:
        return file.read()


def _open_file(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise PackageUnsafe("没有这个文件，请核对文件名。") from error
    except PermissionError as error:
        raise PackageUnsafe("没有权限读，或者被别的程序打开着。") from error
    except (OSError, ValueError) as error:
        raise PackageUnsafe("打不开，请核对文件名，或把它复制到自己的电脑上再试。") from error


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root
        sizes: dict[str, int] = {}
        folders: set[str] = set()
        for path in _below(root):
            name = path.relative_to(root).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise PackageUnsafe(f"“{name}”是链接或特殊文件，不能当作包里的文件。")
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
