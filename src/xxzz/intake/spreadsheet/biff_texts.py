"""Finds the shared texts of an .xls of which a part is struck out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from xxzz.intake.spreadsheet.survey import Struck

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_HEAD, _RUN = struct.Struct("<HB"), struct.Struct("<HH")
_COUNTS = 8
_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


def struck_texts(pieces: Sequence[bytes], fonts: Collection[int]) -> dict[int, Struck]:
    """Return the texts with a part in one of some fonts, by number.

    `pieces` are the contents of the record with the shared texts, and of its continuations.
    """
    found: dict[int, Struck] = {}
    texts = _Texts(pieces)
    try:
        texts.take(_COUNTS)
        for number, (text, runs) in enumerate(texts):
            if any(font in fonts for _, font in runs):
                found[number] = _split(text, runs, fonts)
    except (EOFError, IndexError):
        pass  # a damaged file, which calamine refuses
    return {number: text for number, text in found.items() if text.struck}


def _split(text: str, runs: Sequence[tuple[int, int]], fonts: Collection[int]) -> Struck:
    rest, struck = text[: runs[0][0]], ""
    ends = [*(start for start, _ in runs[1:]), len(text)]
    for (start, font), end in zip(runs, ends, strict=True):
        if font in fonts:
            struck += text[start:end]
        else:
            rest += text[start:end]
    return Struck(rest.strip(), struck.strip())


class _Texts:
    """Iterates over the texts with their runs; raises `EOFError` for one that is incomplete."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = pieces
        self._piece = self._at = 0

    def __iter__(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        while self._is_more():
            length, flags = _HEAD.unpack(self.take(_HEAD.size))
            count = int.from_bytes(self.take(2), "little") if flags & _RICH else 0
            more = int.from_bytes(self.take(4), "little") if flags & _EXTENDED else 0
            text = self._text(length, wide=bool(flags & _WIDE))
            runs = [_RUN.unpack(self.take(_RUN.size)) for _ in range(count)]
            self.take(more)
            yield text, [(start, font) for start, font in runs]

    def take(self, size: int) -> bytes:
        """Return the next bytes, across the boundaries of the pieces."""
        found = b""
        while len(found) < size:
            if not self._is_more():
                raise EOFError
            part = self._pieces[self._piece][self._at : self._at + size - len(found)]
            self._at += len(part)
            found += part
        return found

    def _is_more(self) -> bool:
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0
        return self._piece < len(self._pieces)

    def _text(self, length: int, *, wide: bool) -> str:
        """Return a text; a continuation of it begins with a byte for the width of characters."""
        found = ""
        while len(found) < length:
            if self._at >= len(self._pieces[self._piece]):
                wide = bool(self.take(1)[0] & _WIDE)
            width = 2 if wide else 1
            there = (len(self._pieces[self._piece]) - self._at) // width
            data = self.take(min(length - len(found), max(there, 1)) * width)
            found += data.decode("utf-16-le" if wide else "latin-1", "replace")
        return found
