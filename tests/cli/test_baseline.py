"""Only what is new since an earlier report, for offices that keep no versions."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli_runner import Result, Workbook, Xxzz

PHONE = {"联系人手机号码": "1390000"}
TITLE = {"最美家庭称号": "2021年徐汇区最美家庭"}
OTHER = {"序号": "2", "单位（集体）名称": "牧样例家庭", "联系人手机号码": "13900000002"}
OTHER |= {"负责人姓名": "牧样例", "联系人姓名": "牧样例", "负责人联系电话": "13900000002"}
OTHER |= {"单位地址": "上海市徐汇区样张路2号", "联系人E-mail": "other@example.org"}


@pytest.fixture
def earlier(xxzz: Xxzz, workbook: Workbook) -> Workbook:
    """One family with a wrong number and one without mistakes; writes the list again."""
    workbook(PHONE, OTHER)
    assert xxzz("validate", "-o", "屏幕.txt", "--report", "json=上次.json").code == 1
    return workbook


def new(xxzz: Xxzz) -> Result:
    return xxzz("validate", "--format", "json", "--baseline", "上次.json")


def found(result: Result) -> list[tuple[str, str]]:
    listed = json.loads(result.out)["findings"]
    return [(one["rule"], one["nomination"] and one["nomination"]["name"]) for one in listed]


def test_nothing_new_is_no_fault_and_known_ones_are_counted(xxzz: Xxzz, earlier: Workbook) -> None:
    total = len(json.loads(Path("上次.json").read_bytes())["findings"])
    result = xxzz("validate", "--baseline", "上次.json")
    assert (result.code, result.err) == (0, "")
    last = result.out.splitlines()[-1]
    assert last.startswith(f"【没有新的错误】另有{total}处以前的报告里已经有，没有列出。")
    assert "能否上报要全部检查一遍" in last
    machine = new(xxzz)
    assert found(machine) == []
    assert json.loads(machine.out)["summary"]["unlisted"] == total


def test_a_new_fault_decides_alone(xxzz: Xxzz, earlier: Workbook) -> None:
    earlier(PHONE, OTHER | TITLE)
    result = new(xxzz)
    assert (result.code, found(result)) == (1, [("family-title", "牧样例家庭")])
    shown = xxzz("validate", "--baseline", "上次.json").out.splitlines()[-1]
    assert shown.startswith("【还不能上报】有1处错误，请改好后再检查一次。另有")


def test_rows_may_move_and_wrong_values_change(xxzz: Xxzz, earlier: Workbook) -> None:
    earlier(OTHER, PHONE | {"序号": "2", "联系人手机号码": "139111"})
    assert "phone-format" not in dict(found(new(xxzz)))


def test_the_same_fault_of_another_family_is_new(xxzz: Xxzz, earlier: Workbook) -> None:
    earlier({}, OTHER | PHONE)
    result = new(xxzz)
    assert (result.code, found(result)) == (1, [("phone-format", "牧样例家庭")])


def test_once_more_than_before_is_new_once(xxzz: Xxzz, earlier: Workbook) -> None:
    earlier(PHONE | TITLE, PHONE | TITLE | OTHER)
    xxzz("validate", "-o", "屏幕.txt", "--report", "json=上次.json")
    report = json.loads(Path("上次.json").read_bytes())
    one = next(one for one in report["findings"] if one["rule"] == "family-title")
    report["findings"].remove(one)
    Path("上次.json").write_text(json.dumps(report), encoding="utf-8")
    assert found(new(xxzz)) == [("family-title", one["nomination"]["name"])]


def test_a_second_row_with_the_same_fault_is_new(xxzz: Xxzz, earlier: Workbook) -> None:
    earlier(PHONE, PHONE | {"序号": "2"}, PHONE | {"序号": "3"})
    rules = [rule for rule, _ in found(new(xxzz))]
    assert rules.count("phone-format") == 2


def test_what_has_become_worse_is_new(xxzz: Xxzz, earlier: Workbook) -> None:
    text = Path("上次.json").read_text(encoding="utf-8")
    softer = text.replace('"rule": "phone-format", "severity": "error"', "PHONE").replace(
        "PHONE", '"rule": "phone-format", "severity": "warning"'
    )
    assert softer != text
    Path("上次.json").write_text(softer, encoding="utf-8")
    assert found(new(xxzz)) == [("phone-format", "慕示例家庭")]


def test_faults_of_whole_files_are_told_apart_by_their_words(xxzz: Xxzz, earlier: Workbook) -> None:
    many = [OTHER | {"序号": str(at), "单位（集体）名称": f"牧样{at}家庭"} for at in range(1, 9)]
    earlier(*many)
    xxzz("validate", "-o", "屏幕.txt", "--report", "json=上次.json")
    assert "quota-exceeded" not in dict(found(new(xxzz)))
    earlier(*many, OTHER | {"序号": "9", "单位（集体）名称": "牧样九家庭"})
    assert "quota-exceeded" in dict(found(new(xxzz)))


def test_a_report_from_a_log_names_families_shortly(
    xxzz: Xxzz, earlier: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    logged = xxzz("validate", "--format", "json").out
    monkeypatch.delenv("CI")
    assert "慕*家庭" in logged
    Path("上次.json").write_text(logged, encoding="utf-8")
    assert found(new(xxzz)) == []
    earlier({}, OTHER | PHONE)
    assert found(new(xxzz)) == [("phone-format", "牧样例家庭")]


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit", "html"])
def test_every_format_has_only_what_is_new(xxzz: Xxzz, earlier: Workbook, name: str) -> None:
    earlier(PHONE, OTHER | TITLE)
    result = xxzz("validate", "--baseline", "上次.json", "--report", f"{name}=新的.txt")
    text = Path("新的.txt").read_text(encoding="utf-8")
    assert result.code == 1
    assert "牧" in text
    assert "1390000" not in text
    assert "“联系人手机号码”写的是" not in text


def broken(**changes: Any) -> str:
    whole = {"schema_version": 1, "season": 2023, "summary": {}, "findings": []}
    return json.dumps(whole | changes)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "它不是 xxzz 的 JSON 报告，或者不完整"),
        ("[" * 100_000, "它不是 xxzz 的 JSON 报告，或者不完整"),
        ('{"schema_version": 1}', "它不是 xxzz 的 JSON 报告，或者不完整"),
        (broken(findings=[{"rule": 1}]), "它不是 xxzz 的 JSON 报告，或者不完整"),
        (broken(findings=3), "它不是 xxzz 的 JSON 报告，或者不完整"),
        (broken(schema_version=2), "它的格式是第2版，这里要第1版"),
        (broken(season=2022), "它是按2022年的规则检查的，这次是2023年"),
        (broken(summary={"unlisted": 3}), "它只列出了一部分问题"),
    ],
)
def test_what_is_no_report_to_compare_with(
    xxzz: Xxzz, earlier: Workbook, content: str, message: str
) -> None:
    Path("上次.json").write_text(content, encoding="utf-8")
    result = new(xxzz)
    assert (result.code, result.out) == (3, "")
    assert f"--baseline 的报告不能用：{message}" in result.err


def test_a_report_that_is_not_there(xxzz: Xxzz, earlier: Workbook) -> None:
    result = xxzz("validate", "--baseline", "没有.json")
    assert (result.code, result.out) == (3, "")
    assert "--baseline 的“没有.json”读不出来" in result.err


def test_the_earlier_report_is_never_overwritten(xxzz: Xxzz, earlier: Workbook) -> None:
    before = Path("上次.json").read_bytes()
    words = ("--baseline", "上次.json", "--report", "json=./上次.json")
    assert xxzz("validate", *words).code == 2
    assert Path("上次.json").read_bytes() == before


def test_a_report_on_other_files_hides_nothing_and_is_said(xxzz: Xxzz, earlier: Workbook) -> None:
    Path("推荐名单.xlsx").rename("另一份.xlsx")
    result = xxzz("validate", "--baseline", "上次.json")
    assert result.code == 1
    assert "以前的报告里是别的文件（“推荐名单.xlsx”等），所以全部当作新的问题" in result.err
