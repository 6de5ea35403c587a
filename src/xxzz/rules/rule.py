"""The shape of a rule: a frozen record around one pure function, made by a decorator."""

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
    """One condition of the notice, or of readable data: its name, severity, clause and check.

    `template` is its documentation for people, in Chinese Markdown: what it asks and why, 不通过
    and 通过 (an example of each), 怎样改; what stands in {} is a path into the year's notice, such
    as {quota.clause}. `check` is None where only reading a file can tell: then intake yields
    the problem under this name.
    """

    name: str
    severity: Severity
    clause: Clause
    check: Check | None
    template: str

    def doc(self, season: Season) -> str:
        """Return the documentation with the limits and dates of a season."""
        return self.template.format_map(words_of(season))

    def title(self, season: Season) -> str:
        """Return the first line of the documentation."""
        return self.doc(season).splitlines()[0]


def rule(
    name: str, *, clause: Clause, severity: Severity = Severity.ERROR
) -> Callable[[Check], Rule]:
    """Make a rule of a check function; its docstring becomes the rule's documentation.

    Raises:
        ValueError: the function has no docstring.
    """

    def make(check: Check) -> Rule:
        if not check.__doc__:
            raise ValueError(f"rule {name} has no documentation")
        return Rule(name, severity, clause, check, cleandoc(check.__doc__))

    return make


def read_rule(name: str, *, clause: Clause, doc: str, severity: Severity = Severity.ERROR) -> Rule:
    """Make the record of a rule that intake judges while it reads a file."""
    return Rule(name, severity, clause, None, cleandoc(doc))
