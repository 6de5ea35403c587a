"""Compares two lists of nominations: added, removed, and changed fields."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from xxzz.nomination import Nomination

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
_WORD = re.compile(r"[A-Za-z0-9_.@+-]+|\s+|.", re.DOTALL)
_ALIKE = 0.75
"""Minimum similarity for a name to count as a correction of another."""
_MOST_COMPARED = 200
_SHORTEST_COMMON = 2
_MOST_MATCHES = 20_000_000
"""Limit of pairs of equal words; a word repeated a thousand times makes the comparison slow."""


class Kind(Enum):
    """Whether a piece of text is unchanged, removed or added."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that both versions, or only one of them, have."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field (or indicator) whose text differs."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A nomination in both lists, with its changed fields."""

    before: Nomination
    after: Nomination
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two lists; `same` counts the unchanged nominations."""

    added: tuple[Nomination, ...] = ()
    removed: tuple[Nomination, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(
    before: Sequence[Nomination], after: Sequence[Nomination], fields: Sequence[str]
) -> Difference:
    """Compare some fields and the indicators of two lists.

    The order of rows is ignored; results are in the order of `after`, removed ones in that of
    `before`.
    """
    pairs = match(before, after)
    taken = set(pairs.values())
    both = [(before[pairs[at]], one) for at, one in enumerate(after) if at in pairs]
    changed = [Changed(old, new, tuple(_changes(old, new, fields))) for old, new in both]
    return Difference(
        added=tuple(one for at, one in enumerate(after) if at not in pairs),
        removed=tuple(one for at, one in enumerate(before) if at not in taken),
        changed=tuple(one for one in changed if one.fields),
        same=sum(not one.fields for one in changed),
    )


def match(
    before: Sequence[Nomination], after: Sequence[Nomination], *, alike: bool = True
) -> dict[int, int]:
    """Match nominations: positions in `before` by positions in `after`.

    Matches by name and 推荐单位, then name, then telephone and, if `alike`, by similar names.
    """
    pairs: dict[int, int] = {}
    for key in (_whole_key, _name_key, _phone_key):
        _pair_by(key, before, after, pairs)
    if alike:
        _pair_alike(before, after, pairs)
    return pairs


def pieces(before: str, after: str) -> list[Piece]:
    """Return the pieces of a word-by-word comparison (a Han character is a word).

    Blank lines and spaces at the ends of lines are ignored.
    """
    found: list[Piece] = []
    old, new = _SENTENCE.findall(_tidy(before)), _SENTENCE.findall(_tidy(after))
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Kind.SAME, "".join(old[a:b])))
        else:
            found += _words("".join(old[a:b]), "".join(new[c:d]))
    return list(_joined(found))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    times = Counter(new)
    if sum(count * times[word] for word, count in Counter(old).items()) > _MOST_MATCHES:
        yield Piece(Kind.REMOVED, before)
        yield Piece(Kind.ADDED, after)
        return
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(codes):
        removed, added = "".join(old[a:b]), "".join(new[c:d])
        between = 0 < at < len(codes) - 1
        if tag == "equal" and not (between and len(removed) < _SHORTEST_COMMON):
            yield Piece(Kind.SAME, removed)
        else:
            # a single common character by chance would break a change into fragments
            yield Piece(Kind.REMOVED, removed)
            yield Piece(Kind.ADDED, added)


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Merge adjacent pieces: first all removed text, then all added text."""
    for same, group in groupby(found, lambda piece: piece.kind is Kind.SAME):
        together = list(group)
        for kind in (Kind.SAME,) if same else (Kind.REMOVED, Kind.ADDED):
            if text := "".join(piece.text for piece in together if piece.kind is kind):
                yield Piece(kind, text)


def _changes(before: Nomination, after: Nomination, fields: Sequence[str]) -> Iterator[FieldChange]:
    for name in fields:
        old, new = before.value(name), after.value(name)
        if _tidy(old) != _tidy(new):
            yield FieldChange(name, old, new)
    for name in dict.fromkeys((*before.indicators, *after.indicators)):
        old, new = before.indicators.get(name, ""), after.indicators.get(name, "")
        if old != new:
            yield FieldChange(name, old, new)


def _tidy(text: str) -> str:
    if "\n" not in text:
        return text
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def _whole_key(one: Nomination) -> Hashable:
    return one.name and (comparison_key(one.recommender), comparison_key(one.name))


def _name_key(one: Nomination) -> Hashable:
    return comparison_key(one.name)


def _phone_key(one: Nomination) -> Hashable:
    return one.mobile and (comparison_key(one.category), comparison_key(one.mobile))


def _pair_by(
    key: Callable[[Nomination], Hashable],
    before: Sequence[Nomination],
    after: Sequence[Nomination],
    pairs: dict[int, int],
) -> None:
    """Pair nominations with the same key, in order if several have it."""
    taken = set(pairs.values())
    unmatched: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(before):
        if at not in taken and key(one):
            unmatched[key(one)].append(at)
    for queue in unmatched.values():
        queue.reverse()
    for at, one in enumerate(after):
        if at not in pairs and unmatched.get(key(one)):
            pairs[at] = unmatched[key(one)].pop()


def _pair_alike(
    before: Sequence[Nomination], after: Sequence[Nomination], pairs: dict[int, int]
) -> None:
    taken = set(pairs.values())
    old = [at for at in range(len(before)) if at not in taken][:_MOST_COMPARED]
    new = [at for at in range(len(after)) if at not in pairs][:_MOST_COMPARED]
    likenesses = sorted(
        ((-_likeness(before[a], after[b]), b, a) for a in old for b in new),
    )
    for less, b, a in likenesses:
        if -less >= _ALIKE and b not in pairs and a not in taken:
            pairs[b] = a
            taken.add(a)


def _likeness(before: Nomination, after: Nomination) -> float:
    if comparison_key(before.category) != comparison_key(after.category):
        return 0
    return SequenceMatcher(
        None, comparison_key(before.name), comparison_key(after.name), autojunk=False
    ).ratio()
