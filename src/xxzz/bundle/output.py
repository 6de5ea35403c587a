"""Writing a result: all of it under a temporary name, then into place; never over another's."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from xxzz.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


class OutputError(Exception):
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
        raise OutputError(
            f"写不进“{path}”。请确认磁盘没有满、文件没有被其他程序打开，并且自己有权写入。"
        ) from error


def keep_aside(path: Path, content: bytes) -> Path | None:
    """Rename a file of other content that is in the way; returns its new name, None where none is.

    Raises:
        OutputError: it can't be read or renamed.
    """
    try:
        if not path.exists() or path.read_bytes() == content:
            return None
        names = (path.with_name(f"{path.stem}（原有{number}）{path.suffix}") for number in count(1))
        aside = next(name for name in names if not name.exists())
        path.rename(aside)
    except OSError as error:
        raise OutputError(
            f"“{path}”在别的程序里打开着，或者没有权限改名，没有覆盖它。请关闭它再试一次。"
        ) from error
    return aside
