"""Recognises the labels of columns (附件3, 附件4) by name and alias, however they are written."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from xxzz.text.normalise import comparison_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xxzz.season import Season

MAX_LABEL = 60
"""The most characters of a label; a longer text is not one."""

_REMARK = re.compile(r"\([^()]*\)$")
_ENCLOSED = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"\(?\d{1,2}[.、)]")
_MIN_GROUP = 3


class Labels:
    """The season's fields by the labels of their columns.

    The fields about one person are a group. Their headers (负责人姓名, 负责人职务) begin with the
    stem of the group (负责人).
    """

    def __init__(self, season: Season) -> None:
        self._fields = season.notice.fields
        self._persons = season.of_kind("person")
        self.keys = (season.roles.name, season.roles.rank, season.roles.recommender)
        """The fields that identify the nomination of a row of 指标自评."""
        self._known: dict[str, str | None] = {}

    def field(self, label: str) -> str | None:
        """Return the field that a label names by itself.

        A remark in brackets (简要事迹（500字以内）), brackets around the whole label, a number in
        front, an asterisk and a colon are ignored.
        """
        if label not in self._known:
            self._known[label] = self._find(label)
        return self._known[label]

    def in_group(self, group: str, label: str) -> str | None:
        """Return the field of a label below (or behind) the label of a group: 负责人, 姓名."""
        stem = self.stem(group) or self.leading_stem(group)
        for start in (group, stem or ""):
            if start and (found := self.field(start + label)):
                return found
        direct = self.field(label)
        # 手机 below 负责人 is not the number of the 联系人
        return direct if self.fits(stem, direct) else None

    def stem(self, label: str) -> str | None:
        """Return the group's stem (负责人) if a label names a field of a group."""
        found = self.field(label)
        return self._stem_of[found] if found else None

    def needs_group(self, label: str) -> bool:
        """Tell whether a label (姓名) is for a person's name, but doesn't tell the person."""
        key = comparison_key(label)
        stems = {stem for stem in self._stem_of.values() if stem}
        named = (self._by_name.get(stem + key, "") for stem in stems)
        return self.field(label) is None and any(field in self._persons for field in named)

    def implies_group(self, label: str) -> bool:
        """Tell whether a label (邮箱) has a field of a person without naming the person."""
        found = self.field(label)
        stem = self._stem_of[found] if found else None
        return stem is not None and stem not in comparison_key(label)

    def leading_stem(self, label: str) -> str | None:
        """Return the group's stem if a label begins with a name of the group: 负责人信息."""
        key = comparison_key(label)
        return next((s for name, s in self._group_names.items() if key.startswith(name)), None)

    def fits(self, stem: str | None, field: str | None) -> bool:
        """Tell whether a field may be in the group with this stem; without one, any may."""
        return stem is None or field is None or self._stem_of[field] in (None, stem)

    def names(self, field: str) -> Sequence[str]:
        """Return the comparison keys of a field's header and aliases."""
        return self._names_of[field]

    def _find(self, label: str) -> str | None:
        key = comparison_key(label) if len(label) <= MAX_LABEL else ""
        while key:
            if key in self._by_name:
                return self._by_name[key]
            bare = _NUMBER.sub("", key.strip("*:"))
            enclosed = _ENCLOSED.fullmatch(bare)
            shorter = enclosed[1] if enclosed else _REMARK.sub("", bare)
            if shorter == key:
                return None
            key = shorter
        return None

    @cached_property
    def _names_of(self) -> Mapping[str, tuple[str, ...]]:
        return {
            field.id: tuple(comparison_key(name) for name in (field.header, *field.aliases))
            for field in self._fields
        }

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {name: field for field, names in self._names_of.items() for name in names}

    @cached_property
    def _group_names(self) -> Mapping[str, str]:
        """The names of groups (单位负责人), with the group's stem."""
        stems = {stem for stem in self._stem_of.values() if stem}
        return {name: stem for stem in stems for name in self._names_of[self._by_name[stem] or ""]}

    @cached_property
    def _stem_of(self) -> Mapping[str, str | None]:
        """The stem of each field's group: an alias that its header and two others begin with."""
        headers = {field: names[0] for field, names in self._names_of.items()}
        stems = [
            name
            for name in self._by_name
            if sum(header.startswith(name) for header in headers.values()) >= _MIN_GROUP
        ]
        return {
            field: next((stem for stem in stems if header.startswith(stem)), None)
            for field, header in headers.items()
        }
