"""Capabilities of the screen: colours and width."""

import os
import shutil
import stat
import sys
from typing import TextIO

from xxzz.report import Style

PIPED = Style()
"""Style for files and pipes: no colour, and the same width on any machine."""

_MIN_WIDTH = 40


def stdout_style() -> Style:
    """Return the style for standard output, considering NO_COLOR and FORCE_COLOR.

    Redirected to a file (`> 结果.txt`), nothing is folded, as with -o.
    """
    terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if terminal else PIPED.width
    width = max(_MIN_WIDTH, min(columns, PIPED.width))
    color = _wants_color(terminal) and _can_color(sys.stdout)
    return Style(color, width, folded=not is_file(sys.stdout))


def is_file(stream: TextIO) -> bool:
    """Tell whether a stream is redirected to a file."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # not backed by a file
        return False


def _wants_color(terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and os.environ.get("TERM") != "dumb"


def _can_color(stream: TextIO) -> bool:
    """Tell whether escape codes work; older Windows consoles must be asked to enable them."""
    if sys.platform != "win32" or not stream.isatty():
        return True
    import ctypes  # noqa: PLC0415  # only on Windows consoles
    import msvcrt  # noqa: PLC0415  # only on Windows

    virtual_terminal = 4
    handle = msvcrt.get_osfhandle(stream.fileno())
    mode = ctypes.c_ulong()
    kernel = ctypes.windll.kernel32
    return bool(
        kernel.GetConsoleMode(handle, ctypes.byref(mode))
        and kernel.SetConsoleMode(handle, mode.value | virtual_terminal)
    )
