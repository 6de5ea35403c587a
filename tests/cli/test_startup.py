"""What runs before a command: help, version, wrong words, streams that can't show Chinese."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import xxzz as package
from cli_runner import Process, Result, Xxzz
from xxzz import __main__ as program
from xxzz.cli import COMMANDS, GROUPS, leaves
from xxzz.cli.commands import count
from xxzz.cli.run import load
from xxzz.text.columns import width

Break = Callable[[BaseException], None]
ENGLISH = re.compile(r"Usage|Option|Argument|Command|Error|default|required|Show|TEXT|PATH|INTEGER")


def imported(words: str) -> set[str]:
    """Return which modules a run of the program imports, besides those that Python began with."""
    script = (
        "import sys; before = set(sys.modules); from xxzz.__main__ import main; "
        f"main({words.split()!r}); print(*sys.modules.keys() - before)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, check=True
    )
    return set(done.stdout.decode().splitlines()[-1].split())


@pytest.mark.parametrize("words", ["--version", "--help", "-h", ""])
def test_answers_about_the_program_import_nothing_but_its_table(words: str) -> None:
    modules = imported(words)
    assert not modules & {"typer", "rich", "pydantic", "yaml", "openpyxl", "lxml", "dataclasses"}


def test_a_command_imports_only_what_it_needs() -> None:
    modules = imported("count --help")
    assert "typer" in modules
    assert not modules & {"rich", "yaml", "openpyxl", "lxml", "python_calamine", "rapidfuzz"}
    assert not modules & {"xxzz.cli.commands.validate", "xxzz.check", "xxzz.rules"}


def test_no_command_searches_the_installed_packages() -> None:
    script = (
        "from xxzz.__main__ import main; main(['quota']); "
        "from pydantic.plugin import _loader; print(_loader._plugins)"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYDANTIC_DISABLE_PLUGINS"}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert done.stdout.splitlines()[-1] == b"None"


def test_version(xxzz: Xxzz) -> None:
    assert xxzz("--version") == Result(0, f"xxzz {package.__version__}\n", "")


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_lists_every_command(xxzz: Xxzz, words: tuple[str, ...]) -> None:
    result = xxzz(*words)
    assert result.code == 0
    assert re.findall(r"^  (\w+) +\S", result.out, re.MULTILINE)[: len(COMMANDS)] == list(COMMANDS)
    assert not ENGLISH.search(result.out)


@pytest.mark.parametrize("name", leaves())
def test_help_of_a_command_is_chinese_and_narrow_and_has_an_example(xxzz: Xxzz, name: str) -> None:
    result = xxzz(*name.split(), "--help")
    assert result.code == 0
    assert result.out.startswith(f"用法：xxzz {name} [选项]")
    assert "  -h, --help" in result.out
    assert f"示例：\n  xxzz {name}" in result.out
    assert not ENGLISH.search(result.out)
    assert max(map(width, result.out.splitlines())) <= 80
    assert xxzz(*name.split(), "-h").out == result.out


@pytest.mark.parametrize("name", GROUPS)
def test_help_of_a_command_with_steps_lists_them(xxzz: Xxzz, name: str) -> None:
    result = xxzz(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"用法：xxzz {name} 步骤 [选项]")
    assert re.findall(r"^  (\w+) +\S", result.out, re.MULTILINE) == list(GROUPS[name])
    assert max(map(width, result.out.splitlines())) <= 80


@pytest.mark.parametrize("name", leaves())
def test_every_option_and_argument_has_chinese_help(name: str) -> None:
    for param in load(name).params:
        shown = vars(param)
        assert re.search("[一-鿿]", shown["help"])
        assert shown.get("is_flag") or re.search("[一-鿿]", shown["metavar"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("vaildate", "没有叫“vaildate”的命令。是不是“validate”？"),
        ("打印", "没有叫“打印”的命令。"),
        ("--verson", "没有叫“--verson”的选项。是不是“--version”？"),
        ("count", "缺少参数：文件。"),
        ("review", "review 后面要写步骤。"),
        ("review paln", "review 没有叫“paln”的步骤。是不是“plan”？"),
        ("count --foo a.txt", "没有叫“--foo”的选项。"),
        ("indicators --seson 2023", "没有叫“--seson”的选项。是不是“--season”？"),
        ("indicators -x", "没有叫“-x”的选项。"),
        (
            "indicators --season",
            "选项 --season 后面要写“年份”（按哪一年的规则；不写则用最新一年）。",
        ),
        (
            "indicators --season abc",
            "选项 --season 的值不对，请写“年份”（按哪一年的规则；不写则用最新一年）。",
        ),
        ("indicators --help=1", "选项 --help 后面不写值。"),
        ("indicators 机关 社区", "多写了“社区”，这个命令用不上它。带空格的文件名请加引号。"),
        ("indicators 街到", "没有叫“街到”的类别。"),
        ("indicators 学习型社曲", "没有叫“学习型社曲”的类别。"),
    ],
)
def test_wrong_usage_says_what_was_wrong(xxzz: Xxzz, words: str, message: str) -> None:
    result = xxzz(*words.split())
    assert result.code == 2
    assert result.out == ""
    assert result.err.splitlines()[0] == message
    assert not ENGLISH.search(result.err)


def test_season_that_is_not_there(xxzz: Xxzz) -> None:
    result = xxzz("indicators", "--season", "1999")
    assert result.code == 3
    assert "没有1999年的规则表" in result.err


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Break:
    def break_with(error: BaseException) -> None:
        def read_stories(_: object) -> None:
            raise error

        monkeypatch.setattr(count, "read_stories", read_stories)

    return break_with


class PanicError(BaseException):
    """What a compiled library raises when it panics."""


@pytest.mark.parametrize("error", [RuntimeError("13900000001"), MemoryError(), PanicError()])
def test_crash_is_one_line_without_the_text_of_the_exception(
    xxzz: Xxzz, broken: Break, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.delenv("XXZZ_DEBUG", raising=False)
    broken(error)
    result = xxzz("count", "a.txt")
    assert result.code == 3
    assert result.err.count("\n") == 1
    assert f"程序内部出错（{type(error).__name__}，xxzz {package.__version__}）" in result.err
    assert "13900000001" not in result.err


def test_debugging_shows_the_exception(
    xxzz: Xxzz, broken: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XXZZ_DEBUG", "1")
    broken(RuntimeError("detail"))
    with pytest.raises(RuntimeError, match="detail"):
        xxzz("count", "a.txt")
    monkeypatch.setenv("CI", "true")
    assert "detail" not in xxzz("count", "a.txt").err


def test_interrupt(xxzz: Xxzz, broken: Break) -> None:
    broken(KeyboardInterrupt())
    result = xxzz("count", "a.txt")
    assert (result.code, result.err) == (130, "已中断，没有完成；已经写好的文件都是完整的。\n")


def test_interrupt_before_the_command_runs(xxzz: Xxzz, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("xxzz.cli.run.run", interrupt)
    assert xxzz("count", "a.txt").code == 130


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8", "cp437"])
@pytest.mark.parametrize("words", ["--help", "indicators", "vaildate"])
def test_no_encoding_of_the_streams_crashes(process: Process, encoding: str, words: str) -> None:
    done = process(*words.split(), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    text = (done.stdout + done.stderr).decode(encoding)
    assert done.returncode == (2 if words == "vaildate" else 0)
    assert "Traceback" not in text
    if encoding in ("gbk", "utf-8"):
        assert "用法" in text or "建设指标" in text
        assert "?" not in text


def test_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "xxzz", "indicators"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("words", ["--version", "indicators"])
def test_full_disk_is_said(words: str) -> None:
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "xxzz", words]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr.decode() == "结果没有写完，磁盘可能满了；请换一个地方再试。\n"
    assert done.returncode == 3


@pytest.mark.parametrize(("words", "code"), [("indicators", 0), ("indicators 家挺", 2)])
def test_streams_that_were_closed_are_no_crash(words: str, code: int) -> None:
    script = (
        "import sys; from xxzz.__main__ import main; sys.stdout = sys.stderr = None; "
        f"sys.exit(main({words.split()!r}))"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], check=False)
    assert done.returncode == code


def test_main_is_what_the_installed_script_calls() -> None:
    assert program.main(["--version"]) == 0
