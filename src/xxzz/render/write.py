"""Puts documents into the output folder: whole or not at all, never over other people's files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from xxzz.files import remove_leftovers, write_whole
from xxzz.refusal import Refusal
from xxzz.render import archive, stamp
from xxzz.text.file_names import look_alike_key
from xxzz.zips import parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_TAGGED = {".docx": parts.tagged, ".pdf": stamp.tagged}
_IS_GENERATED = {".docx": archive.is_generated, ".pdf": stamp.is_generated}
_NO_CHINESE_NAMES = "这台电脑的系统编码不能用中文作文件名。请把环境变量 LANG 设为 C.UTF-8 后重试。"


class WriteError(Refusal):
    """A file can't be written; the text says which and what to do, in Chinese."""


class OutputFolder:
    """The folder that a run writes to.

    `written` are the files of this run; `refused` those that it left alone because somebody made
    or changed them by hand.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[PurePosixPath, Path] = {}
        self.written: list[Path] = []
        self.refused: list[Path] = []

    def write(self, path: PurePosixPath, content: bytes) -> None:
        """Write a .docx or .pdf, tagged, so that a later run knows it again.

        Raises:
            WriteError: the folder or file can't be written, or lies outside the output folder.
        """
        target = self._folder(path.parent) / path.name
        try:
            if not _is_free(target):
                self.refused.append(target)
                return
            write_whole(target, _TAGGED[path.suffix](content, path.name), durable=False)
        except OSError as error:
            raise WriteError(_unwritable(target)) from error
        self.written.append(target)

    def at(self, path: PurePosixPath) -> Path:
        """Return where a path of a plan lies on disk."""
        return self._root / path

    def remove_stale(
        self, folder: PurePosixPath, patterns: Iterable[str], keep: Collection[PurePosixPath]
    ) -> list[Path]:
        """Remove files of an earlier run that are not to be kept and were not changed since.

        Returns the files removed; one that can't be removed stays.
        """
        kept = {look_alike_key(path.as_posix()) for path in keep}
        removed: list[Path] = []
        found = [path for pattern in patterns for path in (self._root / folder).glob(pattern)]
        for path in found:
            relative = PurePosixPath(path.relative_to(self._root).as_posix())
            with suppress(OSError):
                if look_alike_key(relative.as_posix()) not in kept and _is_ours(path):
                    path.unlink()
                    removed.append(path)
        return removed

    def _folder(self, relative: PurePosixPath) -> Path:
        if relative not in self._folders:
            folder = self._root / relative
            try:
                folder.mkdir(parents=True, exist_ok=True)
                inside = folder.resolve().is_relative_to(self._root.resolve())
                if inside:
                    remove_leftovers(folder)
            except UnicodeEncodeError as error:
                raise WriteError(_NO_CHINESE_NAMES) from error
            except OSError as error:
                raise WriteError(_unwritable(folder)) from error
            if not inside:
                what = "它通到输出文件夹之外，没有往里写。请换一个输出文件夹。"
                raise WriteError(f"“{folder}”是一个链接，{what}")
            self._folders[relative] = folder
        return self._folders[relative]


def _is_free(path: Path) -> bool:
    if path.is_symlink():
        return False  # it may lead out of the folder
    try:
        return _is_ours(path)
    except FileNotFoundError:
        return True


def _is_ours(path: Path) -> bool:
    known = _IS_GENERATED.get(path.suffix)
    return known is not None and known(path)


def _unwritable(path: Path) -> str:
    return f"写不进“{path}”。请确认它没有在 Word、WPS 里打开、磁盘没有满，并且自己有权写入。"
