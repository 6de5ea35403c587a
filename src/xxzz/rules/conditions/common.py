"""What the rules of all conditions share: whom they judge, and how they say what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xxzz.finding import Severity
from xxzz.rules.answers import answers_of
from xxzz.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.finding import Problem, Skip
    from xxzz.rules.rule import Check
    from xxzz.season import Season
    from xxzz.season.models import Condition, FieldCondition


def no_category(season: Season) -> str:
    """Say that nobody knows what a nomination's category is."""
    return f"{season.category_header}没有填写或认不出来"


def condition_rule(wanted: Condition, check: Check, doc: str) -> Rule:
    """Make the rule of a condition."""
    template = doc.replace("{", "{{").replace("}", "}}")
    return Rule(wanted.id, Severity(wanted.severity), lambda _: wanted.clause, check, template)


def concerned(
    entries: Sequence[Entry], wanted: Condition, season: Season
) -> Iterator[Entry | Skip]:
    """Yield the nominations that a condition is for; a skip for those of an unknown category."""
    for entry in entries:
        if entry.category is None:
            yield entry.skip(no_category(season))
        elif entry.category in wanted.categories:
            yield entry


def answered(
    entries: Sequence[Entry], wanted: FieldCondition, season: Season
) -> Iterator[tuple[Entry, str] | Skip]:
    """Yield the nominations concerned with what stands in the field; a skip where nothing does."""
    answers, header = answers_of(season), season.field(wanted.field).header
    for entry in entries:
        if entry.category is None:
            yield entry.skip(no_category(season))
        elif entry.category in wanted.categories:
            if text := answers.given(entry.nomination, wanted.field):
                yield entry, text
            else:
                yield entry.skip(f"{header}没有填写或读不出来")


def problem(entry: Entry, wanted: FieldCondition, message: str, hint: str) -> Problem:
    """Say what is wrong at the condition's field, in the season's own words where it has any."""
    return entry.problem(wanted.field, wanted.message or message, wanted.remedy or hint)


def kinds(wanted: Condition, season: Season) -> str:
    """Name the categories that a condition is for."""
    return "、".join(season.info(category).short for category in wanted.categories)


def why(wanted: Condition, otherwise: str) -> str:
    """Say in a rule's documentation what the notice asks."""
    return f"通知{wanted.clause}要求“{wanted.says or otherwise}”"
