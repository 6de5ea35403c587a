"""The report that programs read: its keys and their order are a promise."""

import json
from dataclasses import replace

from report_samples import FULL, TITLE, TWICE
from xxzz.location import Location
from xxzz.report import Style, render
from xxzz.season import Season


def test_whole_document(season: Season) -> None:
    report = replace(FULL, findings=(TITLE,), quota=FULL.quota[3:])
    expected = {
        "schema_version": 1,
        "season": 2023,
        "summary": {"nominations": 10, "errors": 1, "warnings": 0, "infos": 0},
        "findings": [
            {
                "rule": "family-title",
                "severity": "error",
                "message": "称号是“徐汇区最美家庭”。",
                "hint": "请改正。",
                "clause": "附件3",
                "location": {
                    "file": "名单.xlsx",
                    "sheet": "推荐名单",
                    "row": 7,
                    "column": 19,
                    "cell": "S7",
                },
                "nomination": {
                    "recommender": "徐汇区",
                    "category": "family",
                    "name": "慕示例家庭",
                },
            }
        ],
        "quota": [
            {"recommender": "徐汇区", "category": "family", "count": 6, "quota": 5, "over": 1}
        ],
        "skipped": [{"rule": "indicator-unmet", "reason": "没有指标自评表（10家）"}],
    }
    text = render("json", report, season, Style())
    assert json.loads(text) == expected
    assert list(json.loads(text)) == list(expected)
    assert "徐汇区最美家庭" in text


def test_file_level_finding_has_no_nomination(season: Season) -> None:
    loaded = json.loads(render("json", FULL, season, Style()))
    assert loaded["summary"] == {"nominations": 10, "errors": 2, "warnings": 2, "infos": 0}
    assert loaded["findings"][3]["nomination"] is None
    assert loaded["findings"][3]["location"] == {
        "file": "坏.xlsx",
        "sheet": None,
        "row": None,
        "column": None,
        "cell": None,
    }


def test_paragraph_line_part_and_related_places_only_where_there_are_any(season: Season) -> None:
    place = Location("推荐表.docx", paragraph=3, line=2, part="建设情况")
    loaded = json.loads(
        render("json", replace(FULL, findings=(replace(TWICE, location=place),)), season, Style())
    )
    found = loaded["findings"][0]
    assert found["location"] | {"paragraph": 3, "line": 2, "part": "建设情况"} == found["location"]
    assert [one["cell"] for one in found["related"]] == ["D9"]


def test_same_report_same_text_and_empty_lists_are_lists(season: Season) -> None:
    empty = replace(FULL, findings=(), quota=(), skipped=())
    assert render("json", empty, season, Style()) == render(
        "json", empty, season, Style(color=True)
    )
    assert json.loads(render("json", empty, season, Style()))["findings"] == []
