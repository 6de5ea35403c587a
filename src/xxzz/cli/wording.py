"""Typer's help and error messages in Chinese."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.core import TyperCommand
from typer.exceptions import TyperException

from xxzz.text.columns import pad, width, wrap
from xxzz.text.suggest import question

_COLUMNS = 80
_EXTRA = re.compile(r"unexpected extra argument\(s\) \((.*)\)", re.DOTALL)
_MISSING = re.compile(r"'(.*)' does not exist", re.DOTALL)


class Command(TyperCommand):
    """A Typer command with Chinese help; its epilog has the examples."""

    def get_help(self, ctx: Any) -> str:  # Typer's context type is private
        """Return usage, description, arguments, options and examples."""
        arguments = [param for param in self.params if param.param_type_name == "argument"]
        options = [param for param in self.params if param.param_type_name == "option"]
        usage = " ".join((ctx.command_path, "[选项]", *map(_argument, arguments)))
        rows = [(_argument(param), _help(param)) for param in arguments]
        flags = [(_option(param), _help(param)) for param in options]
        flags.append((", ".join(ctx.help_option_names), "显示这份帮助"))
        return "\n".join(
            (
                f"用法：{usage}",
                "",
                f"{self.help}。",
                *_section("参数", rows),
                *_section("选项", flags),
                "",
                "示例：",
                *(f"  {line}" for line in (self.epilog or "").splitlines()),
            )
        )


def usage_message(error: TyperException, command: Command) -> str:
    """Return the message for an error in a command line; Typer's error types are private."""
    detail: Any = error
    match type(error).__name__:
        case "NoSuchOption":
            near = question((detail.possibilities or [])[:1])
            return f"没有叫“{detail.option_name}”的选项。{near}"
        case "MissingParameter":
            return f"缺少参数：{_name(detail.param)}。"
        case "BadOptionUsage":
            return _bad_option(detail.option_name, command)
        case "BadParameter":
            return _bad_value(detail)
        case _:
            return _bad_arguments(detail, command)


def _bad_value(detail: Any) -> str:
    if missing := _MISSING.search(str(detail.message)):
        return f"没有“{missing[1]}”。{_name(detail.param)} 要写{_value(detail.param)}。"
    return f"{_name(detail.param)} 的值不对，请写{_value(detail.param)}。"


def _bad_arguments(detail: Any, command: Command) -> str:
    if more := _EXTRA.search(str(detail)):
        options: list[Any] = [*command.params]
        is_written = any("-o" in param.opts for param in options)
        where = "结果的文件名写在 -o 后面；" if is_written else ""
        return f"多写了“{more[1]}”，这个命令用不上它。{where}带空格的文件名请加引号。"
    return "参数太多，或者写法不对；带空格的文件名请加引号。"


def _bad_option(name: str, command: Command) -> str:
    for param in command.params:
        option: Any = param
        if name in option.opts and not option.is_flag:
            return f"选项 {name} 后面要写{_value(option)}。"
    return f"选项 {name} 后面不写值。"


def _section(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    if rows:
        first = max(width(name) for name, _ in rows)
        yield ""
        yield f"{title}："
        indent = " " * (first + 4)
        for name, text in rows:
            lines = wrap(text, _COLUMNS, indent)
            yield f"  {pad(name, first)}  {next(lines).removeprefix(indent)}"
            yield from lines


def _argument(param: Any) -> str:
    name = f"{param.metavar}..." if param.nargs != 1 else param.metavar
    return name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar}"


def _help(param: Any) -> str:
    if isinstance(param.default, (str, Path)):
        return f"{param.help}（默认值：{param.default}）"
    return str(param.help)


def _name(param: Any) -> str:
    return f"选项 {param.opts[0]}" if param.param_type_name == "option" else str(param.metavar)


def _value(param: Any) -> str:
    return f"“{param.metavar}”（{param.help}）"
