"""The labels of 附件3, found in cells however people space, widen, bracket or number them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.intake.form.folded import ALIKE, Folded
from xxzz.intake.form.hints import Hints
from xxzz.text.answer import AnswerTidier
from xxzz.text.normalise import cleaned, comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xxzz.season import Season

LONGEST_LABEL = 60
"""Characters of a cell beyond which it is no label, blanks and remarks in brackets included."""

_HEAD = 2 * LONGEST_LABEL
"""Characters of a cell within which a label ends that has its value behind it."""
_REMEMBERED = 4096
_MOST_JOINT = 3

_NUMBERING = r"(?:[*★☆●■◆▲※]|\(?[0-9一二三四五六七八九十]{1,2}[)、.])*"
_NUMBER = re.compile(_NUMBERING)
_MARK = r"[*#※★]{0,2}(?:\(?[0-9]{1,2}\)?)?"
_WHOLE = re.compile(rf"{_NUMBERING}(.+?){_MARK}:?")
_WHOLE_WITH_REMARK = re.compile(rf"{_NUMBERING}(.+?){_MARK}\((?:[^()]|\([^()]*\))*\){_MARK}:?")
_JOINTS = re.compile(r"[/、,&]|以及|及|和|与|兼")
_REMARK = re.compile(r"\([^()]{0,40}\)")
_BEFORE_NEXT = ";,。"
_LINE_TO_WRITE_ON = re.compile(r"^[\s_＿]*[_＿]|[_＿][\s_＿]*$")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label stands for: a field, a section, or (neither) a box to pass over.

    `vague` is true where the label alone does not say whose it is (姓名 outside any section);
    `other` is the name of a box that 附件3 does not have (性别); `joint` are the labels of a box
    for several answers (姓名/职务), of which the label itself is the first.
    """

    field: str = ""
    section: str = ""
    vague: bool = False
    other: str = ""
    joint: tuple[Label, ...] = ()


PASSED_OVER = Label()


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


