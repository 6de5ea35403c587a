"""Runs LibreOffice as a converter, with a separate profile and a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PROGRAMS = (
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_libreoffice() -> str | None:
    """Return LibreOffice's program, or None if it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def convert(
    program: str, sources: Sequence[Path], kind: str, *, profile: Path, seconds: float
) -> None:
    """Convert files in their own folder; a file that can't be converted has no output.

    `kind` is LibreOffice's name of the format, `profile` a folder for its settings.

    Raises:
        OSError: the program can't be started.
        subprocess.TimeoutExpired: it took longer than `seconds` and was killed.
    """
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        kind,
        "--outdir",
        str(sources[0].parent),
        *map(str, sources),
    ]
    null = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603  # a found program, our own file names
        command, stdin=null, stdout=null, stderr=null, start_new_session=True
    )
    try:
        process.wait(seconds)
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Kill the program and its child processes, which would otherwise keep running."""
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603  # our own words
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607  # a part of Windows
            capture_output=True,
            check=False,
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
