"""A cell's text as labels are looked for in it, with the way back to the text as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(big): big.lower() for big in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{code: chr(code - 0xFEE0 + 0x20) for code in range(0xFF21, 0xFF3B)},
    **dict.fromkeys(map(ord, "【〔［"), "("),
    **dict.fromkeys(map(ord, "】〕］"), ")"),
    **dict.fromkeys(map(ord, "“”„‟‘’＇"), '"'),
    **dict.fromkeys(map(ord, "—–－‐‑"), "-"),
}
"""Signs that people type for each other, each as one sign."""
_GAP = re.compile("[\\s\u200b-\u200d\ufeff\u00ad]+")


class Folded:
    """A text in one width and case, its blanks and line breaks left out.

    Places count in `text`, the folded one.
    """

    def __init__(self, original: str) -> None:
        whole = original.translate(ALIKE)
        self._original = original
        self._starts: Sequence[int] = range(len(whole))
        self.text = whole
        if gaps := list(_GAP.finditer(whole)):
            gone = {at for gap in gaps for at in range(*gap.span())}
            self._starts = [at for at in range(len(whole)) if at not in gone]
            self.text = _GAP.sub("", whole)

    def begin(self, at: int) -> int:
        """Return where a sign begins in the original."""
        return self._starts[at] if at < len(self._starts) else len(self._original)

    def end(self, at: int) -> int:
        """Return where what ends before a sign ends in the original."""
        return self._starts[at - 1] + 1 if at else 0

    def gap(self, at: int) -> str:
        """Return what was left out before a sign."""
        return self._original[self.end(at) : self.begin(at)]
