"""Helpers for the rules of conditions: the nominations concerned, problems, documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity, Skip
from xxzz.rules.answers import answers_of
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem
    from xxzz.rules.rule import Check
    from xxzz.season import Season
    from xxzz.season.models import Condition, FieldCondition

    Judge = Callable[[Entry, str], Iterator[Problem | Skip]]


def no_category(season: Season) -> str:
    """Return the reason for skipping a nomination of an unknown category."""
    return f"{season.category_header}没有填写或认不出来"


def condition_rule(wanted: Condition, check: Check, doc: str) -> Rule:
    """Return the rule of a condition."""
    template = doc.replace("{", "{{").replace("}", "}}")
    return Rule(wanted.id, Severity(wanted.severity), lambda _: wanted.clause, check, template)


def concerned(
    entries: Sequence[Entry], wanted: Condition, season: Season
) -> Iterator[Entry | Skip]:
    """Yield the nominations that a condition applies to, and a skip for an unknown category."""
    for entry in entries:
        if entry.category is None:
            yield entry.skip(no_category(season))
        elif entry.category in wanted.categories:
            yield entry


def check_answers(wanted: FieldCondition, judge: Judge) -> Check:
    """Return the check that judges each answer of the nominations that a condition applies to.

    Those without an answer, or of an unknown category, are skipped.
    """

    def check(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
        answers, header = answers_of(season), season.field(wanted.field).header
        for entry in concerned(entries, wanted, season):
            if isinstance(entry, Skip):
                yield entry
            elif text := answers.given(entry.nomination, wanted.field):
                yield from judge(entry, text)
            else:
                yield entry.skip(f"{header}没有填写或读不出来")

    return check


def problem(entry: Entry, wanted: FieldCondition, message: str, hint: str) -> Problem:
    """Return a problem at the condition's field, with the season's own message if it has one."""
    return entry.problem(wanted.field, wanted.message or message, wanted.remedy or hint)


def kinds(wanted: Condition, season: Season) -> str:
    """Return the names of the categories that a condition applies to."""
    return "、".join(season.info(category).short for category in wanted.categories)


def why(wanted: Condition, otherwise: str) -> str:
    """Return the reason for a rule's documentation: the words of the notice, or `otherwise`."""
    return f"通知{wanted.clause}要求“{wanted.says or otherwise}”"
