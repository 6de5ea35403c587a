"""Formats values of a table for a sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from xxzz.editor.places import Places
    from xxzz.strictyaml.problems import Keys


class Values:
    """Formats the values of one table; keys in `own` are omitted."""

    def __init__(self, places: Places, own: Collection[str]) -> None:
        self._places = places
        self._own = own

    def text_of(self, keys: Keys, value: Any) -> str:
        """Return a value as text; an entry of a list is described without its name."""
        if isinstance(value, list):
            return "、".join(self.text_of((*keys, at), one) for at, one in enumerate(value))
        if isinstance(value, dict):
            return "；".join(self._entries(keys, value))
        if isinstance(value, str):
            word = self._places.word(value)
            return word if word != value else f"“{value}”"
        return _alone(value)

    def _entries(self, keys: Keys, value: dict[str, Any]) -> Iterator[str]:
        *_, name = self._places.named(keys)
        for key, one in value.items():
            text = self.text_of((*keys, key), one)
            if key not in self._own and name not in (text, f"“{text}”"):
                yield f"{self._places.named((*keys, key))[-1]}：{text}"


def _alone(value: Any) -> str:
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    words = ((None, "——"), (True, "“是”"), (False, "“否”"))
    return next((word for one, word in words if value is one), f"{value}")
