"""Writes results atomically, without overwriting people's files."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import ExitStack
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from xxzz.files import obstacle, write_whole
from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


NO_DIGESTS: Mapping[str, str] = MappingProxyType({})
_OLD = ".old"


class OutputError(Refusal):
    """A result can't be written or a source can't be read; with remedy in Chinese."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file atomically, replacing an existing one.

    Raises:
        OutputError: the folder or file can't be written; nothing is changed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise OutputError(_cannot_write(path, obstacle(path))) from error


def write_files(
    folder: Path, files: Mapping[str, bytes], digests: Mapping[str, str] = NO_DIGESTS
) -> list[Path]:
    """Write all files or none; returns existing files that were renamed.

    An existing file with other content may have been edited, so it is renamed, unless `digests`,
    the SHA-256 of what was written last, show that it was not.

    Raises:
        OutputError: a file can't be written or renamed; nothing is changed.
    """
    staging = folder / f".xxzz-{os.getpid()}"
    try:
        files = {name: text for name, text in files.items() if not _holds(folder / name, text)}
        for name, content in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(staging / name, content)
        return _move(staging, folder, files, digests)
    except OSError as error:
        raise OutputError(_cannot_write(folder, obstacle(folder / "_"))) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_files(folder: Path, digests: Mapping[str, str]) -> list[Path]:
    """Remove files that still have these digests; returns the others that exist."""
    stay = []
    for name, digest in digests.items():
        path = folder / name
        try:
            if path.is_file() and content_digest(path.read_bytes()) == digest:
                path.unlink()
            elif path.is_file():
                stay.append(path)
        except OSError:
            stay.append(path)
    return stay


def content_digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file already has this content."""
    if not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _move(
    staging: Path, folder: Path, files: Mapping[str, bytes], digests: Mapping[str, str]
) -> list[Path]:
    renamed = []
    with ExitStack() as undo:
        for name in files:
            path, old = folder / name, staging / _OLD / name
            if aside := _set_aside(path, old, digests.get(name, "")):
                undo.callback(aside.replace, path)
                renamed += [aside] if aside != old else []
        for name in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                undo.callback(path.unlink, missing_ok=True)
            (staging / name).replace(path)
        undo.pop_all()
    return renamed


def _set_aside(path: Path, old: Path, digest: str) -> Path | None:
    """Move an existing file away: to `old` if it is unedited, else to a new name beside it."""
    if path.is_dir():
        raise OutputError(f"“{path}”是一个文件夹，不能写成文件，请先把它改名。")
    try:
        if not path.exists():
            return None
        if digest and content_digest(path.read_bytes()) == digest:
            aside = old
            aside.parent.mkdir(parents=True, exist_ok=True)
        else:
            beside = (f"{path.stem}（原有{number}）{path.suffix}" for number in count(1))
            aside = next(one for name in beside if not (one := path.with_name(name)).exists())
        path.rename(aside)
    except OSError as error:
        raise OutputError(
            f"“{path}”在别的程序里打开着，或者没有权限改名，没有覆盖它。请关闭它再试一次。"
        ) from error
    return aside


def _cannot_write(path: Path, seen: str) -> str:
    why = seen or "请确认磁盘没有满、文件没有被其他程序打开，并且自己有权写入。"
    return f"写不进“{path}”。{why}"
