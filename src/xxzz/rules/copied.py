"""Finds stories that share their text, in time that grows with their number, not its square.

A story is cut into pieces at its punctuation, its numbers and the commonest particles: of a copy in
which every number was changed, or 公司 made 集团 throughout, most pieces stay the same. A sample of
the pieces finds the pair to look at; the share of that one is then counted exactly.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

    from xxzz.season.models import Duplicates

# Blanks go; at signs and particles a piece ends.
_DROPPED = " \t\u3000\u00a0"
_ENDS = ",:;!?()，。：；！？（）、“”|\n\r0123456789的了和"

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
    least = limits.story_share * _SLACK
    index = _Index(least)
    cut = _Cutter(limits.story_min_piece)
    texts: list[str] = []
    for later, (owner, story) in enumerate(stories):
        texts.append(story)
        pieces = cut(story)
        shares = index.add(owner, _sample(pieces))
        if not shares:
            continue
        most = max(shares.values())
        if most >= least:
            earlier = min(at for at, share in shares.items() if share == most)
            share = _share(set(pieces), set(cut(texts[earlier])))
            if share >= limits.story_share:
                yield Copy(later, earlier, share)


class _Index:
    """Which stories each piece stands in; a share of less than `least` is of no interest."""

    def __init__(self, least: float) -> None:
        # apart, since most pieces stand in one story, and a list takes more room than a number
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._owners: list[str] = []
        self._lengths: list[int] = []
        self._shortest = inf
        self._least = least

    def add(self, owner: str, pieces: Collection[str]) -> Mapping[int, float]:
        """Take in one more story, and return its share with each earlier one that may be enough."""
        story, length = len(self._owners), sum(map(len, pieces))
        self._owners.append(owner)
        self._lengths.append(length)
        self._shortest = min(length or inf, self._shortest)
        common: dict[int, int] = {}
        for piece in pieces:
            first = self._first.setdefault(piece, story)
            if first == story:
                continue
            more = self._more.setdefault(piece, [])
            for at in (first, *more):
                common[at] = common.get(at, 0) + len(piece)
            if len(more) < _OWNERS - 1:
                more.append(story)
        least = self._least * self._shortest  # most share less, and are told by that much faster
        return {
            at: shared / min(length, self._lengths[at])
            for at, shared in common.items()
            if shared >= least and self._owners[at] != owner
        }


class _Cutter:
    """Cuts stories into pieces of at least so many characters."""

    def __init__(self, shortest: int) -> None:
        self._piece = re.compile(f"[^{re.escape(_ENDS)}]{{{shortest},}}")

    def __call__(self, story: str) -> list[str]:
        for blank in _DROPPED:
            story = story.replace(blank, "")
        return self._piece.findall(story)


def _sample(pieces: Sequence[str]) -> set[str]:
    """Return one piece in so many, drawn by a number that is the same on every machine.

    A story of few pieces is returned whole.
    """
    if len(pieces) < _FEW:
        return set(pieces)
    return {one for one in pieces if not crc32(one.encode("utf-8", "replace")) % _SAMPLED}


def _share(one: Set[str], other: Set[str]) -> float:
    shorter = min(sum(map(len, one)), sum(map(len, other)))
    return sum(map(len, one & other)) / shorter
