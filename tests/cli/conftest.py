import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import Process, Result, Workbook, Xxzz
from openpyxl import Workbook as Made

from xxzz.__main__ import main
from xxzz.season import load_season

FAMILY = {
    "序号": "1",
    "推荐单位": "徐汇区",
    "申报类型": "学习型家庭",
    "单位（集体）名称": "慕示例家庭",
    "负责人姓名": "慕示例",
    "负责人联系电话": "13900000001",
    "联系人姓名": "慕示例",
    "联系人手机号码": "13900000001",
    "单位地址": "上海市徐汇区样张路1号",
    "联系人E-mail": "contact@example.org",
    "邮编": "200032",
    "最美家庭称号": "2021年上海市最美家庭",
    "简要事迹": "全家每晚一起读书一小时。",
    "详细事迹": "".join(
        f"第{week}周全家读完一本书并且互相讲述自己的心得体会。" for week in range(83)
    ),
}


@pytest.fixture(autouse=True)
def no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test what a person sees; a CI service's log has no personal data."""
    for name in ("CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def xxzz(capsys: pytest.CaptureFixture[str]) -> Xxzz:
    """Run the program in this process."""

    def run(*words: str | Path) -> Result:
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path: Path) -> Process:
    """Run the program as a process of its own, in an empty folder, its output in pipes."""

    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "xxzz", *words],
            cwd=tmp_path,
            env=os.environ | environment,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """Write a workbook of families into the current folder; a row says what differs."""
    monkeypatch.chdir(tmp_path)
    headers = [field.header for field in load_season(2023).notice.fields]

    def write(*rows: dict[str, str], name: str = "推荐名单.xlsx") -> Path:
        made = Made()
        sheet = made.active
        assert sheet is not None
        sheet.title = "推荐名单"
        sheet.append(headers)
        for row in rows:
            values = FAMILY | row
            sheet.append([values.get(header) for header in headers])
        made.save(tmp_path / name)
        return tmp_path / name

    return write
