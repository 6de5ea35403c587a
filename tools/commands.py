"""Generates docs/commands.md from the commands: `python -m tools.commands`."""

from collections.abc import Iterator
from pathlib import Path

import typer

from xxzz.cli import leaves, overview
from xxzz.cli.run import load

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """\
# 命令

本文由 `python -m tools.commands` 从程序生成，与 `--help` 显示的相同。
"""


def page() -> str:
    """Return the page: the help of the program and of each command."""
    return "\n".join((HEAD, *_block("xxzz", overview()), *_commands())).rstrip() + "\n"


def _commands() -> Iterator[str]:
    for name in leaves():
        command = load(name)
        context = typer.Context(command, info_name=f"xxzz {name}")
        yield from _block(f"xxzz {name}", command.get_help(context))


def _block(title: str, text: str) -> Iterator[str]:
    yield from (f"## {title}", "", "```", text.rstrip(), "```", "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
