"""What the screen can show: colours and columns."""

import os
import shutil
import stat
import sys
from typing import TextIO

from xxzz.report import Style

PIPED = Style()
"""How text looks in a file or a pipe: without colour, and of the same width on any machine."""

_NARROWEST = 40


def stdout_style() -> Style:
    """Return the style for standard output; NO_COLOR and FORCE_COLOR decide about colour first.

    A file that it was led into (`> 结果.txt`) gets all, as one that is named with -o does.
    """
    terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if terminal else PIPED.width
    width = max(_NARROWEST, min(columns, PIPED.width))
    color = _wants_color(terminal) and _can_color(sys.stdout)
    return Style(color, width, folded=not is_file(sys.stdout))


def is_file(stream: TextIO) -> bool:
    """Tell whether a stream was led into a file, which takes everything."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # a stream without a file behind it
        return False


def _wants_color(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and os.environ.get("TERM") != "dumb"


def _can_color(stream: TextIO) -> bool:
    """Tell whether escape codes give colours; the older Windows console obeys only when asked."""
    if sys.platform != "win32" or not stream.isatty():
        return True
    import ctypes  # noqa: PLC0415  # only there, and only for a console
    import msvcrt  # noqa: PLC0415  # only Windows has it

    virtual_terminal = 4
    handle = msvcrt.get_osfhandle(stream.fileno())
    mode = ctypes.c_ulong()
    kernel = ctypes.windll.kernel32
    return bool(
        kernel.GetConsoleMode(handle, ctypes.byref(mode))
        and kernel.SetConsoleMode(handle, mode.value | virtual_terminal)
    )
