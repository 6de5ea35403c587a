"""Entry point of `xxzz`; answers what needs no command before importing anything else."""

import gc
import os
import sys
from collections.abc import Sequence

from xxzz import __version__
from xxzz.cli import ASKED_BY_SHELL, overview
from xxzz.cli.console import emit, emit_error, in_ci, prepare_streams
from xxzz.cli.errors import CANNOT_WORK, INTERRUPTED, OK, CommandExit
from xxzz.cli.log import forget


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; errors never show a traceback."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # a search of all packages
    prepare_streams()
    forget()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _answer(words)
    except CommandExit as stop:
        emit_error(stop.message)
        code = stop.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit:
        raise
    except BaseException as error:  # a panic of a compiled library is not an Exception
        if os.environ.get("XXZZ_DEBUG") and not in_ci():  # the message may quote personal data
            raise
        emit_error(_crash(error))
        code = CANNOT_WORK
    if code == INTERRUPTED:
        emit_error("已中断，没有完成；已经写好的文件都是完整的。")
    gc.freeze()  # the interpreter's final collection would only take time
    return code


def _answer(words: Sequence[str]) -> int:
    if question := os.environ.get(ASKED_BY_SHELL):
        from xxzz.cli.commands.completion import answer  # noqa: PLC0415  # few runs need it

        return answer(question)
    if not words or words[0] in ("-h", "--help"):
        emit(overview())
        return OK
    if words[0] == "--version":
        emit(f"xxzz {__version__}")
        return OK
    gc.disable()  # a command is short, and what it loads is needed until its end
    from xxzz.cli.run import run  # noqa: PLC0415  # help and version do without it

    return run(words)


def _crash(error: BaseException) -> str:
    # the class only: an exception's text may quote a telephone number
    return (
        f"程序内部出错（{type(error).__name__}，xxzz {__version__}），没有完成。这不是材料的问题："
        "请把这一行和所用的命令告诉维护者，不要附个人信息；设环境变量 XXZZ_DEBUG=1 可看到详情。"
    )


if __name__ == "__main__":
    sys.exit(main())
