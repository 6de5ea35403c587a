"""Splits the text of a cell or line into labels and what stands behind each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.form.folded import ALIKE, Folded
from xxzz.intake.form.label import LONGEST_LABEL
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from xxzz.intake.form.label import Label

NUMBERING = r"(?:[*★☆●■◆▲※]|\(?[0-9一二三四五六七八九十]{1,2}[)、.])*"
NUMBER = re.compile(NUMBERING)

_HEAD = 2 * LONGEST_LABEL
"""Characters of a cell within which a label ends that has its value behind it."""
_REMARK = re.compile(r"\([^()]{0,40}\)")
_BEFORE_NEXT = ";,。"
_LINE_TO_WRITE_ON = re.compile(r"^[\s_＿]*[_＿]|[_＿][\s_＿]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A label and the value behind it in one cell; `sure` where a colon or line divides them.

    `close` is true where nothing divides the label from the value before it.
    """

    label: Label
    value: str
    sure: bool = True
    close: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """A label within a text: where it begins there, and where its value does."""

    label: Label
    begin: int
    end: int
    sure: bool
    close: bool = False


class PieceReader:
    """Splits texts at the labels that it knows.

    `names` are their names, the longest first; `find` returns what one stands for in a section.
    What is written in the boxes `long` is not split.
    """

    def __init__(
        self,
        names: Sequence[str],
        find: Callable[[str, str], Label | None],
        section_of: Callable[[Label], str],
        long: Collection[str],
    ) -> None:
        self._find = find
        self._section_of = section_of
        self._long = long
        initials = "".join(sorted({name[0] for name in names}))
        self._may_begin = re.compile(rf"\s*{NUMBERING}\s*[{re.escape(initials)}]")
        self._lengths = sorted(set(map(len, names)), reverse=True)
        self._next = re.compile(
            rf"{NUMBERING}({'|'.join(map(re.escape, names))})(?:{_REMARK.pattern})?:"
        )

    def pieces(self, text: str, section: str = "") -> Sequence[Piece]:
        """Split a cell or line that begins with a label into labels and values, else nothing."""
        head = text[:_HEAD]
        # most cells hold a value, which begins otherwise
        if not self._may_begin.match(head.translate(ALIKE)):
            return ()
        first = self._first(Folded(head), section)
        if first is None:
            return ()
        found = [first]
        if first.label.field not in self._long:
            found += self._others(Folded(text), first, section)
        ends = [one.begin for one in found[1:]] + [len(text)]
        return tuple(
            Piece(one.label, unfilled(text[one.end : end]), one.sure, one.close)
            for one, end in zip(found, ends, strict=True)
        )

    def _first(self, folded: Folded, section: str) -> _Found | None:
        """Find the label with which a text begins: the longest that is set off from its value."""
        number = NUMBER.match(folded.text)
        begin = number.end() if number else 0
        for length in self._lengths:
            label = self._find(folded.text[begin : begin + length], section)
            end = begin + length
            if label is None or end > len(folded.text):
                continue
            remark = _REMARK.match(folded.text, end)
            for stop in (remark.end(), end) if remark else (end,):
                gap, after = folded.gap(stop), folded.text[stop : stop + 1]
                if after == ":":
                    return _Found(label, 0, folded.end(stop + 1), sure=True)
                if after and (gap or after == "_" or (after.isascii() and after.isalnum())):
                    return _Found(label, 0, folded.end(stop), sure="\n" in gap)
        return None

    def _others(self, folded: Folded, first: _Found, section: str) -> Iterator[_Found]:
        """Yield the further labels in a text, each with a colon; those in brackets are none."""
        at = 0
        while match := self._next.search(folded.text, at):
            at = match.start() + 1
            begin = match.start()
            before = folded.text[begin - 1 : begin]
            apart = bool(folded.gap(begin)) or before in _BEFORE_NEXT
            if folded.begin(begin) >= first.end and before not in "(_":
                section = self._section_of(first.label) or section
                if label := self._find(match[1], section):
                    begins, ends = folded.begin(begin), folded.end(match.end())
                    first = _Found(label, begins, ends, sure=True, close=not apart)
                    at = match.end()
                    yield first

    def behind(self, text: str, section: str = "") -> tuple[str, Sequence[Piece]]:
        """Split a value from further labels, each with a colon, that stand behind it in its cell.

        They are set off from it: 样张路1号 邮编：200032.
        """
        folded = Folded(text)
        for match in self._next.finditer(folded.text):
            begin = match.start()
            before = folded.text[begin - 1 : begin]
            if begin and (folded.gap(begin) or before in _BEFORE_NEXT):
                at = folded.begin(begin)
                if pieces := self.pieces(text[at:], section):
                    return text[:at], pieces
        return text, ()


def unfilled(text: str) -> str:
    """Return a value, cleaned, without the line that it is written on."""
    return cleaned(_LINE_TO_WRITE_ON.sub("", text) if "_" in text or "＿" in text else text)
