"""All formats say the same about the same workbook: how many findings, which, and where."""

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree, html

from xxzz.check import check
from xxzz.finding import Report
from xxzz.intake import read_sources
from xxzz.report import REPORTERS, Style, render
from xxzz.season import Season

EXAMPLE = Path(__file__).parents[2] / "examples" / "有错误的名单" / "nominations.xlsx"
Places = Counter[tuple[str, str]]
"""How often a rule found something at a place, the place as it is printed."""


@pytest.fixture(scope="module")
def report(season: Season) -> Report:
    intake = read_sources([EXAMPLE], season)
    return check(intake.submissions, season, problems=intake.problems).report


def _terminal(made: str) -> Places:
    found = re.findall(
        r"^  【..】(\S+)\n(?:(?!  【).*\n)*? +依据：.*规则 (\S+)$", made, re.MULTILINE
    )
    return Counter((rule, place) for place, rule in found)


def _json(made: str) -> Places:
    return Counter((one["rule"], _printed(one["location"])) for one in json.loads(made)["findings"])


def _printed(place: dict[str, Any]) -> str:
    inside = place["cell"] or (f"第{place['row']}行" if place["row"] else None)
    return "!".join(part for part in (place["file"], place["sheet"], inside) if part)


def _html(made: str) -> Places:
    return Counter(
        (one.get("data-rule"), one.find_class("where")[0].text)
        for one in html.document_fromstring(made).find_class("finding")
    )


def _xlsx(made: bytes) -> Places:
    sheet = openpyxl.load_workbook(io.BytesIO(made))["检查结果"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4)]
    return Counter((row[6], f"{EXAMPLE.as_posix()}!{row[1]}") for row in rows if row[6])


def _github(made: str) -> Places:
    found = re.findall(r"^::\w+ file=(.*?),line=\d+,title=(\S+) ([\w-]+)::", made, re.MULTILINE)
    return Counter((rule, f"{file}!{where}") for file, where, rule in found)


def _gitlab(made: str) -> Places:
    return Counter(
        (one["check_name"], f"{one['location']['path']}!{one['description'].split(' ')[0]}")
        for one in json.loads(made)
    )


def _sarif(made: str) -> Places:
    places: Places = Counter()
    for one in json.loads(made)["runs"][0]["results"]:
        place = one["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == EXAMPLE.as_uri()
        places[one["ruleId"], place["logicalLocations"][0]["fullyQualifiedName"]] += 1
    return places


def _junit(made: str) -> Places:
    """Return each once: a warning stands with its nomination's error and in the suite's output."""
    lines = set("\n".join(etree.fromstring(made.encode()).itertext()).splitlines())
    found = (re.fullmatch(r"【..】(\S+?)：.*（([\w-]+)）", line) for line in lines)
    return Counter((one[2], one[1]) for one in found if one)


READERS: dict[str, Callable[[Any], Places]] = {
    "terminal": _terminal,
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
}


@pytest.mark.parametrize("name", REPORTERS)
def test_counts_and_places(name: str, report: Report, season: Season) -> None:
    found = READERS[name](render(name, report, season, Style(width=1000)))
    assert found == Counter((one.rule, str(one.location)) for one in report.findings)
