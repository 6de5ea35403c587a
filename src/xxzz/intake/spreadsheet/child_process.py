"""Opens a doubtful workbook in a process of its own, which may crash, hang or eat memory."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from xxzz.intake.spreadsheet.errors import CellRef, WorkbookUnreadable, damaged, too_large
from xxzz.intake.spreadsheet.grid import Grid
from xxzz.intake.spreadsheet.looks import Struck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xxzz.intake.spreadsheet.grid import Choice

TIMEOUT = 18.0
"""Seconds after which a workbook is given up; a good one of 60,000 rows takes three."""


def read_in_subprocess(path: Path, choice: Choice) -> list[Grid]:
    """Read the sheets as `read_grids` does; dates come as texts.

    Raises:
        WorkbookUnreadable: the child says so, or died over the file.
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


def _grid(said: dict[str, Any]) -> Grid:
    reason = said.pop("unreadable")
    struck = {place: Struck(*text) for place, text in said.pop("struck").items()}
    return Grid(**said, struck=struck, unreadable=_error(*reason) if reason else None)


def _error(message: str, hint: str, place: Sequence[Any] | None) -> WorkbookUnreadable:
    return WorkbookUnreadable(message, hint, CellRef(*place) if place else None)


def _run(path: Path, choice: Choice) -> tuple[str, Any]:
    if sys.platform == "emscripten":  # no processes there: the page's worker is the sandbox
        from xxzz.intake.spreadsheet.child import result  # noqa: PLC0415  # elsewhere never imported

        return result(path, choice)
    done = subprocess.run(  # noqa: S603  # this very Python and a module of this package
        [
            # -P: no module from the folder of the submissions may take the place of a known one
            *(sys.executable, "-P", "-m", "xxzz.intake.spreadsheet.child"),
            str(path.absolute()),
            json.dumps([choice.main, choice.beside]),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        timeout=TIMEOUT,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if not done.stdout:  # only running out of memory ends it without a word
        raise too_large("内存不够")
    kind, content = marshal.loads(done.stdout)  # noqa: S302  # written by our own child
    return kind, content
