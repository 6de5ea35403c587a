"""The scripts do in their shells what people expect of the Tab key."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_runner import Xxzz
from xxzz.cli import COMMANDS, GROUPS
from xxzz.cli.commands.completion import SHELLS
from xxzz.report import REPORTERS

Press = Callable[[str], list[str]]

TRIED = [
    ("", {*COMMANDS, "--help", "--version"}),
    ("--v", {"--version"}),
    ("val", {"validate"}),
    ("validate --no", {"--no-redact"}),
    ("count --he", {"--help"}),
    ("validate --format g", {"github", "gitlab"}),
    ("validate --fail-on n", {"never"}),
    ("template --district 徐", {"徐汇区"}),
    ("pack x --recommender 徐", {"徐汇区"}),
    ("rules phone", {"phone-format"}),
    ("validate --report ht", {"html="}),
    ("render --only ", {"form", "summary"}),
    ("validate --season ", {"2023"}),
    ("completion z", {"zsh"}),
    ("review ", set(GROUPS["review"])),
    ("review pl", {"plan"}),
    ("review plan --exp", {"--experts"}),
    ("indicators 机", {"机关"}),
    ("validate 没有这样的文件", set()),
    ("没有这样的命令 x", set()),
]
IN_BASH = [
    ("validate --format =", {*REPORTERS}),
    ("validate --format = gi", {"github", "gitlab"}),
    ("validate --report html=a --format = gi", {"github", "gitlab"}),
]


@pytest.fixture
def press(xxzz: Xxzz, monkeypatch: pytest.MonkeyPatch) -> Press:
    """Ask as bash does when somebody presses Tab."""

    def ask(line: str) -> list[str]:
        words = ["xxzz", *line.split(" ")]
        monkeypatch.setenv("_XXZZ_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        result = xxzz()
        assert (result.code, result.err) == (0, "")
        return result.out.splitlines()

    return ask


@pytest.mark.parametrize(("line", "expected"), [*TRIED, *IN_BASH])
def test_what_may_come_next(press: Press, line: str, expected: set[str]) -> None:
    found = [word for word in press(line) if word]
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("shell", "answer"),
    [
        ("fish", "validate\t检查推荐名单，逐格指出问题和改法"),
        ("zsh", '"validate":"检查推荐名单，逐格指出问题和改法"'),
        ("powershell", "validate:::检查推荐名单，逐格指出问题和改法"),
    ],
)
def test_other_shells_show_what_a_command_does(
    xxzz: Xxzz, monkeypatch: pytest.MonkeyPatch, shell: str, answer: str
) -> None:
    monkeypatch.setenv("_XXZZ_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "xxzz val")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "val")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    assert answer in xxzz().out


def test_no_command_is_imported_to_be_listed() -> None:
    script = "import sys; from xxzz.__main__ import main; main([]); print(*sys.modules)"
    asked = {"_XXZZ_COMPLETE": "complete_bash", "COMP_WORDS": "xxzz\nva", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | asked,
    )
    found, modules = done.stdout.splitlines()
    assert found == "validate"
    heavy = {"rich", "openpyxl", "python_calamine", "xxzz.cli.commands.validate", "xxzz.rules"}
    assert not set(modules.split()) & heavy


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Put a program of this name into a folder, for shells to find."""
    program = tmp_path / "xxzz"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xxzz "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def in_shell(shell: str, installed: Path, *words: str) -> list[str]:
    program = shutil.which(shell)
    if program is None or os.name == "nt":
        pytest.skip(f"{shell} is not installed")
    path = f"{installed}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program, *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8", "PATH": path},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"), [("val", {"validate"}), ("template --district 徐", {"徐汇区"})]
)
def test_bash(xxzz: Xxzz, installed: Path, line: str, expected: set[str]) -> None:
    script = xxzz("completion", "bash").out
    state = f"COMP_WORDS=(xxzz {line}); COMP_CWORD={line.count(' ') + 1}"
    ask = f'{state}\n_xxzz_completion xxzz\nprintf "%s\\n" "${{COMPREPLY[@]}}"'
    found = in_shell("bash", installed, "--noprofile", "--norc", "-c", f"{script}\n{ask}")
    assert set(found) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("val", {"validate"}), ("template --district 徐", {"徐汇区"})]
)
def test_fish(xxzz: Xxzz, installed: Path, line: str, expected: set[str]) -> None:
    script = xxzz("completion", "fish").out
    ask = f"{script}\ncomplete -C 'xxzz {line}'"
    found = in_shell("fish", installed, "--no-config", "-c", ask)
    assert {one.partition("\t")[0] for one in found} == expected


def test_zsh_takes_the_script(xxzz: Xxzz, installed: Path) -> None:
    script = f"autoload -U compinit && compinit -u\n{xxzz('completion', 'zsh').out}"
    found = in_shell("zsh", installed, "-f", "-c", f"{script}\nwhence -w _xxzz_completion")
    assert found == ["_xxzz_completion: function"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_asks_the_program(xxzz: Xxzz, shell: str) -> None:
    result = xxzz("completion", shell)
    assert (result.code, result.err) == (0, "")
    assert "_XXZZ_COMPLETE" in result.out
    assert f"complete_{shell}" in result.out


def test_unknown_shell(xxzz: Xxzz) -> None:
    result = xxzz("completion", "bsh")
    assert (result.code, result.out) == (2, "")
    assert "没有叫“bsh”的外壳。是不是“bash”" in result.err
