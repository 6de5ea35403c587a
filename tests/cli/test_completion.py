"""The scripts do in their shells what people expect of the Tab key."""

import os
import shutil
import subprocess

import pytest

from cli_runner import Xxzz
from xxzz.cli import COMMANDS
from xxzz.cli.shells import SHELLS
from xxzz.report import REPORTERS

TRIED = [
    ("", {*COMMANDS, "--help", "--version"}),
    ("val", {"validate"}),
    ("validate --no", {"--no-redact"}),
    ("validate --format g", {"github", "gitlab"}),
    ("validate --fail-on n", {"never"}),
    ("template --district 徐", {"徐汇区"}),
    ("rules phone", {"phone-format"}),
    ("validate --report ht", {"html="}),
    ("render --only ", {"form", "summary"}),
    ("validate --season ", {"2023"}),
    ("completion z", {"zsh"}),
    ("review pl", {"plan"}),
    ("review plan --exp", {"--experts"}),
    ("indicators 机", {"机关"}),
    ("validate 没有这样的文件", set()),
]


@pytest.fixture
def script(xxzz: Xxzz) -> dict[str, str]:
    return {name: xxzz("completion", name).out for name in SHELLS}


def run(shell: str, *words: str) -> list[str]:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run(
        [program, *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(("line", "expected"), TRIED)
def test_bash(script: dict[str, str], line: str, expected: set[str]) -> None:
    state = f"COMP_WORDS=(xxzz {line}); COMP_CWORD={line.count(' ') + 1}"
    ask = f'{state}\n_xxzz\nprintf "%s\\n" "${{COMPREPLY[@]}}"'
    found = run("bash", "--noprofile", "--norc", "-c", f"{script['bash']}\n{ask}")
    assert set(found) - {""} == expected


@pytest.mark.parametrize(
    ("words", "expected"), [("--format =", {*REPORTERS}), ("--format = gi", {"github", "gitlab"})]
)
def test_bash_after_an_equals_sign(script: dict[str, str], words: str, expected: set[str]) -> None:
    """Bash hands over --format=gi in three pieces."""
    test_bash(script, f"validate {words}", expected)


@pytest.mark.parametrize(("line", "expected"), [one for one in TRIED if one[0]])
def test_fish(script: dict[str, str], line: str, expected: set[str]) -> None:
    found = run("fish", "--no-config", "-c", f"{script['fish']}\ncomplete -C 'xxzz {line}'")
    assert {one.partition("\t")[0] for one in found} == expected


def test_zsh_takes_the_script(script: dict[str, str]) -> None:
    assert run("zsh", "-f", "-c", f"{script['zsh']}\nwhence -w _xxzz") == ["_xxzz: function"]


def test_powershell_has_every_command_and_option(script: dict[str, str]) -> None:
    text = script["powershell"]
    for word in (*COMMANDS, "--changed-since", "duplicate-story", "徐汇区", "junit"):
        assert f"'{word}'" in text
    assert text.count("{") == text.count("}")


def test_unknown_shell(xxzz: Xxzz) -> None:
    result = xxzz("completion", "bsh")
    assert (result.code, result.out) == (2, "")
    assert "没有叫“bsh”的外壳。是不是“bash”" in result.err
