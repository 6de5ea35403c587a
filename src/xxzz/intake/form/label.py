"""The meaning of a form's label."""

from __future__ import annotations

from dataclasses import dataclass

MAX_LABEL_LENGTH = 60
"""The most characters of a label, including blanks and remarks in brackets."""


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a label: a field, the beginning of a section, or a box to ignore.

    Attributes:
        field: the id of the field, "" for a box to ignore.
        section: the id of the section that the label begins (负责人, 联系人), else "".
        vague: the label doesn't say whose field it is, as 姓名 outside any section.
        other: the name of a box that 附件3 does not have (性别), else "".
        joint: the labels of a box for several answers (姓名/职务); the first equals this one.
    """

    field: str = ""
    section: str = ""
    vague: bool = False
    other: str = ""
    joint: tuple[Label, ...] = ()


IGNORED = Label()
