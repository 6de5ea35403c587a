"""The labels of 附件3, found in cells however people space, widen, bracket or number them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xxzz.intake.form.hints import Hints
from xxzz.intake.form.label import LONGEST_LABEL, PASSED_OVER, Label
from xxzz.intake.form.pieces import NUMBER, NUMBERING, PieceReader
from xxzz.text.answer import AnswerTidier
from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season import Season


_REMEMBERED = 4096
_MOST_JOINT = 3

_MARK = r"[*#※★]{0,2}(?:\(?[0-9]{1,2}\)?)?"
_WHOLE = re.compile(rf"{NUMBERING}(.+?){_MARK}:?")
_WHOLE_WITH_REMARK = re.compile(rf"{NUMBERING}(.+?){_MARK}\((?:[^()]|\([^()]*\))*\){_MARK}:?")
_JOINTS = re.compile(r"[/、,&]|以及|及|和|与|兼")


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
        pieces = PieceReader(names, self._find, self.section_of, self.long_fields)
        self.behind = pieces.behind
        self.pieces = lru_cache(_REMEMBERED)(pieces.pieces)
        self.without_hints = Hints(season).without
        # each cell is asked about several times, and labels stand in every form
        self._wholes = lru_cache(_REMEMBERED)(self._whole)

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

    def _whole(self, text: str, section: str) -> Label | None:
        key = comparison_key(text)
        found = self._find(key, section)
        for pattern in (_WHOLE, _WHOLE_WITH_REMARK):
            if found is None and (match := pattern.fullmatch(key)):
                found = self._find(match[1], section)
        return found or self._joint(NUMBER.sub("", key, count=1).rstrip(":"), section)

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

    def _find(self, name: str, section: str) -> Label | None:
        return self._inner.get((section, name)) or self._common.get(name)


def _named(names: Iterable[str], label: Label) -> dict[str, Label]:
    return {comparison_key(name): label for name in names}
