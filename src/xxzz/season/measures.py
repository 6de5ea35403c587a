"""Measure words and nouns for nominations, by what is nominated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xxzz.season.models import CategoryInfo

MIXED = "个"
"""Counts nominations whose measure words differ: 家 and 人."""

_SUBJECTS = {"organisation": "单位", "household": "家庭", "person": "个人"}
_ONLY_PERSONS = "人"
_MEASURES = {"organisation": "家", "household": "家", "person": "人"}


def measure_word(info: CategoryInfo) -> str:
    """Return a category's measure word: the one in the table, else the usual one."""
    return info.measure or _MEASURES[info.subject]


def nominees(subjects: Iterable[str]) -> str:
    """Return what is nominated, in the notice's order: 单位或家庭, 人."""
    words = dict.fromkeys(_SUBJECTS[one] for one in subjects)
    return _ONLY_PERSONS if list(words) == [_SUBJECTS["person"]] else "或".join(words)
