"""What the help says can be typed as it stands."""

import shlex
import shutil
import zipfile
from collections.abc import Callable
from contextlib import chdir
from functools import cache
from pathlib import Path

import pytest

from cli_runner import Xxzz
from families import write_families
from notice_maker import TEXT, write_notice
from pinned import copy_tables
from review_maker import expert_rows, fill, some_points, write_experts
from xxzz.__main__ import main
from xxzz.bundle.layout import SOURCES
from xxzz.cli import GROUPS, leaves, overview
from xxzz.cli.run import load
from xxzz.desk.page import default_runtime
from xxzz.review.announce.publish import TEXT as ANNOUNCEMENT

Stages = Callable[[], dict[str, Path]]


def examples() -> list[str]:
    lines = overview().partition("示例：")[2].splitlines()
    for name in leaves():
        lines += (load(name).epilog or "").splitlines()
    commands = (line.strip().partition("  ")[0] for line in lines)
    return [line for line in commands if line.startswith("xxzz")]


@pytest.mark.parametrize("line", examples())
def test_example_works(xxzz: Xxzz, office: Path, stages: Stages, line: str, tmp_path: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "xxzz"
    if words[0] == "desk" and not default_runtime().is_file():
        pytest.skip("desk/runtime.zip is missing: python desk/build")
    step = " ".join(words[: 1 + (words[0] in GROUPS)])
    if words[0] != "template":
        after = step in (*STEPS, "winners")
        shutil.copytree(stages()[step] if after else office, tmp_path / "办公室")
        tmp_path /= "办公室"
    with chdir(tmp_path):
        if words[:2] == ["season", "diff"]:
            assert xxzz("season", "new", "2024", "--data", "规则表").code == 0
        result = xxzz(*words)
    assert result.code == 0, result.err


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what the examples name, once for all of them."""
    folder = tmp_path_factory.mktemp("办公室")
    with chdir(folder):
        write_families(Path("推荐名单.xlsx"), [{}])
        Path("事迹").mkdir()
        for name in ("事迹.docx", "事迹/甲.docx"):
            Path(name).write_text("全家每晚一起读书一小时。", encoding="utf-8")
        copy_tables(Path("规则表"))
        write_notice(Path("通知.docx"), TEXT.read_text(encoding="utf-8"))
        run("render", "推荐名单.xlsx", "--only", "form", "-o", "推荐表")
        shutil.copy("推荐名单.xlsx", "推荐名单.xlsx.bak")
        run("validate", "推荐名单.xlsx", "-o", "屏幕.txt", "--report", "json=上次.json")
        run("pack", "推荐名单.xlsx", "-o", "收件")
        for name in ("徐汇区-2023-第1版.zip", "某个包.zip"):
            shutil.copy("收件/徐汇区-2023-第1版.zip", name)
        run("merge", "收件", "-o", "全市汇总")
        for name in ("第1版.zip", "第2版.zip"):
            with zipfile.ZipFile(name, "w") as package:
                package.writestr("bagit.txt", "")
                package.write("推荐名单.xlsx", f"{SOURCES}/推荐名单.xlsx")
    return folder


@pytest.fixture(scope="session")
def stages(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Make the office as it is before each step of the review, when it is first asked for."""

    @cache
    def made() -> dict[str, Path]:
        before: dict[str, Path] = {}
        now = tmp_path_factory.mktemp("评审") / "现在"
        shutil.copytree(office, now)
        with chdir(now):
            write_experts(Path("专家.xlsx"), expert_rows(3))
            for step, words in STEPS.items():
                if step == "review collect":
                    fill(Path("评审/评分表"), some_points)
                before[step] = now.with_name(step)
                shutil.copytree(now, before[step])
                run(*step.split(), *words)
            for name in ("公布2021.docx", "公布2022.docx", "名单.docx"):
                shutil.copy(now / "评审" / ANNOUNCEMENT, name)
        return before | {"winners": now}

    return made


def run(*words: str) -> None:
    assert main(list(words)) == 0, words


STEPS = {
    "review plan": ("全市汇总", "--experts", "专家.xlsx"),
    "review sheets": ("全市汇总",),
    "review collect": ("评审/评分表",),
    "review rank": ("--choose", "家庭=1"),
    "review audit": ("全市汇总", "专家.xlsx"),
    "publicity": ("--from", "2023-11-01"),
    "publish": ("--date", "2023-11-15"),
}
