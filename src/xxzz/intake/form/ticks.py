"""Which of several printed names a person ticked, with the boxes and ticks that offices use.

A tick belongs to the nearest box or name on its line, never to one across a line end; where two are
equally near, nobody can tell. A box belongs to the name that it stands before, or behind where the
line begins with a name. What belongs to a word that is none of the names (☑其他) is asked about.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xxzz.intake.form.marks import BEFORE_NAME, NUMBER, ORDINALS, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xxzz.intake.form.marks import Token

_CHOSEN_NUMBER = re.compile(
    rf"(?:[(（\[【]\s*({NUMBER})\s*[)）\]】]|选(?:择|项|填)?[:：]?\s*({NUMBER}))\s*$"
)


class Ticked(NamedTuple):
    """What is ticked: the names, as written; `unclear` says in Chinese what can't be told."""

    names: tuple[str, ...] = ()
    unclear: str = ""
    boxes: bool = False
    """Whether there are boxes or ticks at all."""


def read_ticks(text: str, names: re.Pattern[str]) -> Ticked:
    """Find the ticked ones of the names that stand in a text."""
    chosen: list[Token] = []
    crossed: list[Token] = []
    unclear: list[str] = []
    boxes = False
    lines = list(lines_of(text, names))
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


def _boxes_lead(tokens: Sequence[Token]) -> bool:
    """Tell whether boxes stand before their names: so they do unless the first token is a word."""
    return not tokens or not tokens[0].is_word


def _alternate(tokens: Sequence[Token]) -> bool:
    """Tell whether words and signs take turns, so that each word has its sign."""
    kinds = [one.is_word for one in tokens]
    return len(kinds) % 2 == 0 and all(a != b for a, b in pairwise(kinds))


class _Line:
    """Reads the signs of one line."""

    def __init__(self, tokens: Sequence[Token], *, leading: bool) -> None:
        self.chosen: list[Token] = []
        self.crossed: list[Token] = []
        self.unclear: list[str] = []
        self._leading = _boxes_lead(tokens) if any(t.is_word for t in tokens) else leading
        self._tokens = list(tokens)
        self._in_turn = _alternate([one for one in tokens if one.kind != "tick"])
        self._each_signed = _alternate(tokens)
        for at, one in enumerate(tokens):
            if one.kind in ("tick", "ticked", "cross"):
                self._take(at, self.crossed if one.kind == "cross" else self.chosen)

    def _take(self, at: int, found: list[Token]) -> None:
        doubts = len(self.unclear)
        sign = self._tokens[at]
        owner = self._of_tick(at) if sign.kind == "tick" else self._owner(at)
        if owner and owner.kind == "name":
            found.append(owner)
        elif owner and sign.kind != "cross":
            said = f"“{sign.text}”旁边写的是“{owner.text}”，不是哪一类的名称"
            self.unclear.append(said)
        elif not owner and len(self.unclear) == doubts:
            self.unclear.append(f"“{sign.text}”旁边没有类型的名称，看不出选的是哪一类")

    def _of_tick(self, at: int) -> Token | None:
        """Return whose a bare tick is: of the nearest box's owner, or of the nearest name."""
        sides = [
            (self._distance(at, next_), next_)
            for next_ in (at - 1, at + 1)
            if 0 <= next_ < len(self._tokens)
            and self._tokens[next_].kind in ("name", "other", "box")
        ]
        nearest = min((distance for distance, _ in sides), default=0)
        owners = (self._owner_or_self(next_) for distance, next_ in sides if distance == nearest)
        found = {one for one in owners if one}
        if len(found) == 1:
            return found.pop()
        if self._each_signed:
            return self._owner(at)
        if found:
            self.unclear.append(self._between(at, sorted(found, key=lambda one: one.start)))
        return None

    def _owner_or_self(self, at: int) -> Token | None:
        token = self._tokens[at]
        return token if token.is_word else self._owner(at)

    def _owner(self, at: int) -> Token | None:
        """Return the name that a box belongs to; None, with a doubt, where nobody can tell.

        Where each name has its sign, all stand on the same side; else the nearest name it is.
        """
        before, after = self._name_at(at, -1), self._name_at(at, 1)
        if before is None or after is None:
            return before or after
        box = self._tokens[at]
        gaps = (box.start - before.end, after.start - box.end)
        if self._in_turn or (self._each_signed and gaps[0] == gaps[1]):
            return after if self._leading else before
        if gaps[0] == gaps[1] and not self._leading:
            self.unclear.append(self._between(at, (before, after)))
            return None
        return after if gaps[1] <= gaps[0] else before

    def _name_at(self, at: int, step: int) -> Token | None:
        """Return the name beside a box, ticks passed over."""
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
    """Return the name whose number is the answer: ①学习型机关②…（②）."""
    answer = _CHOSEN_NUMBER.search(text)
    if answer is None:
        return ""
    wanted = _ordinal(answer[1] or answer[2])
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
