"""Problems and findings on standard error: a line for each, and the exit code they mean."""

from collections.abc import Iterable

from xxzz.cli.console import complain
from xxzz.cli.errors import FOUND, OK
from xxzz.finding import Finding, Problem, Severity
from xxzz.text.columns import one_line


def complain_of(found: Iterable[Problem | Finding], *, indent: str = "") -> None:
    """Say where each is, what is wrong and what to do."""
    for one in found:
        complain(one_line(f"{indent}{one.location}：{one.message}{one.hint}"))


def complain_and_judge(problems: Iterable[Problem]) -> int:
    """Say what was met while reading, for commands that report nothing else.

    Returns the exit code: 1 where one of the problems is an error.
    """
    from xxzz.rules import severity_of  # noqa: PLC0415  # mostly there is no problem

    known = list(problems)
    complain_of(known)
    return FOUND if any(severity_of(one) is Severity.ERROR for one in known) else OK
