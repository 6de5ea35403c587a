"""Writes files atomically."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_TEMPORARY = ".xxzz-{}.tmp"


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write a file under a temporary name beside it and move it into place.

    If `path` is not a regular file (pipe, /dev/null), write to it in place. A symlink's target is
    replaced. `durable=False` skips fsync (milliseconds) for output that can be regenerated.

    Raises:
        OSError: the folder or the file can't be written; nothing is left behind.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    temporary = path.with_name(_TEMPORARY.format(os.getpid()))
    try:
        with temporary.open("wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())  # else a full disk may show only after the old file is gone
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def obstacle(path: Path) -> str:
    """Return, in Chinese, the visible reason why a file can't be written there, else ""."""
    with suppress(OSError):  # the folders above may not be readable
        if path.is_dir():
            return f"“{path.name or path}”是文件夹，请换一个文件名。"
        above = next(folder for folder in path.parents if folder.exists())
        if not above.is_dir():
            return f"“{above}”是文件，不是文件夹，请换一个名字。"
    return ""


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files left in a folder by a killed process."""
    for path in folder.glob(_TEMPORARY.format("*")):
        with suppress(OSError):
            path.unlink()
