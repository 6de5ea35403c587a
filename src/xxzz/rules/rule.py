"""The record of a rule, and the decorator that makes one of a check function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from inspect import cleandoc
from typing import NamedTuple

from xxzz.entry import Entry
from xxzz.finding import Problem, Severity, Skip
from xxzz.rules.words import words_of
from xxzz.season import Season

Check = Callable[[Sequence[Entry], Season], Iterator[Problem | Skip]]
Clause = Callable[[Season], str]


class Rule(NamedTuple):
    """A condition of the notice, or of readable data.

    `clause` returns the clause of the notice that it comes from. `check` yields the problems, and
    is None for a rule that intake checks while it reads a file. `template` is the documentation for
    users, in Chinese Markdown, with the parts 为什么, 不通过, 通过, 怎样改; in {} it has paths into
    the season's notice, such as {quota.clause}.
    """

    name: str
    severity: Severity
    clause: Clause
    check: Check | None
    template: str

    def doc(self, season: Season) -> str:
        """Return the documentation with the values of a season."""
        return self.template.format_map(words_of(season))

    def title(self, season: Season) -> str:
        """Return the first line of the documentation."""
        return self.doc(season).splitlines()[0]


def rule(
    name: str, *, clause: Clause, severity: Severity = Severity.ERROR
) -> Callable[[Check], Rule]:
    """Return a decorator that makes a rule of a check function, documented by its docstring.

    Raises:
        ValueError: the function has no docstring.
    """

    def make(check: Check) -> Rule:
        if not check.__doc__:
            raise ValueError(f"rule {name} has no documentation")
        return Rule(name, severity, clause, check, cleandoc(check.__doc__))

    return make


def read_rule(name: str, *, clause: Clause, doc: str, severity: Severity = Severity.ERROR) -> Rule:
    """Return a rule that intake checks while it reads a file."""
    return Rule(name, severity, clause, None, cleandoc(doc))
