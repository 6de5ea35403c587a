"""Opens a doubtful workbook in a separate process, which may crash, hang or run out of memory."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.errors import CellRef, WorkbookUnreadable, damaged, too_large
from xxzz.intake.spreadsheet.grid import Grid
from xxzz.intake.spreadsheet.survey import Struck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.intake.spreadsheet.grid import SheetChoice

TIMEOUT = 18.0
"""Seconds; a regular workbook of 60,000 rows takes three."""


def read_in_subprocess(path: Path, choice: SheetChoice) -> list[Grid]:
    """Read the sheets as `read_grids` does, but with dates as text.

    Raises:
        WorkbookUnreadable: the file can't be read, or the process failed or took too long.
    """
    try:
        kind, content = _run(path, choice)
    except subprocess.TimeoutExpired as error:
        raise too_large(f"{TIMEOUT:.0f}秒还没有读完") from error
    except (ValueError, EOFError, TypeError) as error:
        raise damaged("内部结构有误") from error
    if kind == "unreadable":
        raise _error(*content)
    return [_grid(one) for one in content]


def _grid(attributes: dict[str, Any]) -> Grid:
    reason = attributes.pop("unreadable")
    struck = {place: Struck(*text) for place, text in attributes.pop("struck").items()}
    return Grid(**attributes, struck=struck, unreadable=_error(*reason) if reason else None)


def _error(message: str, hint: str, place: Sequence[Any] | None) -> WorkbookUnreadable:
    return WorkbookUnreadable(message, hint, CellRef(*place) if place else None)


def _run(path: Path, choice: SheetChoice) -> tuple[str, Any]:
    if sys.platform == "emscripten":  # has no processes; the worker of the page is the sandbox
        from xxzz.intake.spreadsheet.child import result  # noqa: PLC0415  # elsewhere never imported

        return result(path, choice)
    done = subprocess.run(  # noqa: S603  # this very Python and a module of this package
        [
            # -P: don't import modules from the current folder, which may be that of a stranger
            *(sys.executable, "-P", "-m", "xxzz.intake.spreadsheet.child"),
            str(path.absolute()),
            json.dumps([choice.main, choice.others]),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        timeout=TIMEOUT,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if not done.stdout:  # only running out of memory ends it without a result
        raise too_large("内存不够")
    kind, content = marshal.loads(done.stdout)  # noqa: S302  # written by our own child
    return kind, content
