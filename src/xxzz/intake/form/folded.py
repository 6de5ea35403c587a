"""Text normalised for the search for labels, with a mapping back to the original's positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDING = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(big): big.lower() for big in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{code: chr(code - 0xFEE0 + 0x20) for code in range(0xFF21, 0xFF3B)},
    **dict.fromkeys(map(ord, "【〔［"), "("),
    **dict.fromkeys(map(ord, "】〕］"), ")"),
    **dict.fromkeys(map(ord, "“”„‟‘’＇"), '"'),
    **dict.fromkeys(map(ord, "—–－‐‑"), "-"),
}
"""Replaces characters that people type for each other, each by one character."""
_GAP = re.compile("[\\s\u200b-\u200d\ufeff\u00ad]+")


class FoldedText:
    """A text in half width and lower case, without blanks and line breaks.

    The positions that the methods take are indexes into `text`, the folded one.
    """

    def __init__(self, original: str) -> None:
        whole = original.translate(FOLDING)
        self._original = original
        self._starts: Sequence[int] = range(len(whole))
        self.text = whole
        if gaps := list(_GAP.finditer(whole)):
            gone = {at for gap in gaps for at in range(*gap.span())}
            self._starts = [at for at in range(len(whole)) if at not in gone]
            self.text = _GAP.sub("", whole)

    def begin(self, at: int) -> int:
        """Return the position in the original of the character at a position."""
        return self._starts[at] if at < len(self._starts) else len(self._original)

    def end(self, at: int) -> int:
        """Return the position in the original behind the character before a position."""
        return self._starts[at - 1] + 1 if at else 0

    def gap(self, at: int) -> str:
        """Return the blanks that were removed in front of a position."""
        return self._original[self.end(at) : self.begin(at)]
