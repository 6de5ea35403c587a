"""The format and the size in pixels of a picture, from its first bytes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's start-of-frame markers; the frame header holds the picture's size."""
_OS2_HEADER_BYTES = 12


def image_kind(data: bytes) -> str:
    """Return the format of a picture (png, jpg, gif, bmp), "" for any other data."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def image_pixels(data: bytes) -> tuple[int, int] | None:
    """Return width and height, None where `data` doesn't hold them."""
    try:
        return next(_pixels(data, image_kind(data)), None)
    except struct.error:
        return None


def _pixels(data: bytes, kind: str) -> Iterator[tuple[int, int]]:
    if kind == "png":
        yield struct.unpack_from(">II", data, 16)
    elif kind == "gif":
        yield struct.unpack_from("<HH", data, 6)
    elif kind == "jpg":
        yield from _of_jpeg(data)
    elif kind == "bmp":
        (header,) = struct.unpack_from("<I", data, 14)
        sides = "<HH" if header == _OS2_HEADER_BYTES else "<ii"
        width, height = struct.unpack_from(sides, data, 18)
        yield width, abs(height)  # negative where the rows are stored from the top


def _of_jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  # every marker's first byte
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            yield width, height
            return
        at += 2 + length if marker != 0xFF else 1  # noqa: PLR2004  # a fill byte before a marker
