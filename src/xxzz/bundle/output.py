"""Writing a result: all of it under a temporary name, then into place; never over another's."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class OutputError(Exception):
    """A result can't be written, or its source not be read; the text says in Chinese what to do."""


def write_file(path: Path, content: bytes) -> None:
    """Write a file, replacing one of the same name only when all is there.

    Raises:
        OutputError: the folder or file can't be written; nothing is left behind or lost.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise OutputError(
            f"写不进“{path}”。请确认磁盘没有满、文件没有被其他程序打开，并且自己有权写入。"
        ) from error
