"""Splits the text of a cell or line into labels and the values behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xxzz.intake.form.folded import FOLDING, FoldedText
from xxzz.intake.form.label import MAX_LABEL_LENGTH
from xxzz.text.normalise import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from xxzz.intake.form.label import Label

NUMBERING = r"(?:[*★☆●■◆▲※]|\(?[0-9一二三四五六七八九十]{1,2}[)、.])*"
NUMBER = re.compile(NUMBERING)

_HEAD_LENGTH = 2 * MAX_LABEL_LENGTH
"""The first label of a text is looked for in this many characters."""
_REMARK = re.compile(r"\([^()]{0,40}\)")
_BEFORE_NEXT = ";,。"
_WRITING_LINE = re.compile(r"^[\s_＿]*[_＿]|[_＿][\s_＿]*$")


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label and the value behind it in one cell.

    `separated` tells whether a colon or line break is between label and value, `adjoining` whether
    nothing is between the label and the value before it.
    """

    label: Label
    value: str
    separated: bool = True
    adjoining: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    """A label within a text: where it begins there, and where its value begins."""

    label: Label
    begin: int
    end: int
    separated: bool
    adjoining: bool = False


class LabelSplitter:
    """Splits texts at known labels.

    `names` are the labels' names, the longest first. `find` returns the label of a name in a
    section, `section_of` the section of the boxes behind a label. The values of the fields `long`
    are not split.
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
        self._may_begin = re.compile(rf"\s*{NUMBERING}\s*\(?[{re.escape(initials)}]")
        self._lengths = sorted(set(map(len, names)), reverse=True)
        self._next = re.compile(
            rf"{NUMBERING}({'|'.join(map(re.escape, names))})(?:{_REMARK.pattern})?:"
        )

    def split(self, text: str, section: str = "") -> Sequence[LabelledValue]:
        """Split a text that begins with a label; return () for any other."""
        head = text[:_HEAD_LENGTH]
        # a quick check, since most cells hold a value
        if not self._may_begin.match(head.translate(FOLDING)):
            return ()
        first = self._first(FoldedText(head), section)
        if first is None:
            return ()
        found = [first]
        if first.label.field not in self._long:
            found += self._others(FoldedText(text), first, section)
        ends = [one.begin for one in found[1:]] + [len(text)]
        return tuple(
            LabelledValue(
                one.label, without_writing_line(text[one.end : end]), one.separated, one.adjoining
            )
            for one, end in zip(found, ends, strict=True)
        )

    def _first(self, folded: FoldedText, section: str) -> _Match | None:
        """Return the longest label at the beginning of a text that is set off from its value."""
        number = NUMBER.match(folded.text)
        begin = number.end() if number else 0
        brackets = folded.text.startswith("(", begin)
        begin += brackets
        for length in self._lengths:
            label = self._find(folded.text[begin : begin + length], section)
            end = begin + length
            if label is None or end > len(folded.text):
                continue
            if brackets:
                if folded.text.startswith(")", end):
                    colon = folded.text.startswith(":", end + 1)
                    return _Match(label, 0, folded.end(end + 1 + colon), separated=True)
                continue
            remark = _REMARK.match(folded.text, end)
            for stop in (remark.end(), end) if remark else (end,):
                gap, after = folded.gap(stop), folded.text[stop : stop + 1]
                if after == ":":
                    return _Match(label, 0, folded.end(stop + 1), separated=True)
                if after and (gap or after == "_" or (after.isascii() and after.isalnum())):
                    return _Match(label, 0, folded.end(stop), separated="\n" in gap)
        return None

    def _others(self, folded: FoldedText, first: _Match, section: str) -> Iterator[_Match]:
        """Yield the further labels in a text, each with a colon and not in brackets."""
        at = 0
        while match := self._next.search(folded.text, at):
            at = match.start() + 1
            begin = match.start()
            before = folded.text[begin - 1 : begin]
            is_apart = bool(folded.gap(begin)) or before in _BEFORE_NEXT
            if folded.begin(begin) >= first.end and before not in "(_":
                section = self._section_of(first.label) or section
                if label := self._find(match[1], section):
                    begins, ends = folded.begin(begin), folded.end(match.end())
                    first = _Match(label, begins, ends, separated=True, adjoining=not is_apart)
                    at = match.end()
                    yield first

    def split_trailing(self, text: str, section: str = "") -> tuple[str, Sequence[LabelledValue]]:
        """Split a value from the labels behind it in the same cell: 样张路1号 邮编：200032.

        A label has a colon, and a gap or sign is between it and the value.
        """
        folded = FoldedText(text)
        for match in self._next.finditer(folded.text):
            begin = match.start()
            before = folded.text[begin - 1 : begin]
            if begin and (folded.gap(begin) or before in _BEFORE_NEXT):
                at = folded.begin(begin)
                if pairs := self.split(text[at:], section):
                    return text[:at], pairs
        return text, ()


def without_writing_line(text: str) -> str:
    """Return a value, cleaned, without the underscores of the line that it is written on."""
    return cleaned(_WRITING_LINE.sub("", text) if "_" in text or "＿" in text else text)
