"""Writing results: all under temporary names first, then into place; never over another's."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import ExitStack
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING

from xxzz.files import write_whole
from xxzz.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


NOTHING: Mapping[str, str] = MappingProxyType({})
_OLD = ".old"


class OutputError(Refusal):
    """A result can't be written, or its source not be read; the text says in Chinese what to do."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file, replacing one of the same name only when all is there.

    Raises:
        OutputError: the folder or file can't be written; nothing is left behind or lost.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise OutputError(_cannot_write(path)) from error


def write_files(
    folder: Path, files: Mapping[str, bytes], own: Mapping[str, str] = NOTHING
) -> list[Path]:
    """Write files that belong together, all of them or none; returns what was kept aside.

    A file that lies there with other content may hold people's notes, so it is renamed; not so
    where `own`, the digests of what was written last, says that nobody touched it.

    Raises:
        OutputError: one can't be written, or one in the way not be renamed; all is as before.
    """
    staging = folder / f".xxzz-{os.getpid()}"
    try:
        files = {name: text for name, text in files.items() if not _holds(folder / name, text)}
        for name, content in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(staging / name, content)
        return _move(staging, folder, files, own)
    except OSError as error:
        raise OutputError(_cannot_write(folder)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_files(folder: Path, own: Mapping[str, str]) -> list[Path]:
    """Remove files that are as they were written; returns those that stay, being another's now."""
    stay = []
    for name, digest in own.items():
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
    """Return what tells a file's content from another one's."""
    return hashlib.sha256(content).hexdigest()


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is there with this content already."""
    if not path.is_file() or path.stat().st_size != len(content):
        return False
    return path.read_bytes() == content


def _move(
    staging: Path, folder: Path, files: Mapping[str, bytes], own: Mapping[str, str]
) -> list[Path]:
    kept = []
    with ExitStack() as undo:
        for name in files:
            path, old = folder / name, staging / _OLD / name
            if aside := _set_aside(path, old, own.get(name, "")):
                undo.callback(aside.replace, path)
                kept += [aside] if aside != old else []
        for name in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                undo.callback(path.unlink, missing_ok=True)
            (staging / name).replace(path)
        undo.pop_all()
    return kept


def _set_aside(path: Path, old: Path, own: str) -> Path | None:
    """Move what is in the way: what nobody touched to `old`, anything else to a name beside it."""
    if path.is_dir():
        raise OutputError(f"“{path}”是一个文件夹，不能写成文件，请先把它改名。")
    try:
        if not path.exists():
            return None
        if own and content_digest(path.read_bytes()) == own:
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


def _cannot_write(path: Path) -> str:
    return f"写不进“{path}”。请确认磁盘没有满、文件没有被其他程序打开，并且自己有权写入。"
