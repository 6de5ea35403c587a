"""Problems and findings on standard error: a line for each, and the exit code they mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Generic

from xxzz.cli.console import complain
from xxzz.cli.errors import FOUND, OK
from xxzz.cli.style import is_file
from xxzz.finding import Finding, Problem, Severity
from xxzz.report.folding import Folding, One
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xxzz.entry import Entry

_MAX_LISTED = 5
_IN_A_FILE = "要全部列出，请在命令末尾加 2> 问题.txt，写进文件。"


def _worded(one: Finding | Problem) -> str:
    rule = f"（规则 {one.rule}）" if isinstance(one, Finding) else ""
    return f"{one.location}：{one.message}{one.hint}{rule}"


class Complaints(Generic[One]):
    """Everything a command complains of, group by group; equal ones are folded on a screen.

    Each is worded by `worded`; `elsewhere` says where those are that are left out.
    """

    def __init__(
        self,
        everything: Iterable[One],
        elsewhere: str = _IN_A_FILE,
        worded: Callable[[One], str] = _worded,
    ) -> None:
        folded = not is_file(sys.stderr)
        self._folding: Folding[One] | None = (
            Folding(list(everything), elsewhere) if folded else None
        )
        self._worded: Callable[[One], str] = worded

    def lines(self, group: Sequence[One], indent: str = "") -> Sequence[str]:
        """Return where each is, what is wrong and what to do; none where all are folded away."""
        shown = self._folding.shown(group) if self._folding else ((one, "") for one in group)
        found = []
        for one, rest in shown:
            found.append(one_line(f"{indent}{self._worded(one)}"))
            found += [f"{indent}{rest}"] if rest else []
        return found


def complain_of(
    found: Iterable[One],
    elsewhere: str = _IN_A_FILE,
    *,
    indent: str = "",
    worded: Callable[[One], str] = _worded,
) -> None:
    """Say where each is, what is wrong and what to do."""
    known = list(found)
    for line in Complaints(known, elsewhere, worded).lines(known, indent):
        complain(line)


def places_of(entries: Sequence[Entry]) -> str:
    """Name where the first few nominations stand, and who recommends each."""
    shown = "、".join(
        one_line(f"{one.nomination.origin.base}（{one.ref.recommender}）")
        for one in entries[:_MAX_LISTED]
    )
    return f"{shown}等" if len(entries) > _MAX_LISTED else shown


def complain_and_judge(problems: Iterable[Problem]) -> int:
    """Say what was met while reading, for commands that report nothing else.

    Returns the exit code: 1 where one of the problems is an error.
    """
    from xxzz.rules import severity_of  # noqa: PLC0415  # mostly there is no problem

    known = list(problems)
    complain_of(known)
    return FOUND if any(severity_of(one) is Severity.ERROR for one in known) else OK
