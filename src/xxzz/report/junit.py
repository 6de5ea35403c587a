"""JUnit XML as read by Ant, Jenkins, Gitea and GitLab: a suite per file, a case per nomination.

An error makes its nomination's case fail. JUnit has no warnings: they are listed in the text of a
failed case, and always in the suite's output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from xxzz.finding import Severity
from xxzz.report.words import UNCHECKED, WHOLE_FILE, label, nomination_title, remedy, tally
from xxzz.text.columns import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xxzz.finding import Finding, NominationPlace, Report
    from xxzz.report import Style
    from xxzz.season import Season

# required by Ant's schema; real values would make two runs over the same files differ
_TIMESTAMP = "1970-01-01T00:00:00"
_HOST = "localhost"
_NO_TIME = "0"

_Case = tuple["NominationPlace | None", list["Finding"]]
"""A nomination with its findings; None stands for the whole file."""


def render(report: Report, season: Season, style: Style) -> str:
    """Return the report as a `testsuites` document."""
    root = ET.Element("testsuites")
    for file, cases in _by_file(report).items():
        suite = _suite(root, file)
        for one, findings in cases:
            _case(suite, _title(one, season), one.ref.recommender if one else file, findings)
        _close(suite, [finding for _, findings in cases for finding in findings])
    if report.skipped:
        suite = _suite(root, UNCHECKED)
        for skipped in report.skipped:
            case = _add_case(suite, skipped.rule, UNCHECKED)
            ET.SubElement(case, "skipped", message=one_line(skipped.reason))
        _close(suite, ())
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}'


def _by_file(report: Report) -> dict[str, list[_Case]]:
    """Assign findings to their nominations by file; others to a case for the whole file."""
    files: dict[str, list[_Case]] = {source: [] for source in report.sources}
    by_row: dict[tuple[object, ...], list[Finding]] = {}
    by_ref: dict[tuple[object, ...], list[Finding]] = {}
    for one in report.listed:
        place = one.location
        findings: list[Finding] = []
        files.setdefault(place.file, []).append((one, findings))
        by_row[place.file, place.sheet, place.row, one.ref] = findings
        by_ref.setdefault((place.file, one.ref), findings)
    whole: dict[str, list[Finding]] = {}
    for finding in report.findings:
        place = finding.location
        found = by_row.get((place.file, place.sheet, place.row, finding.nomination))
        if found is None:
            found = by_ref.get((place.file, finding.nomination))
        if found is None:
            found = whole.setdefault(place.file, [])
        found.append(finding)
    for file, findings in whole.items():
        files.setdefault(file, []).insert(0, (None, findings))
    return files


def _suite(root: ET.Element, name: str) -> ET.Element:
    suite = ET.SubElement(root, "testsuite", name=one_line(name) or WHOLE_FILE, package="xxzz")
    suite.set("id", str(len(root) - 1))
    suite.set("timestamp", _TIMESTAMP)
    suite.set("hostname", _HOST)
    suite.set("time", _NO_TIME)
    ET.SubElement(suite, "properties")
    return suite


def _add_case(suite: ET.Element, name: str, classname: str) -> ET.Element:
    return ET.SubElement(
        suite, "testcase", name=one_line(name), classname=one_line(classname), time=_NO_TIME
    )


def _case(suite: ET.Element, name: str, classname: str, findings: Sequence[Finding]) -> None:
    case = _add_case(suite, name, classname)
    if any(finding.severity is Severity.ERROR for finding in findings):
        summary = tally(finding.severity for finding in findings)
        failure = ET.SubElement(case, "failure", message=summary, type=_rules(findings))
        failure.text = "\n".join(map(_line, findings))


def _close(suite: ET.Element, findings: Sequence[Finding]) -> None:
    counts = {"tests": "testcase", "failures": "testcase/failure", "skipped": "testcase/skipped"}
    for attribute, path in counts.items():
        suite.set(attribute, str(len(suite.findall(path))))
    suite.set("errors", "0")
    warnings = (one for one in findings if one.severity is not Severity.ERROR)
    ET.SubElement(suite, "system-out").text = "\n".join(map(_line, warnings))
    ET.SubElement(suite, "system-err")


def _rules(findings: Sequence[Finding]) -> str:
    return " ".join(dict.fromkeys(one.rule for one in findings if one.severity is Severity.ERROR))


def _title(one: NominationPlace | None, season: Season) -> str:
    if one is None:
        return WHOLE_FILE
    row = one.location.row
    return nomination_title(one.ref, season) + (f" 第{row}行" if row else "")


def _line(finding: Finding) -> str:
    return one_line(
        f"【{label(finding)}】{finding.location}：{finding.message}"
        f"{'：'.join(remedy(finding))}（{finding.rule}）"
    )
