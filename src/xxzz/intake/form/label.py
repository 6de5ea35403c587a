"""What a label of a form stands for."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_LABEL = 60
"""Characters of a cell beyond which it is no label, blanks and remarks in brackets included."""


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
