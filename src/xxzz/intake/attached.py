"""Files that a cell names beside the workbook: whether they are there, what they are, how large."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.story.path import resolve_story
from xxzz.nomination import Attached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BETWEEN = re.compile(r"[、，,；;\n]+")
_HEAD = 1 << 20
_MOST = 50
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"%PDF-", "pdf"))
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers of a frame, which has the picture's size."""


def attached(cell: str, folder: Path) -> tuple[Attached, ...]:
    """Return the files that a cell names, in order."""
    names = [name for part in _BETWEEN.split(cell) if (name := part.strip())]
    return tuple(_look(name, folder) for name in dict.fromkeys(names[:_MOST]))


def _look(name: str, folder: Path) -> Attached:
    try:
        path = resolve_story(name, folder)
        suffix = path.suffix.lower().removeprefix(".")
        if not path.is_file():
            return Attached(name, suffix, missing="这是文件夹，不是文件。")
        with path.open("rb") as file:
            head = file.read(_HEAD)
        size = path.stat().st_size
    except DocumentUnreadable as error:
        return Attached(name, "", missing=f"{error.message}{error.hint}")
    except OSError:
        return Attached(name, "", missing="打不开，请核对文件。")
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    return Attached(name, suffix, size, kind, next(_pixels(head, kind), None))


def _pixels(head: bytes, kind: str) -> Iterator[tuple[int, int]]:
    if kind == "png" and len(head) >= 24:  # noqa: PLR2004  # IHDR is the first chunk
        yield struct.unpack(">II", head[16:24])
    elif kind == "jpg":
        at = 2
        while at + 9 <= len(head) and head[at] == 0xFF:  # noqa: PLR2004  # every marker's first byte
            marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4])
            if marker in _FRAMES:
                height, width = struct.unpack(">HH", head[at + 5 : at + 9])
                yield width, height
                return
            at += 2 + length if marker != 0xFF else 1  # noqa: PLR2004  # a byte that only fills
