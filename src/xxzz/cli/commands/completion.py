"""`xxzz completion`: shell completion scripts, and answers to their requests."""

import os
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer
from typer.completion import (  # type: ignore[attr-defined]  # Typer offers no other way
    completion_init,
    get_completion_script,
    shell_complete,
)
from typer.core import TyperCommand, TyperGroup

from xxzz.cli import ASKED_BY_SHELL, COMMANDS, GROUPS, TOP_OPTIONS, leaves
from xxzz.cli.choices import choose, completer
from xxzz.cli.console import emit
from xxzz.cli.errors import OK
from xxzz.cli.run import load

EXAMPLES = """\
xxzz completion bash          把输出存进 ~/.bash_completion，重开终端生效
xxzz completion powershell    把输出加进 $PROFILE，重开窗口生效"""

SHELLS = ("bash", "zsh", "fish", "powershell")

Shell = Annotated[
    str,
    typer.Argument(
        metavar="外壳",
        help=f"终端的种类：{'、'.join(SHELLS)}",
        autocompletion=completer(lambda: SHELLS),
    ),
]


def run(shell: Shell) -> int:
    """Print the script for a shell."""
    choose("外壳", shell, SHELLS)
    emit(get_completion_script(prog_name="xxzz", complete_var=ASKED_BY_SHELL, shell=shell))
    return OK


def answer(question: str) -> int:
    """Print the completions for the command line in the shell's variables."""
    completion_init()
    _join_values()
    return shell_complete(_Choices(COMMANDS | TOP_OPTIONS), {}, "xxzz", ASKED_BY_SHELL, question)


class _Choices(TyperGroup):
    """The commands, or the steps of one; only the typed one is imported."""

    def __init__(self, helps: Mapping[str, str], name: str = "") -> None:
        super().__init__(name=name or "xxzz", add_help_option=False)
        self._helps = helps
        self._prefix = f"{name} " if name else ""

    def list_commands(self, ctx: Any) -> list[str]:  # Typer's context type is private
        """Return the names to choose from."""
        return list(self._helps)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand:
        """Return an object with the help of a name."""
        return TyperCommand(cmd_name, help=self._helps[cmd_name])

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Return the typed command, or None if it is unknown."""
        name, *rest = args
        whole = f"{self._prefix}{name}"
        if whole in GROUPS:
            return name, _Choices(GROUPS[whole], whole), rest
        return name, load(whole) if whole in leaves() else None, rest


def _join_values() -> None:
    """Join the three words into which bash splits --format=gi."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    at = int(os.environ.get("COMP_CWORD") or 0)
    if at < len(words) and "=" in words[:at]:
        os.environ["COMP_WORDS"] = "\n".join(_without_equals(words[:at]) + words[at:])
        os.environ["COMP_CWORD"] = str(len(_without_equals(words[:at])))


def _without_equals(words: Sequence[str]) -> list[str]:
    return [word for word in words if word != "="]
