"""Recognises the labels of 附件3, however people space, widen, bracket or number them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from xxzz.intake.form.hints import Hints
from xxzz.intake.form.label import IGNORED, MAX_LABEL_LENGTH, Label
from xxzz.intake.form.label_splitter import NUMBER, NUMBERING, LabelSplitter
from xxzz.season.name_slips import name_doubts
from xxzz.text.answer import AnswerTidier
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from xxzz.season import Season
    from xxzz.season.models import FormLayout


_CACHE_SIZE = 4096
_MAX_JOINT = 3

_MARK = r"[*#※★]{0,2}(?:\(?[0-9]{1,2}\)?)?"
_WHOLE = re.compile(rf"{NUMBERING}(.+?){_MARK}:?")
_WHOLE_WITH_REMARK = re.compile(rf"{NUMBERING}(.+?){_MARK}\((?:[^()]|\([^()]*\))*\){_MARK}:?")
_IN_BRACKETS = re.compile(rf"{NUMBERING}[(<《]((?:[^()<>《》]|\([^()]*\))+)[)>》]:?")
_BEHIND = re.compile(r"(?:[。.→…_>]+|-{1,2})$")
_JOINTS = re.compile(r"[/、,&]|以及|及|和|与|兼")


class Labels:
    """All labels of a season's form.

    A section is a group of boxes about one person (负责人, 联系人); the labels in it are understood
    only together with the section.
    """

    def __init__(self, season: Season, substituted: Collection[str] = ()) -> None:
        """`substituted` are the ids of the sections whose substitute labels are recognised, too."""
        layout = season.notice.form
        self.category, self.name = season.roles.category, season.roles.name
        self.long_fields = frozenset(field.id for field in season.notice.fields if field.long)
        self.persons = frozenset(season.of_kind("person"))
        """The fields for a person's name."""
        self.mobiles = frozenset(season.of_kind("mobile"))
        """The fields for a mobile number."""
        self.several_lines = frozenset(season.of_kind("text")) - {self.name}
        """The fields in which two lines can be two answers: 职务."""
        self.addresses = frozenset(season.of_kind("address"))
        self.tidy = AnswerTidier(layout.seals, layout.asides).tidy
        self.name_doubts = partial(name_doubts, season=season)
        self._common = _common_labels(season, substituted)
        self._inner = _inner_labels(layout)
        self._section_of_field = {box.field: box.section for box in layout.boxes if box.section}
        self.mobile_beside = {
            box.field: other.field
            for box in layout.boxes
            for other in layout.boxes
            if box.section and other.section == box.section and other.field in self.mobiles
        }
        """The field for a mobile number in the same section, by field."""
        self.fields_beside = _fields_beside(season)
        sections = Counter(name for _, name in self._inner)
        for name, count in sections.items():
            if count > 1:
                self._common[name] = replace(self._common.get(name, IGNORED), vague=True)
        self._inner_names = frozenset(sections)
        names = sorted({*self._common, *sections}, key=len, reverse=True)
        splitter = LabelSplitter(names, self._find, self.section_of, self.long_fields)
        self.split_trailing = splitter.split_trailing
        # cached, since each cell is looked at several times, and all forms have the same labels
        self.split = lru_cache(_CACHE_SIZE)(splitter.split)
        self._cached_whole = lru_cache(_CACHE_SIZE)(self._whole)
        self.without_hints = Hints(season).without

    def whole(self, text: str, section: str = "") -> Label | None:
        """Return the label that is the whole text of a cell, None where it is something else.

        `section` is the one that the cell is in.
        """
        return self._cached_whole(text, section) if 0 < len(text) <= MAX_LABEL_LENGTH else None

    def is_inner(self, label: Label) -> bool:
        """Tell whether a label's field belongs to a section."""
        return label.field in self._section_of_field and not label.section

    def is_column(self, text: str) -> bool:
        """Tell whether a text is a label within a section (姓名), so that it may head a column."""
        return comparison_key(text) in self._inner_names

    def section_of(self, label: Label) -> str:
        """Return the section of the boxes that follow a label, "" if the label doesn't tell it."""
        return label.section or ("" if label.vague else self._section_of_field.get(label.field, ""))

    def _whole(self, text: str, section: str) -> Label | None:
        whole = comparison_key(text)
        bracketed = _IN_BRACKETS.fullmatch(whole)
        key = _BEHIND.sub("", bracketed[1] if bracketed else whole)
        found = self._find(key, section)
        for pattern in (_WHOLE, _WHOLE_WITH_REMARK):
            if found is None and (match := pattern.fullmatch(key)):
                found = self._find(match[1], section)
        return found or self._joint(NUMBER.sub("", key, count=1).rstrip(":"), section)

    def _joint(self, key: str, section: str) -> Label | None:
        """Return the label of a box for several answers: 姓名及职务, 地址/邮编."""
        names = _JOINTS.split(key)
        if not 1 < len(names) <= _MAX_JOINT:
            return None
        found = []
        for name in names:
            found.append(self._find(name, section))
            # 负责人姓名、职务: the first name tells whose the others are
            section = (found[-1] and self.section_of(found[-1])) or section
        labels = tuple(label for label in found if label and label.field)
        if len(labels) < len(names):
            return None
        # the names of 手机/电话 may mean the same field
        different = tuple(dict.fromkeys(labels))
        return replace(labels[0], joint=different) if len(different) > 1 else labels[0]

    def _find(self, name: str, section: str) -> Label | None:
        return self._inner.get((section, name)) or self._common.get(name)


def _common_labels(season: Season, substituted: Collection[str]) -> dict[str, Label]:
    """Return the labels outside sections, by name."""
    layout = season.notice.form
    labels = {comparison_key(name): Label(other=name) for name in layout.others}
    labels |= dict.fromkeys(map(comparison_key, layout.opinions), IGNORED)
    for field in season.notice.fields:
        labels |= _named((field.header, *field.aliases), Label(field.id))
    for section in layout.sections:
        labels |= _named(section.labels, Label(section.field, section.id))
    for section in layout.sections:
        if section.id in substituted:
            labels |= _named(section.substitutes, Label(section.field, section.id))
    for box in (*layout.boxes, layout.line):
        if not box.section:
            labels |= _named(box.labels, Label(box.field))
    return labels


def _inner_labels(layout: FormLayout) -> dict[tuple[str, str], Label]:
    """Return the labels within sections, by section and name."""
    return {
        (box.section, comparison_key(name)): Label(box.field)
        for box in (*layout.boxes, layout.line)
        for name in box.labels
        if box.section
    }


def _fields_beside(season: Season) -> dict[str, dict[str, str]]:
    """Return the other fields of a person, by their kind, for each field of a person's name."""
    kinds: dict[str, str] = {field.id: field.kind for field in season.notice.fields}
    layout = season.notice.form
    return {
        section.field: {
            kinds[box.field]: box.field
            for box in layout.boxes
            if box.section == section.id and box.field != section.field
        }
        for section in layout.sections
    }


def _named(names: Iterable[str], label: Label) -> dict[str, Label]:
    return {comparison_key(name): label for name in names}
