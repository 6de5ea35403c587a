"""What the help says can be typed as it stands."""

import shlex
from pathlib import Path

import pytest
from cli_runner import Workbook, Xxzz

from xxzz.cli import COMMANDS, overview
from xxzz.cli.run import load


def examples() -> list[str]:
    lines = overview().partition("示例：")[2].splitlines()
    for name in COMMANDS:
        lines += (load(name).epilog or "").splitlines()
    return [line.strip().partition("  ")[0] for line in lines if line.strip()]


@pytest.mark.parametrize("line", examples())
def test_example_works(xxzz: Xxzz, workbook: Workbook, line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "xxzz"
    if words[0] != "template":
        workbook({})
        Path("事迹").mkdir()
        for name in ("事迹.docx", "事迹/甲.docx"):
            Path(name).write_text("全家每晚一起读书一小时。", encoding="utf-8")
    result = xxzz(*words)
    assert result.code == 0, result.err
