"""Finds out which of several printed names are ticked.

A tick belongs to the nearest box or name in its line; if two are equally near, it is unclear. A box
belongs to the name behind it, or to the one before it in a line that begins with a name. A tick at
a word that is none of the names (☑其他) is unclear, too.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.form.marks import BEFORE_NAME, NUMBER, ORDINALS, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xxzz.intake.form.marks import Token

_CHOSEN_NUMBERS = (
    re.compile(rf"[(（\[【]\s*({NUMBER})\s*[)）\]】]\s*$"),
    re.compile(rf"(?:选(?:择|项|填)?|答(?:案)?)\s*[:：]?\s*({NUMBER})\s*$"),
    re.compile(rf"(?:\n|[ \u3000]{{2,}})\s*({NUMBER})\s*$"),
    re.compile(rf"^\s*[(（\[【]\s*({NUMBER})\s*[)）\]】](?=\s*(?:{NUMBER}))"),
)
"""The ways to write a number as the answer to numbered names: (C), 答：C, C in a line below."""


class Ticked(NamedTuple):
    """The names that are ticked, as they are written.

    `unclear` tells in Chinese what could not be decided; `boxes` is true if there are any boxes or
    ticks.
    """

    names: tuple[str, ...] = ()
    unclear: str = ""
    boxes: bool = False


def read_ticks(text: str, names: re.Pattern[str]) -> Ticked:
    """Find the ticked names in a text; `names` matches all of them."""
    chosen: list[Token] = []
    crossed: list[Token] = []
    unclear: list[str] = []
    boxes = False
    lines = _boxes_with_their_names(list(lines_of(text, names)))
    leading = _boxes_lead([token for line in lines for token in line])
    for line in lines:
        boxes = boxes or any(not token.is_word for token in line)
        reader = _Line(line, leading=leading)
        chosen += reader.chosen
        crossed += reader.crossed
        unclear += reader.unclear
    if not chosen and not unclear and (numbered := _by_number(text, names)):
        return Ticked((numbered,), boxes=True)
    if crossed and not chosen:
        unclear.append("只有×，看不出×的意思是选中还是不选")
    found = tuple(dict.fromkeys(one.text for one in chosen))
    return Ticked(found, "；".join(unclear), boxes=boxes)


def _boxes_with_their_names(lines: list[list[Token]]) -> list[list[Token]]:
    """Move a box from a line's end to the name in the next line, where boxes are before names.

    Only a line in which each word has its box shows that the last box is one too many.
    """
    for line, below in pairwise(lines):
        before, last = line[:-1], line[-1:]
        is_spare = before and not before[0].is_word and _alternate(before)
        if is_spare and last[0].kind in ("box", "ticked") and below and below[0].is_word:
            below.insert(0, line.pop())
    return lines


def _boxes_lead(tokens: Sequence[Token]) -> bool:
    """Tell whether boxes are before their names, as they are unless a name comes first."""
    return not tokens or not tokens[0].is_word


def _alternate(tokens: Sequence[Token]) -> bool:
    """Tell whether words and signs alternate, so that each word has one sign."""
    kinds = [one.is_word for one in tokens]
    return len(kinds) % 2 == 0 and all(a != b for a, b in pairwise(kinds))


class _Line:
    """Assigns the ticks and crosses of one line to names; `leading` as `_boxes_lead` tells."""

    def __init__(self, tokens: Sequence[Token], *, leading: bool) -> None:
        self.chosen: list[Token] = []
        self.crossed: list[Token] = []
        self.unclear: list[str] = []
        self._leading = _boxes_lead(tokens) if any(t.is_word for t in tokens) else leading
        self._tokens = list(tokens)
        self._each_has_box = _alternate([one for one in tokens if one.kind != "tick"])
        self._each_has_sign = _alternate(tokens)
        for at, one in enumerate(tokens):
            if one.kind in ("tick", "ticked", "cross"):
                self._assign(at, self.crossed if one.kind == "cross" else self.chosen)

    def _assign(self, at: int, owners: list[Token]) -> None:
        doubts = len(self.unclear)
        sign = self._tokens[at]
        owner = self._tick_owner(at) if sign.kind == "tick" else self._box_owner(at)
        if owner and owner.kind == "name":
            owners.append(owner)
        elif owner and sign.kind != "cross":
            doubt = f"“{sign.text}”旁边写的是“{owner.text}”，不是哪一类的名称"
            self.unclear.append(doubt)
        elif not owner and len(self.unclear) == doubts:
            self.unclear.append(f"“{sign.text}”旁边没有类型的名称，看不出选的是哪一类")

    def _tick_owner(self, at: int) -> Token | None:
        """Return the word that a tick without a box belongs to: the nearest, or that of a box."""
        sides = [
            (self._distance(at, next_), next_)
            for next_ in (at - 1, at + 1)
            if 0 <= next_ < len(self._tokens)
            and self._tokens[next_].kind in ("name", "other", "box")
        ]
        nearest = min((distance for distance, _ in sides), default=0)
        owners = (self._word_at(next_) for distance, next_ in sides if distance == nearest)
        found = {one for one in owners if one}
        if len(found) == 1:
            return found.pop()
        if self._each_has_sign:
            return self._box_owner(at)
        if found:
            self.unclear.append(self._between(at, sorted(found, key=lambda one: one.start)))
        return None

    def _word_at(self, at: int) -> Token | None:
        token = self._tokens[at]
        return token if token.is_word else self._box_owner(at)

    def _box_owner(self, at: int) -> Token | None:
        """Return the word that a box belongs to, or None and a doubt where it is unclear.

        If each name has one box, all boxes are on the same side; else the nearest name is taken.
        """
        before, after = self._word_beside(at, -1), self._word_beside(at, 1)
        if before is None or after is None:
            return before or after
        box = self._tokens[at]
        gaps = (box.start - before.end, after.start - box.end)
        if self._each_has_box or (self._each_has_sign and gaps[0] == gaps[1]):
            return after if self._leading else before
        if gaps[0] == gaps[1] and not self._leading:
            self.unclear.append(self._between(at, (before, after)))
            return None
        return after if gaps[1] <= gaps[0] else before

    def _word_beside(self, at: int, step: int) -> Token | None:
        """Return the word next to a box on one side, with nothing but ticks between."""
        at += step
        while 0 <= at < len(self._tokens) and self._tokens[at].kind == "tick":
            at += step
        is_word = 0 <= at < len(self._tokens) and self._tokens[at].is_word
        return self._tokens[at] if is_word else None

    def _between(self, at: int, names: Iterable[Token]) -> str:
        shown = "”和“".join(one.text for one in names)
        return f"“{self._tokens[at].text}”在“{shown}”之间，看不出选的是哪一类"

    def _distance(self, one: int, other: int) -> int:
        first, second = sorted((one, other))
        return self._tokens[second].start - self._tokens[first].end


def _by_number(text: str, names: re.Pattern[str]) -> str:
    """Return the name whose number is written as the answer: ①学习型机关②…（②）."""
    answer = next(filter(None, (way.search(text) for way in _CHOSEN_NUMBERS)), None)
    if answer is None:
        return ""
    wanted = _ordinal(answer[1])
    numbered = {
        _ordinal(number[1]): match[0]
        for match in names.finditer(text)
        if (number := BEFORE_NAME.search(text[: match.start()]))
    }
    return numbered.get(wanted, "") if len(numbered) > 1 else ""


def _ordinal(sign: str) -> str:
    if sign in ORDINALS:
        return str(ORDINALS.index(sign) + 1)
    if "１" <= sign <= "９":
        return chr(ord(sign) - 0xFEE0)
    return sign.upper()
