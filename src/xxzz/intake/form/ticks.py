"""Which of several printed names a person ticked, with the boxes and ticks that offices use.

A tick belongs to the nearest box or name on its line, never to one across a line end; where two are
equally near, nobody can tell. A box belongs to the name that it stands before, or behind where the
line begins with a name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TICK = r"[√✓✔✅∨]"
# Wingdings and Wingdings 2 give their boxes and ticks as private characters, or as þ and R.
_TICKED_BOX = (
    r"[☑☒■▣◉●❑🗹🗷\uf0fe\uf0fd\uf052\uf053\uf054þR]|[\uf0fc\uf050]"
    r"|[\[(【（]\s*[√✓✔✅vVxX☑]\s*[\])】）]"
)
_CROSS = r"[×✗✘✕✖╳]"
_EMPTY = r"[□☐▢○◯◻❏£¨\uf0a3\uf06f\uf0a8\uf030\uf02a]|[\[【(（]\s*[\])】）]"
_TOKEN = re.compile(
    rf"(?P<ticked>{_TICKED_BOX})|(?P<tick>{_TICK})|(?P<cross>{_CROSS})|(?P<empty>{_EMPTY})"
)
_ONLY_SIGNS = re.compile(rf"(?:{_TICKED_BOX}|{_TICK}|{_CROSS}|{_EMPTY}|\s)+")
_ORDINALS = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = rf"[{_ORDINALS}]|[1-9１-９]|[A-Ja-j]"
_BEFORE_NAME = re.compile(rf"[(（]?({_NUMBER})[)）.．、:：]?\s*$")
_CHOSEN_NUMBER = re.compile(
    rf"(?:[(（\[【]\s*({_NUMBER})\s*[)）\]】]|选(?:择|项|填)?[:：]?\s*({_NUMBER}))\s*$"
)


class Ticked(NamedTuple):
    """What is ticked: the names, as written; `unclear` says in Chinese what can't be told."""

    names: tuple[str, ...] = ()
    unclear: str = ""
    boxes: bool = False
    """Whether there are boxes or ticks at all."""


class _Token(NamedTuple):
    kind: str  # name, box, ticked (a box with its tick), tick, cross
    start: int
    end: int


def is_sign(text: str) -> bool:
    """Tell whether a text is nothing but boxes and ticks."""
    return bool(text.strip()) and _ONLY_SIGNS.fullmatch(text) is not None


def read_ticks(text: str, names: re.Pattern[str]) -> Ticked:
    """Find the ticked ones of the names that stand in a text."""
    chosen: list[_Token] = []
    crossed: list[_Token] = []
    unclear: list[str] = []
    boxes = False
    lines = list(_lines(text, names))
    leading = _boxes_lead([token for line in lines for token in line])
    for line in lines:
        boxes = boxes or any(token.kind != "name" for token in line)
        reader = _Line(text, line, leading=leading)
        chosen += reader.chosen
        crossed += reader.crossed
        unclear += reader.unclear
    if not chosen and not unclear and (numbered := _by_number(text, names)):
        return Ticked((numbered,), boxes=True)
    if crossed and not chosen:
        unclear.append("只有×，看不出×的意思是选中还是不选")
    found = tuple(dict.fromkeys(text[one.start : one.end] for one in chosen))
    return Ticked(found, "；".join(unclear), boxes=boxes)


def _lines(text: str, names: re.Pattern[str]) -> Iterator[list[_Token]]:
    at = 0
    for line in text.split("\n"):
        found = [_Token("name", at + m.start(), at + m.end()) for m in names.finditer(line)]
        inside = [(one.start, one.end) for one in found]
        for match in _TOKEN.finditer(line):
            start, end = at + match.start(), at + match.end()
            kind = {"ticked": "ticked", "tick": "tick", "cross": "cross"}.get(
                match.lastgroup or "", "box"
            )
            if not any(a < end and start < b for a, b in inside):
                found.append(_Token(kind, start, end))
        yield sorted(found, key=lambda one: one.start)
        at += len(line) + 1


def _boxes_lead(tokens: Sequence[_Token]) -> bool:
    """Tell whether boxes stand before their names: so they do unless the first token is a name."""
    return not tokens or tokens[0].kind != "name"


