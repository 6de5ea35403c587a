"""Runs a command: finds it in the table, parses its options with Typer, prints errors."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from xxzz.cli import COMMANDS, GROUPS, TOP_OPTIONS, group_overview, leaves
from xxzz.cli.as_meant import command_as_meant, words_as_meant
from xxzz.cli.console import emit, emit_error
from xxzz.cli.errors import CANNOT_WORK, FOUND, OK, WRONG_USAGE, CommandExit
from xxzz.cli.wording import Command, usage_message
from xxzz.refusal import Refusal, Why
from xxzz.text.columns import one_line
from xxzz.text.suggest import suggestion

_CODES = {Why.FOUND: FOUND, Why.ASKED: WRONG_USAGE, Why.LACKING: CANNOT_WORK}


def run(words: Sequence[str]) -> int:
    """Run a command line and return the exit code.

    Raises:
        CommandExit: the command can't go on.
    """
    name, *rest = command_as_meant(words, COMMANDS)
    if name not in COMMANDS:
        emit_error(_unknown(name))
        return WRONG_USAGE
    if name in GROUPS:
        step, *rest = rest or [""]
        if step in ("-h", "--help"):
            emit(group_overview(name))
            return OK
        if step not in GROUPS[name]:
            emit_error(_unknown_step(name, step))
            return WRONG_USAGE
        name = f"{name} {step}"
    command = load(name)
    try:
        code = command.main(_words(rest, command), prog_name=f"xxzz {name}", standalone_mode=False)
    except TyperException as error:
        emit_error(f"{usage_message(error, command)}\n查看用法：xxzz {name} --help")
        return WRONG_USAGE
    except Refusal as refusal:
        if _printed_problems_of(refusal):
            return _CODES[refusal.why]
        text = "\n".join(map(one_line, refusal.told.splitlines()))
        raise CommandExit(text, _CODES[refusal.why]) from refusal
    return code if isinstance(code, int) else OK


def _words(typed: Sequence[str], command: Command) -> list[str]:
    params: list[Any] = [*command.params]  # Typer's types are private
    options = {name for param in params for name in param.opts} | {"-h", "--help"}
    return list(words_as_meant(typed, options))


def _printed_problems_of(refusal: Refusal) -> bool:
    """Print a refusal's problems, folding equal ones; return False if it has none."""
    from xxzz.cli.problems import print_problems  # noqa: PLC0415  # most commands are not refused
    from xxzz.review.refused import Refused, worded  # noqa: PLC0415  # as above

    if not isinstance(refusal, Refused):
        return False
    print_problems(refusal.problems, worded=worded)
    return True


def load(name: str) -> Command:
    """Import a command's module and make its function a Typer command.

    A module has the function `run`, and `EXAMPLES`: command lines with explanations.
    """
    module = import_module(f"xxzz.cli.commands.{name.replace(' ', '.')}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(
        name=name,
        cls=Command,
        help=leaves()[name],
        epilog=module.EXAMPLES,
        context_settings={"help_option_names": ["-h", "--help"]},
    )(module.run)
    command = get_command(app)
    if not isinstance(command, Command):
        raise TypeError(name)
    return command


def _unknown_step(name: str, step: str) -> str:
    hint = suggestion(step, GROUPS[name])
    what = f"{name} 没有叫“{step}”的步骤。{hint}" if step else f"{name} 后面要写步骤。"
    return f"{what}\n可用的步骤：{'、'.join(GROUPS[name])}。查看用法：xxzz {name} --help"


def _unknown(name: str) -> str:
    if Path(name).exists():
        path = f'"{name}"' if " " in name else name
        return f"“{name}”是文件或文件夹，前面要写命令；要检查它，请写：xxzz validate {path}"
    hint = suggestion(name, (*COMMANDS, *TOP_OPTIONS))
    kind = "选项" if name.startswith("-") else "命令"
    return (
        f"没有叫“{name}”的{kind}。{hint}\n可用的命令：{'、'.join(COMMANDS)}。查看用法：xxzz --help"
    )
