"""Equal faults on a screen: the first are shown, the others counted, so that nobody scrolls."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from xxzz.finding import Finding, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 20
"""How many equal faults a screen shows one by one."""

IN_A_REPORT = "要全部列出，请写进文件：xxzz validate --report html=检查结果.html。"
"""Where all findings of a check are."""

_NAMED = 3
_VALUES = re.compile(r"“[^“”]*”|\d+")

One = TypeVar("One", Finding, Problem)


class Folding(Generic[One]):
    """Knows which of all findings, in the order in which they are shown, are one too many.

    `elsewhere` says where those are that are left out.
    """

    def __init__(self, findings: Sequence[One], elsewhere: str = IN_A_REPORT) -> None:
        self._elsewhere = elsewhere
        self._alike: dict[tuple[object, ...], list[One]] = defaultdict(list)
        for finding in findings:
            self._alike[_kind(finding)].append(finding)
        self._seen: dict[tuple[object, ...], int] = defaultdict(int)

    def shown(self, group: Sequence[One]) -> Iterator[tuple[One, str]]:
        """Yield those of a group to show, each with a word on those that are left out after it."""
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
    """Return what equal faults have in common: all but the place and the values quoted."""
    place, message = finding.location, _VALUES.sub("", finding.message)
    waived = isinstance(finding, Finding) and finding.waived is not None
    return (finding.rule, finding.severity, waived, place.column, place.part, message)
