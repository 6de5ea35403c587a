"""Finds stories that share their text, in time that grows with their number, not its square.

A story is cut into pieces at its punctuation, its numbers and the commonest particles: of a copy in
which every number was changed, or 公司 made 集团 throughout, most pieces stay the same. A sample of
the pieces finds the pair to look at; the share of that one is then counted exactly.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xxzz.season.models import Duplicates

# One after another, since these are several times faster than one regular expression or
# `str.translate`. Blanks go; at signs and particles a piece ends.
_DROPPED = " \t\u3000\u00a0"
_ENDS = ",:;!?()，。：；！？（）、“”\n\r0123456789的了和"

# A phrase that stands in very many stories is remembered for the first of them only: more would
# make the work quadratic. A story copied by everyone is still found, with one of those.
_OWNERS = 8
_SAMPLED = 4
"""One piece of so many is looked up; chance spreads the share of a sample by some percent."""
_FEW = 60
"""A story of fewer pieces is looked up whole: of those, a sample would be mere chance."""
_SLACK = 0.6
"""A pair is looked at whose share in the sample is this part of what counts."""


class Copy(NamedTuple):
    """Two stories, by their index, and the share of the shorter one that stands in the other."""

    later: int
    earlier: int
    share: float


def find_copies(stories: Iterable[tuple[str, str]], limits: Duplicates) -> Iterator[Copy]:
    """Yield, for each story that shares enough with an earlier one, the one it shares most with.

    A story comes with its owner, and an owner's stories are not compared with each other. The
    share counts different pieces of at least `story_min_piece` characters by their length.
    """
    index = _Index()
    texts: list[str] = []
    for later, (owner, story) in enumerate(stories):
        texts.append(story)
        shares = index.add(owner, _pieces(story, limits.story_min_piece, sampled=True))
        if not shares:
            continue
        earlier = max(shares, key=lambda at: (shares[at], -at))
        if shares[earlier] >= limits.story_share * _SLACK:
            pair = (_pieces(texts[at], limits.story_min_piece) for at in (later, earlier))
            share = _share(*pair)
            if share >= limits.story_share:
                yield Copy(later, earlier, share)


class _Index:
    """Which stories each piece stands in."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._owners: list[str] = []
        self._lengths: list[int] = []

    def add(self, owner: str, pieces: Mapping[str, int]) -> Mapping[int, float]:
        """Take in one more story, and return its share with each earlier one it has to do with."""
        story, length = len(self._owners), sum(pieces.values())
        self._owners.append(owner)
        self._lengths.append(length)
        if self._first.keys().isdisjoint(pieces):
            self._first.update(dict.fromkeys(pieces, story))
            return {}
        known = {piece: n for piece, n in pieces.items() if piece in self._first}
        common = self._common(owner, known)
        for piece in pieces:
            if self._first.setdefault(piece, story) != story:
                more = self._more.setdefault(piece, [])
                if len(more) < _OWNERS - 1:
                    more.append(story)
        return {at: shared / min(length, self._lengths[at]) for at, shared in common.items()}

    def _common(self, owner: str, known: Mapping[str, int]) -> Mapping[int, int]:
        common: defaultdict[int, int] = defaultdict(int)
        for piece, length in known.items():
            for at in (self._first[piece], *self._more.get(piece, ())):
                if self._owners[at] != owner:
                    common[at] += length
        return common


def _pieces(story: str, shortest: int, *, sampled: bool = False) -> Mapping[str, int]:
    """Return the length of each piece of a story, or of a sample where there are many."""
    for blank in _DROPPED:
        story = story.replace(blank, "")
    for end in _ENDS:
        story = story.replace(end, "|")
    parts = [part for part in story.split("|") if len(part) >= shortest]
    if sampled and len(parts) >= _FEW:
        parts = [part for part in parts if not _number(part) % _SAMPLED]
    return {part: len(part) for part in parts}


def _number(piece: str) -> int:
    """Return a number by which pieces are drawn, the same on every machine, as `hash` is not."""
    return crc32(piece.encode(errors="replace"))


def _share(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    shared = sum(length for piece, length in one.items() if piece in other)
    return shared / min(sum(one.values()), sum(other.values()))
