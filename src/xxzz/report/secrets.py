"""Removes personal values from texts, even if quoted partially."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key
from xxzz.text.words import Replacer

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST = 2
_DISTINGUISHING = re.compile(r"[\d@]")
_CUT = re.compile(r"(?:…+|\.{3})$")
_QUOTED = re.compile(r"“([^“”]{2,})”")


class Secrets:
    """Values to remove, with their replacements."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        labels = dict(pairs)
        self._values = Replacer(labels)
        self._keys = {comparison_key(value): label for value, label in labels.items()}
        alike: dict[str, list[str]] = {}
        for key, label in self._keys.items():
            alike.setdefault(label, []).append(key)
        self._all = {label: "\n".join(keys) for label, keys in alike.items()}

    def hide(self, text: str) -> str:
        """Return the text without the values and without quotations that are part of one."""
        return _QUOTED.sub(self._quoted, self._values.replace(text))

    def _quoted(self, match: re.Match[str]) -> str:
        """Replace a quotation that is a secret or a distinctive part of one.

        Rules cut texts and join lines. A part that has only words in common with a secret is kept:
        the name of a street or a district.
        """
        cut = _CUT.sub("", match[1])
        text = comparison_key(cut)
        if label := self._keys.get(text):
            return f"“{label}”"
        distinctive = cut != match[1] or _DISTINGUISHING.search(text)
        if distinctive and len(text) >= _LEAST:
            for label, keys in self._all.items():
                if text in keys:
                    return f"“{label}”"
        return match[0]