class _Line:
    """Reads the signs of one line."""

    def __init__(self, text: str, tokens: Sequence[_Token], *, leading: bool) -> None:
        self.chosen: list[_Token] = []
        self.crossed: list[_Token] = []
        self.unclear: list[str] = []
        self._text = text
        self._leading = _boxes_lead(tokens) if any(t.kind == "name" for t in tokens) else leading
        self._tokens = list(tokens)
        kinds = [one.kind == "name" for one in tokens if one.kind != "tick"]
        self._in_turn = len(kinds) % 2 == 0 and all(a != b for a, b in pairwise(kinds))
        for at, one in enumerate(tokens):
            if one.kind == "tick" and (owner := self._of_tick(at)):
                self.chosen.append(owner)
            elif one.kind in ("ticked", "cross"):
                self._take(at, self.chosen if one.kind == "ticked" else self.crossed)

    def _take(self, at: int, found: list[_Token]) -> None:
        doubts = len(self.unclear)
        owner = self._owner(at)
        if owner:
            found.append(owner)
        elif len(self.unclear) == doubts:
            sign = self._text[self._tokens[at].start : self._tokens[at].end]
            self.unclear.append(f"“{sign}”旁边没有类型的名称，看不出选的是哪一类")

    def _of_tick(self, at: int) -> _Token | None:
        """Return whose a bare tick is: of the nearest box's owner, or of the nearest name."""
        sides = [
            (self._distance(at, next_), next_)
            for next_ in (at - 1, at + 1)
            if 0 <= next_ < len(self._tokens) and self._tokens[next_].kind in ("name", "box")
        ]
        nearest = min((distance for distance, _ in sides), default=0)
        doubts = len(self.unclear)
        owners = (self._owner_or_self(next_) for distance, next_ in sides if distance == nearest)
        found = {one for one in owners if one}
        if len(found) == 1:
            return found.pop()
        if found:
            self.unclear.append(self._between(at, sorted(found, key=lambda one: one.start)))
        elif len(self.unclear) == doubts:
            sign = self._text[self._tokens[at].start : self._tokens[at].end]
            self.unclear.append(f"“{sign}”旁边没有类型的名称，看不出选的是哪一类")
        return None

    def _owner_or_self(self, at: int) -> _Token | None:
        token = self._tokens[at]
        return token if token.kind == "name" else self._owner(at)

    def _owner(self, at: int) -> _Token | None:
        """Return the name that a box belongs to; None, with a doubt, where nobody can tell.

        Where each name has its box, all boxes stand on the same side; else the nearest name it is.
        """
        before, after = self._name_at(at, -1), self._name_at(at, 1)
        if before is None or after is None:
            return before or after
        if self._in_turn:
            return after if self._leading else before
        box = self._tokens[at]
        gaps = (box.start - before.end, after.start - box.end)
        if gaps[0] == gaps[1] and not self._leading:
            self.unclear.append(self._between(at, (before, after)))
            return None
        return after if gaps[1] <= gaps[0] else before

    def _name_at(self, at: int, step: int) -> _Token | None:
        """Return the name beside a box, ticks passed over."""
        at += step
        while 0 <= at < len(self._tokens) and self._tokens[at].kind == "tick":
            at += step
        is_name = 0 <= at < len(self._tokens) and self._tokens[at].kind == "name"
        return self._tokens[at] if is_name else None

    def _between(self, at: int, names: Iterable[_Token]) -> str:
        sign = self._text[self._tokens[at].start : self._tokens[at].end]
        shown = "”和“".join(self._text[one.start : one.end] for one in names)
        return f"“{sign}”在“{shown}”之间，看不出选的是哪一类"

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
        if (number := _BEFORE_NAME.search(text[: match.start()]))
    }
    return numbered.get(wanted, "") if len(numbered) > 1 else ""


def _ordinal(sign: str) -> str:
    if sign in _ORDINALS:
        return str(_ORDINALS.index(sign) + 1)
    if "１" <= sign <= "９":
        return chr(ord(sign) - 0xFEE0)
    return sign.upper()
