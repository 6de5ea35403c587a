"""From a workbook on the disk to a verdict and an exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from cli_runner import Process, Workbook, Xxzz
from xxzz.cli.commands.validate import exit_code
from xxzz.finding import Finding, Report, Severity
from xxzz.location import Location
from xxzz.nomination import Nomination

DISTRICT_TITLE = {"最美家庭称号": "2021年徐汇区最美家庭"}


def report(*severities: Severity, crashed: bool = False) -> Report:
    findings = (Finding("r", one, "m", "h", "c", Location("a.xlsx")) for one in severities)
    return Report(2023, nominations=1, findings=tuple(findings), crashed=crashed)


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        (None, {"error": 0, "warning": 0, "info": 0, "never": 0}),
        (Severity.INFO, {"error": 0, "warning": 0, "info": 1, "never": 0}),
        (Severity.WARNING, {"error": 0, "warning": 1, "info": 1, "never": 0}),
        (Severity.ERROR, {"error": 1, "warning": 1, "info": 1, "never": 0}),
    ],
)
def test_exit_code(severity: Severity | None, codes: dict[str, int]) -> None:
    found = report(severity) if severity else report()
    assert {fail_on: exit_code(found, fail_on) for fail_on in codes} == codes


@pytest.mark.parametrize("fail_on", ["error", "warning", "info", "never"])
def test_crashed_rule_fails_the_run_whatever_was_asked(fail_on: str) -> None:
    assert exit_code(report(Severity.ERROR, crashed=True), fail_on) == 3


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("info", 1), ("never", 3)])
def test_nothing_read_is_nothing_checked(fail_on: str, code: int) -> None:
    assert exit_code(Report(2023), fail_on) == code


def test_a_blank_list_may_not_be_handed_in(
    xxzz: Xxzz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert xxzz("template", "-o", "空白.xlsx").code == 0
    for words in (("空白.xlsx",), ()):
        result = xxzz("validate", *words)
        assert result.code == 1
        assert result.out.splitlines()[-1].startswith("【还不能上报】没有读到")


def test_a_workbook_that_is_no_list_may_not_be_handed_in(xxzz: Xxzz, tmp_path: Path) -> None:
    path = tmp_path / "通讯录.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "电话"])
    book.save(path)
    result = xxzz("validate", tmp_path)
    assert result.code == 1
    assert result.out.splitlines()[-1].startswith("【还不能上报】没有读到")


def test_good_workbook_may_be_handed_in(xxzz: Xxzz, workbook: Workbook) -> None:
    result = xxzz("validate", workbook({}))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1].startswith("【可以上报")


def test_error_names_the_cell_what_is_there_and_the_remedy(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({}, DISTRICT_TITLE | {"序号": "2", "单位（集体）名称": "牧样例家庭"})
    result = xxzz("validate", "推荐名单.xlsx")
    assert result.code == 1
    lines = result.out.splitlines()
    at = lines.index("  【错误】推荐名单.xlsx!推荐名单!S3")
    assert any("2021年徐汇区最美家庭" in line for line in lines[at : at + 3])
    assert any(line.startswith("      怎样改：") for line in lines[at : at + 5])
    assert "      依据：三（二）4，规则 family-title" in lines[at : at + 7]
    assert lines[-1].startswith("【还不能上报】有")


def test_current_folder_is_searched_where_nothing_is_named(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    assert "材料：推荐名单.xlsx" in xxzz("validate").out.splitlines()


def test_nothing_to_check(xxzz: Xxzz, tmp_path: Path) -> None:
    result = xxzz("validate", tmp_path)
    assert (result.code, result.out) == (3, "")
    assert re.search("[一-鿿]", result.err)


def test_source_that_is_not_there(xxzz: Xxzz, tmp_path: Path) -> None:
    result = xxzz("validate", tmp_path / "没有.xlsx")
    assert result.code in (1, 3)
    assert "没有.xlsx" in result.out + result.err


def test_unreadable_source_is_a_finding_and_the_others_go_on(
    xxzz: Xxzz, workbook: Workbook
) -> None:
    workbook({})
    Path("坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    result = xxzz("validate", "坏.xlsx", "推荐名单.xlsx", "--format", "json")
    assert result.code == 1
    found = json.loads(result.out)
    assert found["summary"]["nominations"] == 1
    assert [one["location"]["file"] for one in found["findings"] if one["severity"] == "error"] == [
        "坏.xlsx"
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "jsno"), "没有叫“jsno”的格式。是不是“json”？"),
        (("--fail-on", "eror"), "没有叫“eror”的级别。是不是“error”？"),
        (("--season", "二"), "选项 --season 的值不对，请写"),
    ],
)
def test_wrong_usage(xxzz: Xxzz, workbook: Workbook, words: tuple[str, ...], message: str) -> None:
    result = xxzz("validate", workbook({}), *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(message)


def test_broken_season_table_says_file_and_line(
    xxzz: Xxzz, workbook: Workbook, tmp_path: Path
) -> None:
    source = workbook({})
    data = tmp_path / "data"
    data.mkdir()
    (data / "notice_2023.yaml").write_text("year: 2023\nyear: 2024\n", encoding="utf-8")
    (data / "quotas_2023.yaml").write_text("year: 2023\n", encoding="utf-8")
    result = xxzz("validate", source, "--data", data)
    assert (result.code, result.out) == (3, "")
    assert "notice_2023.yaml!第2行：“year”写了两次" in result.err


def test_report_goes_to_a_file_without_colour(
    xxzz: Xxzz, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    workbook(DISTRICT_TITLE)
    result = xxzz("validate", "-o", "结果.txt")
    assert (result.code, result.out, result.err) == (1, "", "")
    text = Path("结果.txt").read_text(encoding="utf-8")
    assert "【还不能上报】" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "name",
    ["推荐名单.xlsx", "坏.xlsx", "事迹.txt", "./推荐名单.xlsx", "waivers.yaml", "xxzz.yaml"],
)
@pytest.mark.parametrize("cell", ["事迹.txt", ".\\事迹．TXT"])
def test_input_is_never_overwritten(xxzz: Xxzz, workbook: Workbook, name: str, cell: str) -> None:
    workbook({"详细事迹": cell})
    Path("waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    Path("xxzz.yaml").write_text("fail-on: error\n", encoding="utf-8")
    Path("坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    Path("事迹.txt").write_text("全家每晚一起读书一小时。", encoding="utf-8")
    before = Path(name).read_bytes()
    kind = ["--format", "xlsx"] if name.endswith(".xlsx") else []
    result = xxzz("validate", *kind, "-o", name)
    assert result.code == 2
    assert "是要检查的材料，不能把结果写进去" in result.err
    assert Path(name).read_bytes() == before


def test_equal_faults_are_folded_on_the_screen_and_listed_in_files(
    xxzz: Xxzz, workbook: Workbook
) -> None:
    rows = ({"序号": str(at), "联系人手机号码": f"139{at}"} for at in range(1, 26))
    path = workbook(*rows)
    shown = xxzz("validate", path, "--report", "terminal=结果.txt").out
    assert shown.count("规则 phone-format") == 20
    assert "同样的问题另有5处（M22、M23、M24等）" in shown.replace("\n      ", "")
    text = Path("结果.txt").read_text(encoding="utf-8")
    assert text.count("规则 phone-format") == 25
    assert "同样的问题" not in text
    with Path("引到文件.txt").open("wb") as file:
        words = [sys.executable, "-m", "xxzz", "validate", path, "--season", "2023"]
        subprocess.run(words, check=False, stdout=file, env=os.environ | {"PYTHONUTF8": "1"})
    assert Path("引到文件.txt").read_text(encoding="utf-8") == text


def test_earlier_report_is_replaced(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook({})
    Path("结果.txt").write_text("旧", encoding="utf-8")
    assert xxzz("validate", "-o", "结果.txt").code == 0
    assert "旧" not in Path("结果.txt").read_text(encoding="utf-8")


def test_several_formats_in_one_run(xxzz: Xxzz, workbook: Workbook) -> None:
    workbook(DISTRICT_TITLE)
    pairs = ("--format", "html", "-o", "a.html", "--format", "sarif", "--output", "b.sarif")
    result = xxzz("validate", *pairs, "--report", "json=c.json")
    assert (result.code, result.out, result.err) == (1, "", "")
    assert "<!doctype html>" in Path("a.html").read_text(encoding="utf-8")
    sarif, plain = (json.loads(Path(name).read_bytes()) for name in ("b.sarif", "c.json"))
    rules = [one["ruleId"] for one in sarif["runs"][0]["results"]]
    assert rules == [one["rule"] for one in plain["findings"]]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "a.txt", "-o", "b.txt"], "写了1种格式、2个文件，对不上"),
        (["--format", "html", "--format", "json"], "写了2种格式、0个文件，对不上"),
        (["--report", "html=a", "--report", "json=./a"], "要写进同一个文件"),
        (["--report", "htlm=a"], "没有叫“htlm”的格式。是不是“html”？"),
        (["--report", "html"], "--report 要写成“格式=文件”"),
    ],
)
def test_formats_and_files_that_do_not_fit(
    xxzz: Xxzz, workbook: Workbook, words: list[str], message: str
) -> None:
    path = workbook({})
    result = xxzz("validate", *words)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert list(path.parent.iterdir()) == [path]


def test_rule_that_crashes_ends_with_3_and_still_reports(
    xxzz: Xxzz, workbook: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("13900000001")

    monkeypatch.setattr(Nomination, "length", crash)
    result = xxzz("validate", workbook(DISTRICT_TITLE), "--fail-on", "never")
    assert result.code == 3
    assert "规则 internal-error" in result.out
    assert "规则 family-title" in result.out
    assert "RuntimeError" in result.out
    assert "13900000001" not in result.out
    assert result.out.splitlines()[-1].startswith("【还不能上报】程序内部出错")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_streams_that_lack_characters(process: Process, workbook: Workbook, encoding: str) -> None:
    workbook({"单位（集体）名称": "𠮷㛃家庭"})
    done = process("validate", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode in (0, 1)
    assert done.stderr == b""
    if encoding == "gbk":
        assert "共1家" in done.stdout.decode("gbk")


def test_json_is_utf8_and_whole_in_any_locale(process: Process, workbook: Workbook) -> None:
    workbook(DISTRICT_TITLE | {"单位（集体）名称": "𠮷㛃家庭"})
    done = process("validate", "--format", "json", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    found = json.loads(done.stdout)["findings"]
    names = [one["nomination"]["name"] for one in found if one["rule"] == "family-title"]
    assert names == ["𠮷㛃家庭"]


def test_piped_text_is_that_of_the_screen_and_the_same_twice(
    process: Process, workbook: Workbook
) -> None:
    workbook(DISTRICT_TITLE)
    plain = process("validate", PYTHONIOENCODING="utf-8", COLUMNS="37")
    colour = process("validate", PYTHONIOENCODING="utf-8", FORCE_COLOR="1")
    assert b"\x1b[" not in plain.stdout
    assert re.sub(rb"\x1b\[[\d;]*m", b"", colour.stdout) == plain.stdout
    assert process("validate", PYTHONIOENCODING="utf-8").stdout == plain.stdout
    assert process("validate", FORCE_COLOR="1", NO_COLOR="1").stdout.count(b"\x1b") == 0


def test_json_run_imports_no_screen_or_writing_library(
    process: Process, workbook: Workbook
) -> None:
    workbook({})
    done = process("validate", PYTHONPROFILEIMPORTTIME="1", PYTHONIOENCODING="utf-8")
    modules = set(re.findall(r"\| +(\S+)", done.stderr.decode()))
    assert "pydantic" in modules
    assert not modules & {"rich", "openpyxl", "lxml", "xxzz.report.json_report", "xxzz.rules.docs"}
