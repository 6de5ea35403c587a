"""Finds stories that share sentences, in time that grows with their number, not its square."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xxzz.season.models import Duplicates

# One after another, since these are several times faster than one regular expression or
# `str.translate`. Blanks go, half-width punctuation becomes full width, and what ends a sentence
# becomes 。
_ALIKE = (
    *((blank, "") for blank in " \t\u3000\u00a0"),
    *zip(",:()", "，：（）", strict=True),
    *((end, "。") for end in "！？；!?;\n\r"),
)

# A phrase that stands in very many stories is remembered for the first of them only: more would
# make the work quadratic. A story copied by everyone is still found, with one of those.
_OWNERS = 8


class Copy(NamedTuple):
    """Two stories, by their index, and the share of the shorter one that stands in the other."""

    later: int
    earlier: int
    share: float


def find_copies(stories: Iterable[tuple[str, str]], limits: Duplicates) -> Iterator[Copy]:
    """Yield, for each story that shares enough with an earlier one, the one it shares most with.

    A story comes with its owner, and an owner's stories are not compared with each other. The
    share counts different sentences of at least `story_min_sentence` characters by their length.
    """
    index = _Index()
    for later, (owner, story) in enumerate(stories):
        shares = index.add(owner, _sentences(story, limits.story_min_sentence))
        if shares:
            earlier = max(shares, key=lambda at: (shares[at], -at))
            if shares[earlier] >= limits.story_share:
                yield Copy(later, earlier, shares[earlier])


class _Index:
    """Which stories each sentence stands in; sentences are known by their hash."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}
        self._owners: list[str] = []
        self._lengths: list[int] = []

    def add(self, owner: str, sentences: Mapping[int, int]) -> Mapping[int, float]:
        """Take in one more story, and return its share with each earlier one it has to do with."""
        story, length = len(self._owners), sum(sentences.values())
        self._owners.append(owner)
        self._lengths.append(length)
        if self._first.keys().isdisjoint(sentences):
            self._first.update(dict.fromkeys(sentences, story))
            return {}
        known = {sentence: n for sentence, n in sentences.items() if sentence in self._first}
        common = self._common(owner, known)
        for sentence in sentences:
            if self._first.setdefault(sentence, story) != story:
                more = self._more.setdefault(sentence, [])
                if len(more) < _OWNERS - 1:
                    more.append(story)
        return {at: shared / min(length, self._lengths[at]) for at, shared in common.items()}

    def _common(self, owner: str, known: Mapping[int, int]) -> Mapping[int, int]:
        common: dict[int, int] = {}
        for sentence, length in known.items():
            for at in (self._first[sentence], *self._more.get(sentence, ())):
                if self._owners[at] != owner:
                    common[at] = common.get(at, 0) + length
        return common


def _sentences(story: str, shortest: int) -> Mapping[int, int]:
    """Return the length of each sentence of a story, by the sentence's hash."""
    for written, alike in _ALIKE:
        story = story.replace(written, alike)
    return {hash(part): len(part) for part in story.split("。") if len(part) >= shortest}
