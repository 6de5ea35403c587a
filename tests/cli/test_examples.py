"""What the help says can be typed as it stands."""

import shlex
import shutil
import zipfile
from pathlib import Path

import pytest

from cli_runner import Workbook, Xxzz
from notice_maker import TEXT, write_notice
from pinned import copy_tables
from review_maker import expert_rows, fill, some_points, write_experts
from xxzz.bundle.layout import SOURCES
from xxzz.cli import GROUPS, leaves, overview
from xxzz.cli.run import load
from xxzz.desk.page import default_runtime

REVIEW = ("review", "publicity", "publish")


def examples() -> list[str]:
    lines = overview().partition("示例：")[2].splitlines()
    for name in leaves():
        lines += (load(name).epilog or "").splitlines()
    commands = (line.strip().partition("  ")[0] for line in lines)
    return [line for line in commands if line.startswith("xxzz")]


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
    if "--baseline" in words:
        assert xxzz("validate", "-o", "屏幕.txt", "--report", "json=上次.json").code == 0
    if words[0] in REVIEW:
        _prepare_review(xxzz, " ".join(words[: 1 + (words[0] in GROUPS)]))
    if words[0] == "desk" and not default_runtime().is_file():
        pytest.skip("desk/runtime.zip is missing: python desk/build")
    if words[0] in ("desk", "season"):
        copy_tables(Path("规则表"))
        write_notice(Path("通知.docx"), TEXT.read_text(encoding="utf-8"))
    if words[:2] == ["season", "diff"]:
        assert xxzz("season", "new", "2024", "--data", "规则表").code == 0
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


def _prepare_review(xxzz: Xxzz, step: str) -> None:
    """Do what comes before a step of the review."""
    assert xxzz("merge", "收件/徐汇区-2023-第1版.zip", "-o", "全市汇总").code == 0
    write_experts(Path("专家.xlsx"), expert_rows(3))
    for name, words in STEPS.items():
        if name == "review collect":
            fill(Path("评审/评分表"), some_points)
        if name == step:
            return
        result = xxzz(*name.split(), *words)
        assert result.code == 0, result.err


STEPS = {
    "review plan": ("全市汇总", "--experts", "专家.xlsx"),
    "review sheets": ("全市汇总",),
    "review collect": ("评审/评分表",),
    "review rank": ("--choose", "家庭=1"),
    "review audit": ("全市汇总", "专家.xlsx"),
    "publicity": ("--from", "2023-11-01"),
    "publish": ("--date", "2023-11-15"),
}
