"""waivers.yaml: what is agreed to stays in the report as waived; what is wrong with it is found."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from nomination_maker import SEASON
from waiver_text import AGREED
from xxzz.checked import Checked
from xxzz.finding import Finding, NominationRef, Report, Severity
from xxzz.location import Location
from xxzz.nomination import Submission
from xxzz.report import Style, render
from xxzz.season import Season, load_season
from xxzz.waivers import FILE_NAME, marking
from xxzz.waivers.marking import waive
from xxzz.waivers.reading import read_waivers
from xxzz.waivers.waiver import Waivers

Read = Callable[[str], Waivers]


@pytest.fixture(scope="module")
def season() -> Season:
    return load_season(2023)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def go(text: str) -> Waivers:
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        return read_waivers([Submission(source=tmp_path / "名单.xlsx")], SEASON)

    return go


def found(
    season: Season, folder: Path, rule: str = "quota-exceeded", name: str = "样张街道"
) -> Checked:
    place = Location((folder / "名单.xlsx").as_posix(), "推荐名单", 4, 3)
    ref = NominationRef("徐汇区", "community", name)
    finding = Finding(rule, Severity.ERROR, "超出名额。", "请撤回。", "四", place, ref)
    return Checked((), season, Report(season=2023, nominations=1, findings=(finding,)))


def test_waived_finding_stays_and_no_longer_counts_as_an_error(
    read: Read, season: Season, tmp_path: Path
) -> None:
    report = waive(found(season, tmp_path), read(AGREED), {}).report
    (one,) = report.findings
    assert one.severity is Severity.INFO
    assert one.waived is not None
    assert (one.waived.severity, one.waived.approved_by) == (Severity.ERROR, "王示例")
    assert one.waived.date == dt.date(2023, 9, 1)
    assert report.count(Severity.ERROR) == 0
    shown = render("terminal", report, season, Style())
    assert isinstance(shown, str)
    assert "【豁免】" in shown
    assert "已豁免：经同意增加一家（王示例，2023-09-01批准）" in shown
    assert '"waived": {"severity": "error", "reason": "经同意增加一家"' in str(
        render("json", report, season, Style())
    )


@pytest.mark.parametrize(
    "case",
    [
        ("brief-length", "样张街道", True),
        ("brief-length", "样张 街道", True),
        ("brief-length", "徐汇区", False),
        ("brief-length", "另一街道", False),
        ("story-length", "样张街道", False),
        ("quota-exceeded", "样张街道", True),
    ],
)
def test_what_a_waiver_covers(
    case: tuple[str, str, bool], read: Read, season: Season, tmp_path: Path
) -> None:
    rule, name, works = case
    text = AGREED.replace("quota-exceeded", rule).replace("徐汇区", name)
    actual = rule if rule == "quota-exceeded" else "brief-length"
    report = waive(found(season, tmp_path, actual), read(text), {}).report
    assert (report.findings[0].waived is not None) is works
    assert [one.rule for one in report.findings[1:]] == ([] if works else ["waiver-unused"])


def test_a_waiver_covers_the_files_of_its_folder_only(
    read: Read, season: Season, tmp_path: Path
) -> None:
    report = waive(found(season, tmp_path / "另一处"), read(AGREED), {}).report
    assert report.findings[0].waived is None


def test_an_unused_waiver_is_found_at_its_line(read: Read, season: Season, tmp_path: Path) -> None:
    report = waive(
        Checked((), season, Report(season=2023)), read(AGREED), {"waiver-unused": Severity.ERROR}
    ).report
    (one,) = report.findings
    assert (one.rule, one.severity, one.location.line) == ("waiver-unused", Severity.ERROR, 2)
    assert one.location.file == (tmp_path / FILE_NAME).as_posix()
    assert one.message == "“徐汇区”的 quota-exceeded 豁免没有用上：这条规则现在没有发现问题。"


def test_a_quota_waiver_needs_no_nomination(read: Read, season: Season, tmp_path: Path) -> None:
    text = AGREED.replace("    nomination: 徐汇区\n", "")
    assert waive(found(season, tmp_path), read(text), {}).report.findings[0].waived is not None


@pytest.mark.parametrize(
    "date", ['"2023-09-01"', "2023/9/1", "2023年9月1日", "2023.09.01", "'2023-9-1 '"]
)
def test_dates_as_people_type_them(date: str, read: Read) -> None:
    (one,) = read(AGREED.replace("2023-09-01", date)).granted
    assert one.entry.date == dt.date(2023, 9, 1)


def test_two_waivers_for_one_finding(read: Read, season: Season, tmp_path: Path) -> None:
    again = AGREED.removeprefix("waivers:\n")
    _, idle = waive(found(season, tmp_path), read(AGREED + again), {}).report.findings
    assert (idle.rule, idle.location.line) == ("waiver-unused", 7)
    assert idle.message.endswith("没有用上：第2行已经豁免了同一处问题。")


@pytest.mark.parametrize("case", [(31, True), (1, False)])
def test_a_waiver_holds_from_the_day_of_its_approval(
    case: tuple[int, bool],
    read: Read,
    season: Season,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day, early = case
    monkeypatch.setattr(marking, "today", lambda _: dt.date(2023, 8 + (not early), day))
    report = waive(found(season, tmp_path), read(AGREED), {}).report
    assert (report.findings[0].waived is None) is early
    assert [one.message for one in report.findings[1:]] == (
        ["“徐汇区”的 quota-exceeded 豁免的批准日期2023-09-01还没有到。"] if early else []
    )


@pytest.mark.parametrize("case", [(30, None), (31, "waiver-expired")])
def test_expiry(
    case: tuple[int, str | None],
    read: Read,
    season: Season,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day, rule = case
    early = AGREED.replace("2023-09-01", "2023-08-01")
    monkeypatch.setattr(marking, "today", lambda _: dt.date(2023, 8, day))
    report = waive(found(season, tmp_path), read(f"{early}    expires: 2023-08-30\n"), {}).report
    assert (report.findings[0].waived is None) is (rule is not None)
    assert [one.rule for one in report.findings[1:]] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    approved_by: 王示例\n", "", 2, "缺少“waivers第1项的 approved_by”。"),
        (
            "quota-exceeded",
            "quota-exeeded",
            2,
            "没有叫“quota-exeeded”的规则。是不是“quota-exceeded”？",
        ),
        ("quota-exceeded", "workbook-unreadable", 2, "“workbook-unreadable”不能豁免："),
        ("date: 2023-09-01", "date: 去年", 6, "“waivers第1项的 date”应当是日期"),
        ("reason:", "reasn:", 4, "不认识的键“reasn”"),
        ("王示例", '"  "', 5, "“waivers第1项的 approved_by”不能为空。"),
        (
            "quota-exceeded\n    nomination: 徐汇区",
            "brief-length",
            2,
            "brief-length 豁免没有写 nomination，不知道是哪一家。",
        ),
        (
            "2023-09-01",
            "2023-09-01\n    expires: 2023-08-31",
            2,
            "“徐汇区”的 quota-exceeded 豁免的 expires（2023-08-31）比批准日期（2023-09-01）还早。",
        ),
        ("waivers:", "waivers: [", 3, ""),
    ],
)
def test_a_file_that_is_wrong(old: str, new: str, line: int, message: str, read: Read) -> None:
    waivers = read(AGREED.replace(old, new, 1))
    assert waivers.granted == ()
    assert {one.rule for one in waivers.problems} == {"waiver-invalid"}
    assert any(one.message.startswith(message) for one in waivers.problems)
    assert line in {one.location.line for one in waivers.problems} or not message


@pytest.mark.parametrize("rule", ["cell-unreadable", "story-unreadable", "workbook-unreadable"])
def test_what_was_not_read_cannot_be_waived(rule: str, read: Read, tmp_path: Path) -> None:
    waivers = read(AGREED.replace("quota-exceeded", rule))
    assert waivers.granted == ()
    (problem,) = waivers.problems
    assert problem.message == f"“{rule}”不能豁免：材料读不出来就没有检查，豁免不了。"
