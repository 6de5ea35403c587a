"""Folds similar findings on a screen: shows the first ones and counts the rest."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from xxzz.finding import Finding, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 20
"""How many similar findings a screen shows individually."""

IN_A_REPORT = "要全部列出，请写进文件：xxzz validate --report html=检查结果.html。"
"""Tells the user where to find all findings."""

_NAMED = 3
_VALUES = re.compile(r"“[^“”]*”|\d+")

One = TypeVar("One", Finding, Problem)


class Folding(Generic[One]):
    """Counts similar findings while they are shown, to leave out those beyond the limit.

    `elsewhere` tells the user where to find those left out.
    """

    def __init__(self, findings: Sequence[One], elsewhere: str = IN_A_REPORT) -> None:
        self._elsewhere = elsewhere
        self._alike: dict[tuple[object, ...], list[One]] = defaultdict(list)
        for finding in findings:
            self._alike[_kind(finding)].append(finding)
        self._seen: dict[tuple[object, ...], int] = defaultdict(int)

    def shown(self, group: Sequence[One]) -> Iterator[tuple[One, str]]:
        """Yield the findings of a group to show, each with a note on those left out after it."""
        for finding in group:
            kind = _kind(finding)
            self._seen[kind] += 1
            if self._seen[kind] <= MOST:
                last = self._seen[kind] == MOST
                yield finding, self._rest(finding, self._alike[kind][MOST:]) if last else ""

    def _rest(self, shown: One, others: Sequence[One]) -> str:
        if not others:
            return ""
        places = "、".join(one.location.seen_from(shown.location) for one in others[:_NAMED])
        more = "等" if len(others) > _NAMED else ""
        return (
            f"同样的问题另有{len(others)}处（{places}{more}），屏幕上不逐条列出；{self._elsewhere}"
        )


def _kind(finding: Finding | Problem) -> tuple[object, ...]:
    """Return the key of similar findings: everything but the row and the quoted values."""
    place, message = finding.location, _VALUES.sub("", finding.message)
    waived = isinstance(finding, Finding) and finding.waived is not None
    return (finding.rule, finding.severity, waived, place.column, place.part, message)
