"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes, *, synced: bool = True) -> None:
    """Write a file under a temporary name beside it and move it into place.

    What is there and is no file (/dev/null, a pipe) is written to, never replaced; of a link, the
    file it leads to is replaced.

    Waiting until it is on the disk takes milliseconds; hundreds of small files do without.

    Raises:
        OSError: the folder or the file can't be written; nothing is left behind.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = path.resolve()
    temporary = path.with_name(f".xxzz-{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            if synced:
                file.flush()
                # else a full disk may show only after the old file is gone
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