class Labels:
    """All labels of a season's form."""

    def __init__(self, season: Season) -> None:
        layout = season.notice.form
        self.category, self.name = season.roles.category, season.roles.name
        self.long_fields = frozenset(field.id for field in season.notice.fields if field.long)
        self.persons = frozenset(season.of_kind("person"))
        """The boxes for a person's name."""
        self.tidy = AnswerTidier(layout.seals, layout.asides).tidy
        self._common = {comparison_key(name): Label(other=name) for name in layout.others}
        self._common |= dict.fromkeys(map(comparison_key, layout.opinions), PASSED_OVER)
        for field in season.notice.fields:
            self._common |= _named((field.header, *field.aliases), Label(field.id))
        for section in layout.sections:
            self._common |= _named(section.labels, Label(section.field, section.id))
        self._inner: dict[tuple[str, str], Label] = {}
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for box in (*layout.boxes, layout.line):
            for name in map(comparison_key, box.labels):
                if box.section:
                    self._inner[box.section, name] = Label(box.field)
                    owners[name].add(box.section)
                else:
                    self._common[name] = Label(box.field)
        self._section_of_field = {box.field: box.section for box in layout.boxes if box.section}
        self.mobiles = frozenset(season.of_kind("mobile"))
        """The boxes for a mobile."""
        self.mobile_beside = {
            box.field: other.field
            for box in layout.boxes
            for other in layout.boxes
            if box.section and other.section == box.section and other.field in self.mobiles
        }
        """The box for a mobile in the same section, by field."""
        for name, sections in owners.items():
            if len(sections) > 1:
                self._common[name] = replace(self._common.get(name, PASSED_OVER), vague=True)
        self._inner_names = frozenset(owners)
        names = sorted({*self._common, *owners}, key=len, reverse=True)
        initials = "".join(sorted({name[0] for name in names}))
        self._may_begin = re.compile(rf"\s*{_NUMBERING}\s*[{re.escape(initials)}]")
        self._lengths = sorted(set(map(len, names)), reverse=True)
        self._next = re.compile(
            rf"{_NUMBERING}({'|'.join(map(re.escape, names))})(?:{_REMARK.pattern})?:"
        )
        self.without_hints = Hints(season).without
        # each cell is asked about several times, and labels stand in every form
        self._wholes = lru_cache(_REMEMBERED)(self._whole)
        self._all_pieces = lru_cache(_REMEMBERED)(self._pieces)

    def whole(self, text: str, section: str = "") -> Label | None:
        """Return what a cell stands for that holds nothing but a label."""
        return self._wholes(text, section) if 0 < len(text) <= LONGEST_LABEL else None

    def is_inner(self, label: Label) -> bool:
        """Tell whether a label's box stands within a section."""
        return label.field in self._section_of_field and not label.section

    def is_column(self, text: str) -> bool:
        """Tell whether a text is a label within a section (姓名), so that it may head a column."""
        return comparison_key(text) in self._inner_names

    def section_of(self, label: Label) -> str:
        """Return the section in which a label puts what follows, empty where it does not say."""
        return label.section or ("" if label.vague else self._section_of_field.get(label.field, ""))

    def pieces(self, text: str, section: str = "") -> Sequence[Piece]:
        """Split a cell or line that begins with a label into labels and values, else nothing."""
        return self._all_pieces(text, section)

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
                if pieces := self._pieces(text[at:], section):
                    return text[:at], pieces
        return text, ()

    def _whole(self, text: str, section: str) -> Label | None:
        key = comparison_key(text)
        found = self._find(key, section)
        for pattern in (_WHOLE, _WHOLE_WITH_REMARK):
            if found is None and (match := pattern.fullmatch(key)):
                found = self._find(match[1], section)
        return found or self._joint(_NUMBER.sub("", key, count=1).rstrip(":"), section)

    def _joint(self, key: str, section: str) -> Label | None:
        """Return what a label stands for that names several boxes: 姓名及职务, 地址/邮编."""
        names = _JOINTS.split(key)
        if not 1 < len(names) <= _MOST_JOINT:
            return None
        found = [self._find(name, section) for name in names]
        labels = tuple(label for label in found if label and label.field)
        if len(labels) < len(names):
            return None
        # 手机/电话 may be two names for one box
        different = tuple(dict.fromkeys(labels))
        return replace(labels[0], joint=different) if len(different) > 1 else labels[0]

    def _pieces(self, text: str, section: str) -> Sequence[Piece]:
        head = text[:_HEAD]
        # most cells hold a value, which begins otherwise
        if not self._may_begin.match(head.translate(ALIKE)):
            return ()
        first = self._first(Folded(head), section)
        if first is None:
            return ()
        found = [first]
        if first.label.field not in self.long_fields:
            found += self._others(Folded(text), first, section)
        ends = [one.begin for one in found[1:]] + [len(text)]
        return tuple(
            Piece(one.label, unfilled(text[one.end : end]), one.sure, one.close)
            for one, end in zip(found, ends, strict=True)
        )

    def _first(self, folded: Folded, section: str) -> _Found | None:
        """Find the label with which a text begins: the longest that is set off from its value."""
        number = _NUMBER.match(folded.text)
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
                section = self.section_of(first.label) or section
                if label := self._find(match[1], section):
                    begins, ends = folded.begin(begin), folded.end(match.end())
                    first = _Found(label, begins, ends, sure=True, close=not apart)
                    at = match.end()
                    yield first

    def _find(self, name: str, section: str) -> Label | None:
        return self._inner.get((section, name)) or self._common.get(name)


def unfilled(text: str) -> str:
    """Return a value, cleaned, without the line that it is written on."""
    return cleaned(_LINE_TO_WRITE_ON.sub("", text) if "_" in text or "＿" in text else text)


def _named(names: Iterable[str], label: Label) -> dict[str, Label]:
    return {comparison_key(name): label for name in names}
