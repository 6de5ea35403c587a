"""What kind of picture some bytes are and how large, told by the bytes."""

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
"""JPEG's markers of a frame, which has the picture's size."""
_OLD_BITMAP = 12  # the size of the header that OS/2 wrote


def image_kind(data: bytes) -> str:
    """Return what a picture is (png, jpg, gif, bmp), "" for anything else."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")


def image_pixels(data: bytes) -> tuple[int, int] | None:
    """Return width and height, None where the beginning of the file doesn't say."""
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
        width, height = struct.unpack_from("<HH" if header == _OLD_BITMAP else "<ii", data, 18)
        yield width, abs(height)  # one that begins at the top has a negative height


def _of_jpeg(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  # every marker's first byte
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            yield width, height
            return
        at += 2 + length if marker != 0xFF else 1  # noqa: PLR2004  # a byte that only fills
