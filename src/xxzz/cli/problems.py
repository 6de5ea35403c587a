"""Prints problems and findings to standard error, and derives exit codes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Generic

from xxzz.cli.console import emit_error
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


class ProblemLines(Generic[One]):
    """The lines for problems or findings in groups; on a screen, similar ones are folded.

    `worded` formats a line; `elsewhere` says where to find the omitted ones.
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
        """Return the lines of a group; empty if all are folded away."""
        shown = self._folding.shown(group) if self._folding else ((one, "") for one in group)
        found = []
        for one, rest in shown:
            found.append(one_line(f"{indent}{self._worded(one)}"))
            found += [f"{indent}{rest}"] if rest else []
        return found


def print_problems(
    found: Iterable[One],
    elsewhere: str = _IN_A_FILE,
    *,
    indent: str = "",
    worded: Callable[[One], str] = _worded,
) -> None:
    """Print location, message and remedy of each."""
    known = list(found)
    for line in ProblemLines(known, elsewhere, worded).lines(known, indent):
        emit_error(line)


def places_of(entries: Sequence[Entry]) -> str:
    """Return the locations and recommenders of the first few nominations."""
    shown = "、".join(
        one_line(f"{one.nomination.origin.base}（{one.ref.recommender}）")
        for one in entries[:_MAX_LISTED]
    )
    return f"{shown}等" if len(entries) > _MAX_LISTED else shown


def print_reading_problems(problems: Iterable[Problem]) -> int:
    """Print the problems of reading, for commands without a report.

    Returns the exit code: 1 if any of them is an error.
    """
    from xxzz.rules import severity_of  # noqa: PLC0415  # mostly there is no problem

    known = list(problems)
    print_problems(known)
    return FOUND if any(severity_of(one) is Severity.ERROR for one in known) else OK
