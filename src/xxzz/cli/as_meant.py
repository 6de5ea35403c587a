"""Reads the words of a command line as they were meant.

Chinese keyboards type wide signs, and word processors turn -- into a dash and "" into “”. A word
that is the name of a file is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_DASHES = "-－—–−‐‑﹣─━"
_OPTION = re.compile(rf"([{_DASHES}]+)([A-Za-z][A-Za-z{_DASHES}]*)(?:[=＝](.*))?", re.DOTALL)
_QUOTES = "\"'“”‘’„‟＂＇「」"
_QUOTED = re.compile(rf"\s*[{_QUOTES}](.*[^{_QUOTES}])[{_QUOTES}]\s*", re.DOTALL)
_END_OF_OPTIONS = "--"
_PROGRAM = "xxzz"


def command_as_meant(words: Iterable[str], commands: Collection[str]) -> list[str]:
    """Return the words without a repeated program name, the command in its own letters."""
    meant = list(words)
    if meant[0].lower() == _PROGRAM and len(meant) > 1:
        del meant[0]
    folded = unicodedata.normalize("NFKC", meant[0]).casefold()
    return [folded, *meant[1:]] if folded in commands else meant


def words_as_meant(words: Iterable[str], options: Collection[str]) -> Iterator[str]:
    """Yield the words of a command, with the signs that its options are written with."""
    rest = iter(words)
    for word in rest:
        yield word if _exists(word) else _meant(word, options)
        if word == _END_OF_OPTIONS:
            yield from rest


def _meant(word: str, options: Collection[str]) -> str:
    if quoted := _QUOTED.fullmatch(word):
        return quoted[1].strip()
    option = _OPTION.fullmatch(word)
    if option is None:
        return word
    dashes, name, value = option.groups()
    name = re.sub(f"[{_DASHES}]", "-", name).lower()
    sign = "-" if f"-{name}" in options else "--"
    typed = set(dashes) == {"-"}
    if typed and f"{sign}{name}" not in options:
        return word
    return f"{sign}{name}" if value is None else f"{sign}{name}={value}"


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False
