"""The engine: what it makes of what rules yield, and how it takes a rule's crash."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from nomination_maker import nomination
from xxzz.check import check
from xxzz.finding import NominationRef, Problem, QuotaUse, Severity, Skip, Skipped
from xxzz.location import Location
from xxzz.nomination import Origin, Submission
from xxzz.rules import INTERNAL_ERROR
from xxzz.rules.rule import rule
from xxzz.season import load_season

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xxzz.entry import Entry
    from xxzz.season import Season

REF = NominationRef("徐汇区", "family", "样张家庭")


@rule("each-name", clause=lambda season: f"{season.year}年第一条")
def each_name(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """每家的名称都有问题。"""
    for entry in entries:
        yield entry.problem("name", "名称不对", "请改")


@rule("each-mild", clause=lambda _: "二", severity=Severity.WARNING)
def each_mild(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """每家都有提醒，头一家的重一些。"""
    for at, entry in enumerate(entries):
        yield entry.problem("name", "提醒", "", severity=None if at else Severity.ERROR)


@rule("crashing", clause=lambda _: "三")
def crashing(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """报完一家就出错。"""
    yield entries[0].problem("address", "出错之前", "")
    raise RuntimeError("13900000001")


@rule("skipping", clause=lambda _: "四")
def skipping(entries: Sequence[Entry], season: Season) -> Iterator[Problem | Skip]:
    """一家也没法判断。"""
    for entry in entries:
        yield entry.skip("没有填写")
    yield Skip("没有读到任何文件夹")


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


def submission(file: str = "a.xlsx", rows: Sequence[int] = (4,)) -> Submission:
    columns = {"name": 4, "address": 14}
    nominations = tuple(
        nomination(
            Origin(Location(file, sheet="推荐名单", row=row), columns=columns),
            recommender="徐汇",
            category="家庭",
            name="样张家庭",
        )
        for row in rows
    )
    return Submission(source=Path(file), nominations=nominations)


def test_a_problem_becomes_a_finding(season: Season) -> None:
    report = check([submission()], season, rules=[each_name]).report
    (finding,) = report.findings
    assert finding.rule == "each-name"
    assert finding.severity is Severity.ERROR
    assert finding.clause == "2023年第一条"
    assert str(finding.location) == "a.xlsx!推荐名单!D4"
    assert finding.nomination == REF
    assert (finding.message, finding.hint) == ("名称不对", "请改")
    assert (report.season, report.nominations, report.sources) == (2023, 1, ("a.xlsx",))
    assert not report.crashed
    assert QuotaUse("徐汇区", "family", 1, 5) in report.quota


def test_a_problem_may_be_graver_than_its_rule(season: Season) -> None:
    report = check([submission(rows=(4, 5))], season, rules=[each_mild]).report
    assert [finding.severity for finding in report.findings] == [Severity.ERROR, Severity.WARNING]


def test_an_override_beats_rule_and_problem(season: Season) -> None:
    report = check(
        [submission(rows=(4, 5))],
        season,
        rules=[each_mild, each_name],
        severities={"each-mild": Severity.INFO},
    ).report
    found = {(finding.rule, finding.severity) for finding in report.findings}
    assert found == {("each-mild", Severity.INFO), ("each-name", Severity.ERROR)}


def test_a_crash_is_a_finding_and_the_others_go_on(season: Season) -> None:
    report = check([submission()], season, rules=[crashing, each_name]).report
    assert report.crashed
    assert {finding.rule for finding in report.findings} == {
        "internal-error",
        "crashing",
        "each-name",
    }
    crash = next(finding for finding in report.findings if finding.rule == INTERNAL_ERROR.name)
    assert crash.severity is Severity.ERROR
    assert str(crash.location) == "a.xlsx"
    assert "“crashing”这一项没有检查完（RuntimeError）" in crash.message
    assert "13900000001" not in crash.message


def test_a_crash_without_nominations_is_a_finding_too(season: Season) -> None:
    report = check([], season, rules=[crashing]).report
    assert report.crashed
    assert [finding.rule for finding in report.findings] == ["internal-error"]


def test_skips_are_counted_by_reason(season: Season) -> None:
    report = check([submission(rows=(4, 5, 6))], season, rules=[skipping]).report
    assert not report.findings
    assert report.skipped == (
        Skipped("skipping", "没有填写（3家）"),
        Skipped("skipping", "没有读到任何文件夹"),
    )


def test_findings_are_in_the_order_of_the_files(season: Season) -> None:
    sources = [submission("b.xlsx"), submission("a.xlsx", rows=(12, 9, 10))]
    report = check(sources, season, rules=[each_mild, each_name]).report
    places = [(str(finding.location), finding.severity) for finding in report.findings]
    assert places == [
        ("a.xlsx!推荐名单!D9", Severity.ERROR),
        ("a.xlsx!推荐名单!D9", Severity.WARNING),
        ("a.xlsx!推荐名单!D10", Severity.ERROR),
        ("a.xlsx!推荐名单!D10", Severity.WARNING),
        ("a.xlsx!推荐名单!D12", Severity.ERROR),
        ("a.xlsx!推荐名单!D12", Severity.WARNING),
        ("b.xlsx!推荐名单!D4", Severity.ERROR),
        ("b.xlsx!推荐名单!D4", Severity.ERROR),
    ]


def test_what_reading_met_is_in_the_report(season: Season) -> None:
    problem = Problem("打不开", "另存一份", Location("c.xlsx"), rule="workbook-unreadable")
    report = check([], season, problems=[problem]).report
    (finding,) = report.findings
    assert finding.rule == "workbook-unreadable"
    assert finding.severity is Severity.ERROR
    assert finding.clause == "五（三）3"
    assert not report.crashed


def test_a_problem_under_a_name_that_no_rule_has_is_an_internal_error(season: Season) -> None:
    problem = Problem("读不出来。", "请改正。", Location("a.xlsx"), rule="cell-unreadble")
    report = check([], season, problems=[problem]).report
    assert [(one.rule, one.message) for one in report.findings] == [
        ("internal-error", "读不出来。")
    ]
    assert report.crashed
