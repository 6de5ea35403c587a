"""The records of what intake reports, and the list of all rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from nomination_maker import SEASON
from xxzz import rule_names
from xxzz.finding import Problem, Severity
from xxzz.location import Location
from xxzz.rules import by_name, rule_named, rules_of, severity_of, waivers
from xxzz.rules.reading import RULES as READING
from xxzz.rules.rule import rule

if TYPE_CHECKING:
    from xxzz.rules import Rule
    from xxzz.season import Season

RULES = rules_of(SEASON)
NAMES = [
    "workbook-unreadable",
    "season-mismatch",
    "sheet-missing",
    "copy-of",
    "column-missing",
    "column-unknown",
    "value-invalid",
    "cell-unreadable",
    "field-required",
    "phone-format",
    "email-format",
    "postcode-format",
    "placeholder-text",
    "recommender-unknown",
    "category-unknown",
    "channel-not-allowed",
    "education-only",
    "building-years",
    "family-title",
    "family-title-unproven",
    "indicator-unmet",
    "indicator-missing",
    "quota-exceeded",
    "quota-unused",
    "brief-missing",
    "brief-length",
    "brief-short",
    "story-missing",
    "story-length",
    "story-simplified",
    "story-unreadable",
    "duplicate-nomination",
    "duplicate-similar",
    "duplicate-story",
    "past-winner",
    "recommender-mixed",
    "nomination-withdrawn",
    "name-category",
    "name-several",
    "text-unfinished",
    "story-mismatch",
    "rank-missing",
    "rank-duplicate",
    "folder-mismatch",
    "form-unreadable",
    "form-unsure",
    "form-beside",
    "waiver-invalid",
    "waiver-expired",
    "waiver-unused",
    "internal-error",
]


def test_all_rules_are_listed_once() -> None:
    assert sorted(one.name for one in RULES) == sorted(NAMES)


def test_names_stand_in_one_module() -> None:
    constants = {text for text in vars(rule_names).values() if isinstance(text, str)}
    of_the_season = {one.id for one in SEASON.notice.conditions} | {"family-title-unproven"}
    of_the_season |= {
        f"{one.id}-{w}" for one in SEASON.notice.texts for w in ("missing", "length", "short")
    }
    assert {one.name for one in RULES} <= constants | of_the_season
    assert not constants & of_the_season


def test_a_rule_is_found_by_its_name() -> None:
    for one in RULES:
        assert rule_named(one.name, SEASON).name == one.name
    assert rule_named("no-such-rule", SEASON) is None


def test_a_doubled_name_is_refused() -> None:
    with pytest.raises(ValueError, match="two rules are called workbook-unreadable"):
        by_name([*RULES, READING[0]])


def test_a_rule_needs_documentation() -> None:
    with pytest.raises(ValueError, match="rule bare has no documentation"):
        rule("bare", clause=lambda _: "")(lambda _entries, _season: iter(()))


def test_reading_is_judged_while_reading() -> None:
    assert all(one.check is None for one in READING)
    elsewhere = {one.name for one in RULES if one.check is None} - {one.name for one in READING}
    assert elsewhere == {one.name for one in waivers.RULES}
    warnings = [one.name for one in READING if one.severity is not Severity.ERROR]
    assert warnings == ["column-unknown", "story-simplified", "form-unsure", "form-beside"]


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_a_rule_is_documented(one: Rule, season: Season) -> None:
    for heading in ("**为什么**：", "**不通过**：", "**通过**：", "**怎样改**："):
        assert heading in one.doc(season)
    assert one.title(season).endswith("。")
    assert one.doc(season).encode("gbk")
    assert one.clause(season) or one.name == "internal-error"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.name)


@pytest.mark.parametrize(
    ("rule", "own", "severity"),
    [
        ("column-missing", None, Severity.ERROR),
        ("column-unknown", None, Severity.WARNING),
        ("column-unknown", Severity.ERROR, Severity.ERROR),
        ("column-missing", Severity.INFO, Severity.INFO),
        ("no-such-rule", None, Severity.ERROR),
    ],
)
def test_how_grave_a_problem_met_while_reading_is(
    rule: str, own: Severity | None, severity: Severity
) -> None:
    problem = Problem("读不出来。", "", Location("a.xlsx"), rule=rule, severity=own)
    assert severity_of(problem) is severity
