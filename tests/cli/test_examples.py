"""What the help says can be typed as it stands."""

import shlex
import shutil
import zipfile
from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz
from xxzz.bundle.layout import SOURCES
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
        _prepare_forms_and_packages(xxzz)
    result = xxzz(*words)
    assert result.code == 0, result.err


def _prepare_forms_and_packages(xxzz: Xxzz) -> None:
    """Put there what the examples of collect, diff, verify and merge name."""
    assert xxzz("render", "推荐名单.xlsx", "--only", "form", "-o", "推荐表").code == 0
    shutil.copy("推荐名单.xlsx", "推荐名单.xlsx.bak")
    assert xxzz("pack", "推荐名单.xlsx", "-o", "收件").code == 0
    for name in ("徐汇区-2023-第1版.zip", "某个包.zip"):
        shutil.copy("收件/徐汇区-2023-第1版.zip", name)
    assert xxzz("merge", "收件", "-o", "全市汇总").code == 0
    for name in ("第1版.zip", "第2版.zip"):
        with zipfile.ZipFile(name, "w") as package:
            package.writestr("bagit.txt", "")
            package.write("推荐名单.xlsx", f"{SOURCES}/推荐名单.xlsx")
