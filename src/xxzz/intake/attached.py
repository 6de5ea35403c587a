"""Looks at the files that a cell names: whether they exist, their kinds, sizes and pixels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.intake.docx.errors import DocumentUnreadable
from xxzz.intake.docx.images import image_kind, image_pixels
from xxzz.intake.stand_in import LFS_HINT, LFS_POINTER, is_lfs_pointer
from xxzz.intake.story.path import resolve_story
from xxzz.nomination import Attached

if TYPE_CHECKING:
    from pathlib import Path

_SEPARATOR = re.compile(r"[、，,；;\n]+")
_HEAD = 1 << 20
_MAX_FILES = 50
_PDF = b"%PDF-"


def read_attachments(cell: str, folder: Path) -> tuple[Attached, ...]:
    """Return the files that a cell names, in order, relative to the workbook's folder."""
    names = [name for part in _SEPARATOR.split(cell) if (name := part.strip())]
    return tuple(_attachment(name, folder) for name in dict.fromkeys(names[:_MAX_FILES]))


def _attachment(name: str, folder: Path) -> Attached:
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
    if is_lfs_pointer(head):
        return Attached(name, suffix, missing=f"{LFS_POINTER}{LFS_HINT}")
    kind = "pdf" if head.startswith(_PDF) else image_kind(head)
    known = kind if kind in Attached.KNOWN else ""
    return Attached(name, suffix, size, known, image_pixels(head) if known else None)
