"""Strips leftovers of the printed form (underscores, commas, 盖章, remarks) from answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = "_＿￣﹍﹎﹏"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Digits that refer to a note."""
_STRETCH = r"(?:[-—–─]{2,}|[.…·。]{2,})"
_AROUND = re.compile(
    rf"^(?:[\s{_LINE}：:，,、；;]|{_STRETCH})+|(?:[\s{_LINE}：:，,、；;。{_RAISED}]|{_STRETCH})+$"
)
_ONLY_DASHES = re.compile(rf"\s*{_STRETCH}\s*")
_BLANK_DATE = re.compile(rf"(?<![0-9０-９])[\s{_LINE}]*年[\s{_LINE}]+月[\s{_LINE}]+日\s*$")
_MAY_HAVE_LEFTOVERS = re.compile(
    rf"[\s{_LINE}{_RAISED}：:，,、；;。.…·()（）\[\]【】〔〕—–─]|-$|^-"
)
_BRACKETS = re.compile(r"\s*[(（\[【〔]\s*([^()（）\[\]【】〔〕]{1,40}?)\s*[)）\]】〕]")
_BREAK = re.compile(r"[ \t]*\n\s*")
_LATIN = re.compile(r"[0-9A-Za-z]")
_DIGITS = re.compile(r"[0-9]{1,11}")


class AnswerTidier:
    """Removes the words and signs that a printed form leaves around an answer."""

    def __init__(self, seals: Iterable[str], asides: Iterable[str]) -> None:
        words = list(map(re.escape, asides))
        either, seal = "|".join(words) or r"(?!)", "|".join(map(re.escape, seals)) or r"(?!)"
        self._asides = re.compile("|".join(w if len(w) > 1 else f"^{w}" for w in words) or r"(?!)")
        self._leading_prompt = re.compile(rf"^\s*(?:{either}|{seal})+[:：]\s*(?=\S)")
        self._seal = re.compile(rf".{{0,4}}(?:{seal})处?[:：]?")
        self._trailing_seal = re.compile(rf"\s+(?:{seal})处?[:：]?\s*$")

    def tidy(self, text: str) -> str:
        """Return a short answer on one line, without leftovers of the printed form.

        Brackets that are part of a name (（含教育类）) are kept. Brackets that contain only 盖章 or
        instructions for the box are removed. Dashes alone (——) are an answer and are kept.
        """
        if not _MAY_HAVE_LEFTOVERS.search(text):
            return text
        kept = _BRACKETS.sub(lambda match: "" if self._is_leftover(match[1]) else match[0], text)
        for rest in (_BLANK_DATE, self._trailing_seal, self._leading_prompt, _AROUND):
            kept = rest.sub("", kept)
        if not kept:
            return text if _ONLY_DASHES.fullmatch(text) else ""
        return _on_one_line(kept) if "\n" in kept else kept

    def _is_leftover(self, inside: str) -> bool:
        bare = "".join(inside.split())
        return bool(self._seal.fullmatch(bare) or self._asides.search(bare))


def _on_one_line(text: str) -> str:
    """Join lines: no space between Chinese characters or inside a number split over two lines."""
    whole = "".join(text.split())
    return whole if _DIGITS.fullmatch(whole) else _BREAK.sub(_joint, text)


def _joint(match: re.Match[str]) -> str:
    """Return the replacement for a line break: a space between Latin characters, else nothing."""
    latin = (_LATIN.match(match.string, at) for at in (match.start() - 1, match.end()))
    return " " if all(latin) else ""
